import { useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { LostConnection } from '../../../api/problem.ts';
import type { Schemas } from '../../../api/schemas.ts';
import { useMay } from '../../../session/use-session.ts';
import { tell } from '../../../ui/notices.ts';
import { Tag } from '../../../ui/tag.tsx';
import { isOwnParty, useConfirm } from '../acts.ts';
import { NoteDialog } from '../note-dialog.tsx';
import { useSaid } from '../said.ts';

const AFTER_DIALOG_MS = 150;

/** Confirms that the report was read; afterwards it says when that was. */
export function ConfirmButton({ report }: { readonly report: Schemas['ContactReport'] }) {
  const { t } = useTranslation('children');
  const { t: common } = useTranslation();
  const said = useSaid();
  const [isOpen, setOpen] = useState(false);
  const [wasAsked, setWasAsked] = useState(false);
  const done = useRef<HTMLSpanElement>(null);
  const confirm = useConfirm();
  const mayConfirm = useMay(['orphan-court', 'social-service']);
  const mine = report.deliveries.filter(({ recipient }) => isOwnParty(recipient));
  const confirmedAt = mine.find((delivery) => delivery.confirmedAt !== null)?.confirmedAt;
  // The button that was pressed is gone then: the focus goes to what stands in its place, after the dialog gave it up.
  useEffect(() => {
    if (!wasAsked || !confirmedAt) return;
    const timer = setTimeout(() => done.current?.focus(), AFTER_DIALOG_MS);
    return () => clearTimeout(timer);
  }, [wasAsked, confirmedAt]);
  if (!mayConfirm) return null;
  if (confirmedAt)
    return (
      <span ref={done} tabIndex={-1}>
        <Tag tone="good">
          {t('report.confirmed')}: {said.time(confirmedAt)}
        </Tag>
      </span>
    );
  if (!mine.some(({ state }) => state === 'delivered')) return null;
  return (
    <>
      <Button className="react-aria-Button primary" onPress={() => setOpen(true)}>
        {t('report.confirm')}
      </Button>
      {isOpen && (
        <NoteDialog
          title={t('report.confirmTitle')}
          about={t('report.noteHelp')}
          label={t('report.note')}
          act={t('report.confirm')}
          onClose={() => setOpen(false)}
          onNote={(note) => {
            setOpen(false);
            setWasAsked(true);
            confirm.mutate(
              { reportId: report.reportId, note, key: crypto.randomUUID() },
              {
                onSuccess: () => tell(t('report.told')),
                onError: (error) =>
                  tell(
                    t('report.failed', {
                      why: error instanceof LostConnection ? common('state.offline') : error.message,
                    }),
                    'bad',
                  ),
              },
            );
          }}
        />
      )}
    </>
  );
}
