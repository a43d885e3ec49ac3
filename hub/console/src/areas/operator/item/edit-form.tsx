import { type FormEvent, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../../api/client.ts';
import { ApiProblem } from '../../../api/problem.ts';
import { tell } from '../../../ui/notices.ts';
import { Problem } from '../../../ui/states.tsx';
import type { HeldField } from '../calls.ts';
import { useChange } from '../changed.ts';
import { Difference } from '../edits/difference.tsx';
import { isNote, NoteField } from '../note-field.tsx';
import { EditField } from './edit-field.tsx';
import { type Change, changesOf, readWanted, type Wanted, wantedOf } from './edited.ts';

interface Said {
  readonly changes: readonly Change[];
  readonly note: string;
}

/** The fields that may be changed; what would change is shown before anything is sent. */
export function EditForm({
  itemId,
  fields,
  onClose,
}: {
  readonly itemId: string;
  readonly fields: readonly HeldField[];
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['operator', 'common']);
  const [wanted, setWanted] = useState<Readonly<Record<string, Wanted>>>({});
  const [note, setNote] = useState('');
  const propose = useChange(
    ({ changes, note: why }: Said, key) =>
      answerOf(
        api.POST('/v1/operator/held/{itemId}/edits', {
          params: { path: { itemId }, header: { 'Idempotency-Key': key } },
          body: { changes: changes.map(({ path, after }) => ({ path, value: after })), note: why },
        }),
      ),
    () => {
      tell(t('edit.proposed'));
      onClose();
    },
  );
  const changes = changesOf(fields, wanted);
  const isWrong = Object.values(wanted).some((each) => readWanted(each) === undefined);
  const isReady = changes.length > 0 && isNote(note) && !isWrong;
  const isFixed = propose.isPending || propose.isUnsure;
  const problems = problemsByPath(propose.error, changes);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) propose.send({ changes, note: note.trim() });
  };
  return (
    <form className="form" onSubmit={submit}>
      {fields.map((field) => (
        <EditField
          key={field.path}
          field={field}
          wanted={wanted[field.path] ?? wantedOf(field)}
          problem={problems.get(field.path)}
          isDisabled={isFixed}
          onChange={(next) => setWanted((now) => ({ ...now, [field.path]: next }))}
        />
      ))}
      <div className="stack">
        <h3 className="flat">{t('edit.difference')}</h3>
        {changes.length === 0 ? <p className="flat">{t('edit.nothing')}</p> : <Difference of={changes} />}
      </div>
      <NoteField value={note} onChange={setNote} isDisabled={isFixed} />
      {propose.error && <Problem error={propose.error} />}
      <div className="row ends">
        <Button onPress={onClose}>{t('common:action.cancel')}</Button>
        <Button
          type="submit"
          className="react-aria-Button primary"
          isDisabled={!isReady || propose.isPending}
        >
          {t('edit.propose')}
        </Button>
      </div>
    </form>
  );
}

/** What the hub said about each field: by the field's own path, or by its place among the changes. */
function problemsByPath(error: Error | null, changes: readonly Change[]): ReadonlyMap<string, string> {
  if (!(error instanceof ApiProblem)) return new Map();
  return new Map(
    error.errors.map(({ path, message }) => {
      const place = /^changes\[(\d+)\]/.exec(path)?.[1];
      return [place === undefined ? path : (changes[Number(place)]?.path ?? path), message];
    }),
  );
}
