import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../api/schemas.ts';
import { useSaid } from '../said.ts';

/** What orphan's courts decided, newest first. */
export function Decisions({ decisions }: { readonly decisions: readonly Schemas['ChildDecision'][] }) {
  const { t } = useTranslation('children');
  const said = useSaid();
  return (
    <section className="card" aria-labelledby="decisions">
      <h2 id="decisions">{t('child.decisions')}</h2>
      {decisions.length === 0 ? (
        <p>{t('child.noDecisions')}</p>
      ) : (
        <ul className="plain stack">
          {decisions.toReversed().map(({ decisionId, kind, court, decidedOn, effectiveFrom }) => (
            <li key={decisionId}>
              <strong>{t(`name.decision.${kind}`)}</strong>
              <span className="note">
                {[
                  said.date(effectiveFrom),
                  court,
                  t('timeline.decidedOn', { date: said.date(decidedOn) }),
                  decisionId,
                ].join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
