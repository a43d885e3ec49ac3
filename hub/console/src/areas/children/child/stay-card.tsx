import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../api/schemas.ts';
import { Facts } from '../../../ui/facts.tsx';
import { useSaid } from '../said.ts';

/** How long the child has been in institutions by a day, and in which it is then. */
export function StayCard({ stay, on }: { readonly stay: Schemas['ChildStay']; readonly on: string }) {
  const { t } = useTranslation('children');
  const said = useSaid();
  const held = stay.placements.filter(({ endedOn }) => endedOn === null || endedOn > on);
  const institutions = [...new Set(held.map(({ institutionId }) => institutionId))].join(', ');
  return (
    <section className="card" aria-labelledby="stay">
      <h2 id="stay">{t('child.stay')}</h2>
      <Facts
        of={[
          [t('child.inCare'), institutions || t('child.notInCare')],
          [t('child.since'), said.date(stay.since)],
          [t('child.continuous'), said.days(stay.continuousDays)],
          [t('child.cumulative'), said.days(stay.cumulativeDays)],
        ]}
      />
    </section>
  );
}
