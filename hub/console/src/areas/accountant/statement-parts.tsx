import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/formats.ts';
import { VirtualTable } from '../../ui/virtual-table.tsx';
import type { ClientMonth } from './data.ts';

/** Payments whose period covers the month, with whether they count and why not. */
export function Payments({ lines }: { readonly lines: ClientMonth['statement']['lines'] }) {
  const { t } = useTranslation('accountant');
  const { money } = useFormats();
  if (lines.length === 0) return null;
  return (
    <section aria-labelledby="payments">
      <h2 id="payments">{t('month.payments')}</h2>
      <VirtualTable
        label={t('month.payments')}
        rows={lines}
        keyOf={({ paymentId }) => paymentId}
        columns={[
          { id: 'payment', title: t('variable.payment'), cell: (line) => line.paymentId },
          { id: 'kind', title: t('column.notes'), cell: (line) => <code>{line.kind}</code> },
          { id: 'granted', title: t('month.granted'), isNumber: true, cell: (line) => money(line.granted) },
          { id: 'paid', title: t('month.paid'), isNumber: true, cell: (line) => money(line.paid) },
          {
            id: 'counts',
            title: t('month.counts'),
            cell: (line) => (line.reason ? t(`month.reason.${line.reason}`) : t('month.yes')),
          },
        ]}
      />
    </section>
  );
}

/** Stays with counted days; of one elsewhere only the days are shown. */
export function Stays({ stays }: { readonly stays: ClientMonth['statement']['stays'] }) {
  const { t } = useTranslation('accountant');
  const { money, number } = useFormats();
  if (stays.length === 0) return null;
  const rows = stays.map((stay, order) => ({ ...stay, order }));
  return (
    <section aria-labelledby="stays">
      <h2 id="stays">{t('month.stays')}</h2>
      <VirtualTable
        label={t('month.stays')}
        rows={rows}
        keyOf={({ order }) => String(order)}
        columns={[
          {
            id: 'stay',
            title: t('client.placement'),
            cell: (stay) => stay.placementId ?? t('month.elsewhere'),
          },
          { id: 'institution', title: t('list.institution'), cell: (stay) => stay.institutionId ?? '–' },
          { id: 'days', title: t('column.days'), isNumber: true, cell: (stay) => number(stay.days) },
          {
            id: 'cost',
            title: t('client.dailyCost'),
            isNumber: true,
            cell: (stay) => money(stay.dailyCost),
          },
          {
            id: 'serviceCost',
            title: t('column.cost'),
            isNumber: true,
            cell: (stay) => money(stay.serviceCost),
          },
          {
            id: 'share',
            title: t('column.share'),
            isNumber: true,
            cell: (stay) => money(stay.clientShare),
          },
        ]}
      />
    </section>
  );
}
