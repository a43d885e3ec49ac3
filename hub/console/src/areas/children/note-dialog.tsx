import { useState } from 'react';
import { Button, Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { ModalDialog } from '../../ui/modal-dialog.tsx';
import { TextInput } from '../../ui/text-input.tsx';

const LONGEST_NOTE = 2_000;

/** Asks for a note, and does something with it. */
export function NoteDialog({
  title,
  about,
  label,
  help,
  empty,
  act,
  onNote,
  onClose,
}: {
  readonly title: string;
  readonly about: string;
  readonly label: string;
  readonly help?: string | undefined;
  /** What is said if there is no note; without it none is needed. */
  readonly empty?: string | undefined;
  readonly act: string;
  readonly onNote: (note: string) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const [note, setNote] = useState('');
  const [wasSent, setWasSent] = useState(false);
  const isMissing = empty !== undefined && note.trim() === '';
  return (
    <ModalDialog title={title} onClose={onClose}>
      <Form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          setWasSent(true);
          if (!isMissing) onNote(note);
        }}
      >
        <p>{about}</p>
        <TextInput
          label={label}
          help={help}
          value={note}
          onChange={setNote}
          isLong
          isRequired={empty !== undefined}
          autoFocus
          maxLength={LONGEST_NOTE}
          error={wasSent && isMissing ? empty : undefined}
        />
        <p className="row ends">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" className="react-aria-Button primary">
            {act}
          </Button>
        </p>
      </Form>
    </ModalDialog>
  );
}
