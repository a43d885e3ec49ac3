import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ModalDialog } from '../../../ui/modal-dialog.tsx';
import { tell } from '../../../ui/notices.ts';
import { Answered } from '../../../ui/states.tsx';
import { type Chosen, type JobAction, previewQuery } from '../calls.ts';
import { Preview } from './preview.tsx';
import { StartForm } from './start-form.tsx';

/** Shows what a job would do, asks why and how fast, and starts it. */
export function StartDialog({
  action,
  chosen,
  about,
  onClose,
  onStarted,
}: {
  readonly action: JobAction;
  readonly chosen: Chosen;
  readonly about: string;
  readonly onClose: () => void;
  readonly onStarted?: (() => void) | undefined;
}) {
  const { t } = useTranslation('operator');
  const navigate = useNavigate();
  const preview = useQuery(previewQuery(action, chosen));
  return (
    <ModalDialog title={`${t(`action.${action}`)}: ${about}`} onClose={onClose}>
      <Answered of={preview} rows={5}>
        {(answer) => (
          <>
            <Preview of={answer} />
            <StartForm
              action={action}
              chosen={chosen}
              preview={answer}
              onClose={onClose}
              onStale={() => void preview.refetch()}
              onStarted={(job) => {
                onClose();
                onStarted?.();
                tell(t('start.started', { action: t(`action.${action}`), count: answer.total }));
                void navigate({ to: '/retries/$jobId', params: { jobId: job.jobId } });
              }}
            />
          </>
        )}
      </Answered>
    </ModalDialog>
  );
}
