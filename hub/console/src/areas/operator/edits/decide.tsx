import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../../api/client.ts';
import { tell } from '../../../ui/notices.ts';
import { Problem } from '../../../ui/states.tsx';
import type { Edit } from '../calls.ts';
import { useChange } from '../changed.ts';
import { isNote, NoteField } from '../note-field.tsx';

type Decision = 'approve' | 'reject';

/** A second person approves or rejects an edit; whoever proposed it is told why they may not. */
export function Decide({ edit: { editId, mine } }: { readonly edit: Edit }) {
  const { t } = useTranslation('operator');
  const [note, setNote] = useState('');
  const decide = useChange(
    (decision: Decision, key) =>
      answerOf(
        api.POST('/v1/operator/edits/{editId}/decision', {
          params: { path: { editId }, header: { 'Idempotency-Key': key } },
          body: { decision, note: note.trim() },
        }),
      ),
    ({ state }) => tell(t('edit.decided', { state: t(`editState.${state}`) })),
  );
  if (mine) return <p className="banner">{t('edit.mine')}</p>;
  const isBlocked = !isNote(note) || decide.isPending;
  return (
    <div className="form">
      <NoteField value={note} onChange={setNote} isDisabled={decide.isPending || decide.isUnsure} />
      {decide.error && <Problem error={decide.error} />}
      <div className="row">
        <Button
          className="react-aria-Button primary"
          isDisabled={isBlocked}
          onPress={() => decide.send('approve')}
        >
          {t('edit.approve')}
        </Button>
        <Button
          className="react-aria-Button danger"
          isDisabled={isBlocked}
          onPress={() => decide.send('reject')}
        >
          {t('edit.reject')}
        </Button>
      </div>
    </div>
  );
}
