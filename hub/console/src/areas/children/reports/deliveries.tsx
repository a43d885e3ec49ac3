import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../api/schemas.ts';
import { Tag } from '../../../ui/tag.tsx';
import { useSaid } from '../said.ts';

const TONES = { waiting: 'plain', delivered: 'good', undeliverable: 'bad' } as const;

/** How far a report is on its way to each of its recipients. */
export function Deliveries({ deliveries }: { readonly deliveries: readonly Schemas['ReportDelivery'][] }) {
  const { t } = useTranslation('children');
  const said = useSaid();
  return (
    <section className="card" aria-labelledby="deliveries">
      <h2 id="deliveries">{t('report.deliveries')}</h2>
      {deliveries.length === 0 ? (
        <p>{t('report.noDeliveries')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <section className="scroller" tabIndex={0} aria-labelledby="deliveries">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('report.to')}</th>
                <th scope="col">{t('report.state')}</th>
                <th scope="col">{t('report.deliveredAt')}</th>
                <th scope="col">{t('report.confirmedAt')}</th>
                <th scope="col">{t('report.through')}</th>
                <th scope="col">{t('report.receipt')}</th>
              </tr>
            </thead>
            <tbody>
              {deliveries.map(
                ({ deliveryId, recipient, register, state, deliveredAt, confirmedAt, receipt, reason }) => (
                  <tr key={deliveryId}>
                    <th scope="row">{said.recipient(recipient)}</th>
                    <td>
                      <Tag tone={TONES[state]}>{t(`name.delivery.${state}`)}</Tag>
                      {reason && (
                        <span className="note">
                          <code>{reason}</code>
                        </span>
                      )}
                    </td>
                    <td>{said.time(deliveredAt)}</td>
                    <td>{confirmedAt ? said.time(confirmedAt) : t('report.unread')}</td>
                    <td>{t(`name.register.${register}`)}</td>
                    <td>{receipt ? <code>{receipt}</code> : '–'}</td>
                  </tr>
                ),
              )}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}
