import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { LostConnection } from '../../../api/problem.ts';
import { useMay } from '../../../session/use-session.ts';
import { tell } from '../../../ui/notices.ts';
import { useAcknowledge } from '../acts.ts';
import type { AlertKind } from '../kinds.ts';
import { NoteDialog } from '../note-dialog.tsx';

/** Takes note of an alert, with what was done. */
export function AcknowledgeButton({
  alertId,
  kind,
  isTaken,
}: {
  readonly alertId: string;
  readonly kind: AlertKind;
  readonly isTaken: boolean;
}) {
  const { t } = useTranslation('children');
  const { t: common } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const acknowledge = useAcknowledge();
  const mayAct = useMay(['care-institution', 'orphan-court', 'social-service', 'ministry']);
  if (!mayAct) return null;
  return (
    <>
      <Button onPress={() => setOpen(true)}>{isTaken ? t('alerts.again') : t('alerts.acknowledge')}</Button>
      {isOpen && (
        <NoteDialog
          title={t('alerts.dialog')}
          about={t(`name.alert.${kind}`)}
          label={t('alerts.note')}
          empty={t('alerts.noteEmpty')}
          act={t('alerts.acknowledge')}
          onClose={() => setOpen(false)}
          onNote={(note) => {
            setOpen(false);
            acknowledge.mutate(
              { alertId, note, key: crypto.randomUUID() },
              {
                onSuccess: () => tell(t('alerts.told')),
                onError: (error) =>
                  tell(
                    t('alerts.failed', {
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
