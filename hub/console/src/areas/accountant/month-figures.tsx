import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/formats.ts';
import type { InstitutionClients } from './data.ts';

/** The sums of the month, and how they differ from the month before. */
export function MonthFigures({ known }: { readonly known: InstitutionClients }) {
  const { t } = useTranslation('accountant');
  const { money, change, number } = useFormats();
  const { totals, previousTotals } = known;
  const cents = (amount: string) => Math.round(Number(amount) * 100);
  const difference = (now: string, before: string) => change(((cents(now) - cents(before)) / 100).toFixed(2));
  const amounts = [
    [t('total.allowance'), totals.allowance, previousTotals.allowance],
    [t('total.cost'), totals.serviceCostHere, previousTotals.serviceCostHere],
    [t('total.share'), totals.clientShareHere, previousTotals.clientShareHere],
    [t('total.shortfall'), totals.shortfall, previousTotals.shortfall],
  ] as const;
  return (
    <dl className="figures">
      <div>
        <dt>{t('total.clients')}</dt>
        <dd>
          {number(totals.clients)}
          <small>
            {t('list.sinceLastMonth', {
              change: `${totals.clients >= previousTotals.clients ? '+' : '−'}${number(Math.abs(totals.clients - previousTotals.clients))}`,
            })}
          </small>
        </dd>
      </div>
      {amounts.map(([name, now, before]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {money(now)}
            <small>{t('list.sinceLastMonth', { change: difference(now, before) })}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}
