import { type FormEvent, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../../api/client.ts';
import { ModalDialog } from '../../../ui/modal-dialog.tsx';
import { tell } from '../../../ui/notices.ts';
import { Problem } from '../../../ui/states.tsx';
import { useChange } from '../changed.ts';
import { useNames } from '../names.ts';
import { isNote, NoteField } from '../note-field.tsx';

/** What is to be stopped, or to go on. */
export interface Step {
  readonly service: string;
  /** Whose breaker; undefined: the whole service. */
  readonly upstream: string | undefined;
  readonly stopped: boolean;
}

/** Asks why something is stopped by hand or let go on, and says so to the hub. */
export function ControlDialog({ step, onClose }: { readonly step: Step; readonly onClose: () => void }) {
  const { t } = useTranslation(['operator', 'common']);
  const names = useNames();
  const [reason, setReason] = useState('');
  const { service, upstream, stopped } = step;
  const verb = upstream ? (stopped ? 'hold' : 'release') : stopped ? 'pause' : 'resume';
  const title = t(`control.${verb}Title`, { service: names.service(service), upstream: upstream ?? '' });
  const change = useChange(
    (said: string, key) =>
      answerOf(
        api.POST('/v1/operator/controls', {
          params: { header: { 'Idempotency-Key': key } },
          body: { service, stopped, reason: said, ...(upstream && { upstream }) },
        }),
      ),
    () => {
      tell(t('control.done', { title }));
      onClose();
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isNote(reason)) change.send(reason);
  };
  return (
    <ModalDialog title={title} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <p>{t(`control.${verb}Means`)}</p>
        <NoteField
          value={reason}
          onChange={setReason}
          autoFocus
          isDisabled={change.isPending || change.isUnsure}
        />
        {change.error && <Problem error={change.error} />}
        <div className="row ends">
          <Button onPress={onClose}>{t('common:action.cancel')}</Button>
          <Button
            type="submit"
            className="react-aria-Button primary"
            isDisabled={!isNote(reason) || change.isPending}
          >
            {t(`control.${verb}`)}
          </Button>
        </div>
      </form>
    </ModalDialog>
  );
}
