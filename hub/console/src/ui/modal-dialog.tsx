import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

/**
 * A dialog over the page: the focus stays in it, goes back to where it was when it closes, and Escape closes it.
 * A press beside it does not, so that nothing written is lost.
 */
export function ModalDialog({
  title,
  onClose,
  children,
}: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  return (
    <ModalOverlay isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal>
        <Dialog>
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
