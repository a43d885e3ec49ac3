import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../api/schemas.ts';
import { Facts } from '../../../ui/facts.tsx';
import { useSaid } from '../said.ts';
import { StateTag } from '../state-tag.tsx';

/** When the next report is due, and by which rule. */
export function ReportingCard({ reporting }: { readonly reporting: Schemas['ChildReporting'] | null }) {
  const { t } = useTranslation('children');
  const said = useSaid();
  return (
    <section className="card" aria-labelledby="reporting">
      <h2 id="reporting">{t('child.reporting')}</h2>
      {reporting === null ? (
        <p>{t('child.noDuty')}</p>
      ) : (
        <Facts
          of={[
            [t('child.due'), said.date(reporting.dueOn)],
            [t('child.stateName'), <StateTag key="state" state={reporting.state} />],
            [t('child.intervalName'), reporting.interval ? t(`name.interval.${reporting.interval}`) : '–'],
            [t('child.anchor'), said.date(reporting.anchor)],
            ...(reporting.alternativeDueOn !== reporting.dueOn
              ? [[t('child.alternative'), said.date(reporting.alternativeDueOn)] as const]
              : []),
            [t('child.policy'), <code key="policy">{reporting.policy}</code>],
            [t('child.ground'), t('name.law')],
          ]}
        />
      )}
    </section>
  );
}
