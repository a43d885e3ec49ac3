import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../api/schemas.ts';
import { Tag } from '../../../ui/tag.tsx';
import { AcknowledgeButton } from '../alerts/acknowledge-button.tsx';
import { useWorklist } from '../calls.ts';
import { useSaid } from '../said.ts';

type Alert = Schemas['ChildAlert'];

/** Alerts about the child: the open ones with what may be done, those that ended folded away. */
export function ChildAlerts({
  childRef,
  alerts,
}: {
  readonly childRef: string;
  readonly alerts: readonly Alert[];
}) {
  const { t } = useTranslation('children');
  const worklist = useWorklist();
  const listed = worklist.data?.items.find((child) => child.childRef === childRef)?.alerts ?? [];
  const isTaken = (alertId: string) =>
    listed.some((alert) => alert.alertId === alertId && alert.acknowledgedByMe);
  const open = alerts.filter(({ clearedOn }) => clearedOn === null);
  const cleared = alerts.filter(({ clearedOn }) => clearedOn !== null);
  return (
    <section className="card" aria-labelledby="alerts">
      <h2 id="alerts">{t('child.alerts')}</h2>
      {open.length === 0 ? (
        <p>{t('child.noAlerts')}</p>
      ) : (
        <ul className="plain stack">
          {open.map((alert) => (
            <li key={alert.alertId} className="row spread">
              <Told alert={alert} isTaken={isTaken(alert.alertId)} />
              {alert.recordedAt !== null && (
                <AcknowledgeButton
                  alertId={alert.alertId}
                  kind={alert.kind}
                  isTaken={isTaken(alert.alertId)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {cleared.length > 0 && (
        <details>
          <summary>{t('child.cleared', { count: cleared.length })}</summary>
          <ul className="plain stack">
            {cleared.map((alert) => (
              <li key={alert.alertId}>
                <Told alert={alert} isTaken={false} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Told({ alert, isTaken }: { readonly alert: Alert; readonly isTaken: boolean }) {
  const { t } = useTranslation('children');
  const said = useSaid();
  const { kind, raisedOn, clearedOn, explanation, recipients } = alert;
  return (
    <div>
      <Tag tone={clearedOn !== null || isTaken ? 'plain' : 'warn'}>{t(`name.alert.${kind}`)}</Tag>{' '}
      {t('child.raised', { date: said.date(raisedOn) })}
      {clearedOn && ` ${t('child.ended', { date: said.date(clearedOn) })}`}
      <span className="note">{explanation}</span>
      <span className="note">{recipients.map(said.recipient).join(' · ')}</span>
    </div>
  );
}
