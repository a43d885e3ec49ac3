import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/schemas.ts';
import { useMunicipalityName } from '../../i18n/municipalities.ts';
import { Facts } from '../../ui/facts.tsx';
import { useKindName } from '../children/alerts/discrepancies.tsx';
import { codeOf, useSaid } from '../children/said.ts';

const PARTS = ['person', 'residence', 'disability', 'custody', 'placements', 'discrepancies'] as const;
const DISORDERS = ['sight', 'hearing', 'movement', 'mental', 'other'] as const;

/** A person on a day, as far as the role may see. */
export function PersonOverview({
  overview,
  on,
}: {
  readonly overview: Schemas['PersonOverview'];
  readonly on: string;
}) {
  const { t } = useTranslation('people');
  const said = useSaid();
  const municipality = useMunicipalityName();
  const hidden = PARTS.filter((part) => overview[part] === null).map((part) => t(`part.${part}`));
  const { person, residence, disability, custody, placements, discrepancies } = overview;
  return (
    <>
      <h2>{t('overview', { date: said.date(on) })}</h2>
      {person && (
        <Part part="person">
          <Facts
            of={[
              [t('name'), said.name(person)],
              [t('code'), codeOf(person.personCode)],
              [t('born'), said.date(person.bornOn)],
              ...(person.diedOn ? [[t('died'), said.date(person.diedOn)] as const] : []),
            ]}
          />
        </Part>
      )}
      {residence && (
        <Part part="residence">
          <Facts
            of={[
              [t('territory'), residence.atvk ? municipality(residence.atvk) : t('unknown')],
              [t('since'), said.date(residence.since)],
            ]}
          />
        </Part>
      )}
      {disability && <Disability disability={disability} />}
      {custody && (
        <Part part="custody">
          <Lines
            of={custody.toReversed().map(({ decisionId, kind, court, decidedOn, effectiveFrom }) => ({
              key: decisionId,
              what: <DecisionName kind={kind} />,
              more: [said.date(effectiveFrom), court, said.date(decidedOn), decisionId].join(' · '),
            }))}
          />
        </Part>
      )}
      {placements && (
        <Part part="placements">
          <Lines
            of={placements.map(
              ({ placementId, institutionId, programme, startedOn, endedOn, dailyCost }, place) => ({
                key: placementId ?? `elsewhere ${place}`,
                what: `${institutionId ?? t('elsewhere')}: ${t(`programme.${programme}`)}`,
                more: [
                  `${said.date(startedOn)} – ${endedOn ? said.date(endedOn) : t('goesOn')}`,
                  ...(dailyCost === null ? [] : [t('dailyCost', { money: said.money(dailyCost) })]),
                  ...(placementId ? [placementId] : []),
                ].join(' · '),
              }),
            )}
          />
        </Part>
      )}
      {discrepancies && <Contradictions discrepancies={discrepancies} />}
      {hidden.length > 0 && <p className="soft">{t('hidden', { parts: hidden.join(', ') })}</p>}
    </>
  );
}

function Part({ part, children }: { readonly part: (typeof PARTS)[number]; readonly children: ReactNode }) {
  const { t } = useTranslation('people');
  return (
    <section className="card" aria-labelledby={`part-${part}`}>
      <h3 id={`part-${part}`}>{t(`part.${part}`)}</h3>
      {children}
    </section>
  );
}

interface Line {
  readonly key: string;
  readonly what: ReactNode;
  readonly more: ReactNode;
}

function Lines({ of }: { readonly of: readonly Line[] }) {
  const { t } = useTranslation('people');
  if (of.length === 0) return <p>{t('none')}</p>;
  return (
    <ul className="plain stack">
      {of.map(({ key, what, more }) => (
        <li key={key}>
          <strong>{what}</strong>
          <span className="note">{more}</span>
        </li>
      ))}
    </ul>
  );
}

function DecisionName({ kind }: { readonly kind: Schemas['ChildDecision']['kind'] }) {
  const { t } = useTranslation('children');
  return t(`name.decision.${kind}`);
}

function Disability({ disability }: { readonly disability: Schemas['PersonDisability'] }) {
  const { t } = useTranslation('people');
  const said = useSaid();
  const disorderName = (code: string) => {
    const known = DISORDERS.find((each) => each === code);
    return known ? t(`disorder.${known}`) : code;
  };
  return (
    <Part part="disability">
      {disability.answered ? (
        <Lines
          of={disability.decisions.map(
            ({ decisionId, group, validFrom, validTo, disorders, specialCare, prognosticated }) => ({
              key: decisionId,
              what: t(`group.${group}`),
              more: [
                `${said.date(validFrom)} – ${validTo ? said.date(validTo) : t('forLife')}`,
                ...disorders.map(disorderName),
                ...(specialCare ? [t('specialCare')] : []),
                ...(prognosticated ? [t('prognosticated')] : []),
                t('decision', { id: decisionId }),
              ].join(' · '),
            }),
          )}
        />
      ) : (
        <p>{t('notAnswered')}</p>
      )}
    </Part>
  );
}

function Contradictions({
  discrepancies,
}: {
  readonly discrepancies: readonly Schemas['PersonDiscrepancy'][];
}) {
  const said = useSaid();
  const kindName = useKindName();
  return (
    <Part part="discrepancies">
      <Lines
        of={discrepancies.map(({ discrepancyId, kind, since, facts }) => ({
          key: discrepancyId ?? `${kind} ${since}`,
          what: `${kindName(kind)}, ${said.date(since)}`,
          more: facts.map(({ register, text }) => `${register.toUpperCase()}: ${text}`).join(' · '),
        }))}
      />
    </Part>
  );
}
