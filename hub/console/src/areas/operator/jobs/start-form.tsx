import { type FormEvent, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../../api/client.ts';
import { ApiProblem } from '../../../api/problem.ts';
import { useFormats } from '../../../i18n/formats.ts';
import { Problem } from '../../../ui/states.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { bodyOf, type Chosen, type Job, type JobAction, type JobPreview } from '../calls.ts';
import { useChange } from '../changed.ts';
import { isNote, NoteField } from '../note-field.tsx';
import { rateOf } from './rate.ts';

/** More are not begun by one press. */
const TYPED_ABOVE = 1_000;
/** Whether the count has to be typed: of many, and of what nobody can bring back. */
const isTypedCount = (action: JobAction, total: number) => total > TYPED_ABOVE || action === 'delete';
const DEFAULT_RATE = '50';

interface Said {
  readonly note: string;
  readonly ratePerSecond: number;
}

/** How fast, why, and, for many, the count typed out. */
export function StartForm({
  action,
  chosen,
  preview: { total },
  onClose,
  onStale,
  onStarted,
}: {
  readonly action: JobAction;
  readonly chosen: Chosen;
  readonly preview: JobPreview;
  readonly onClose: () => void;
  /** There are more by now than the preview counted. */
  readonly onStale: () => void;
  readonly onStarted: (job: Job) => void;
}) {
  const { t } = useTranslation(['operator', 'common']);
  const formats = useFormats();
  const [note, setNote] = useState('');
  const [rate, setRate] = useState(DEFAULT_RATE);
  const [typed, setTyped] = useState('');
  const start = useChange(
    (said: Said, key) =>
      answerOf(
        api.POST('/v1/operator/jobs', {
          params: { header: { 'Idempotency-Key': key } },
          body: { action, ...bodyOf(chosen), ...said, expected: total },
        }),
      ).catch((error: unknown) => {
        if (error instanceof ApiProblem && error.code === 'COUNT_CHANGED') onStale();
        throw error;
      }),
    onStarted,
  );
  const ratePerSecond = rateOf(rate);
  const isAsked = isTypedCount(action, total);
  const isTyped = !isAsked || typed.replaceAll(/\s/g, '') === String(total);
  const isReady = total > 0 && isNote(note) && ratePerSecond !== undefined && isTyped;
  const isFixed = start.isPending || start.isUnsure;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) start.send({ note: note.trim(), ratePerSecond });
  };
  return (
    <form className="form" onSubmit={submit}>
      <NoteField value={note} onChange={setNote} isDisabled={isFixed} />
      <TextInput
        label={t('start.rate')}
        help={t('start.rateHelp')}
        value={rate}
        onChange={setRate}
        inputMode="decimal"
        isDisabled={isFixed}
        error={ratePerSecond === undefined ? t('start.rateWrong') : undefined}
      />
      {isAsked && (
        <TextInput
          label={t('start.typed', { total: formats.number(total) })}
          help={t('start.typedHelp')}
          value={typed}
          onChange={setTyped}
          inputMode="numeric"
          isRequired
          isDisabled={isFixed}
        />
      )}
      {start.error && <Problem error={start.error} />}
      {start.isUnsure && <p>{t('start.unsure')}</p>}
      <div className="row ends">
        <Button onPress={onClose}>{t('common:action.cancel')}</Button>
        <Button
          type="submit"
          className={`react-aria-Button ${action === 'delete' ? 'danger' : 'primary'}`}
          isDisabled={!isReady || start.isPending}
        >
          {t('start.begin', { action: t(`action.${action}`), count: total })}
        </Button>
      </div>
    </form>
  );
}
