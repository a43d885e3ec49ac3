import { type CalendarDate, dateOfDayNumber, dayNumber } from '@saite/contracts';
import type { PersonFacts } from '../case.ts';
import { decisionsInOrder } from '../child/custody.ts';
import { childPerson } from '../child/person.ts';
import { childPlacements, continuousStays } from '../child/stays.ts';
import { deathOf } from '../person/day-of-death.ts';
import { paymentsAfterDeath, placementsAfterDeath } from './after-death.ts';
import type { Contradiction } from './contradiction.ts';
import { datesDiffer, staysThatGoOn } from './decisions.ts';
import { groupsAgainstAge } from './group-and-age.ts';
import { servicesWithoutDisability } from './missing-disability.ts';
import { overlaps } from './overlaps.ts';
import { standingPlacements } from './placements.ts';
import type { DiscrepancyPolicies } from './policies.ts';
import { residencesThatDiffer } from './residence.ts';
import { servicesTwice } from './same-service.ts';
import { standingServices } from './services.ts';

/** The facts that contradictions are looked for in. */
export type DiscrepancyFacts = Pick<
  PersonFacts,
  | 'refs'
  | 'placements'
  | 'payments'
  | 'persons'
  | 'personVersions'
  | 'custody'
  | 'services'
  | 'disabilities'
  | 'disabilityChecks'
>;

export interface DiscrepancyDecision {
  /** What contradicts today, by key. */
  readonly open: readonly Contradiction[];
  /** The next day on which a contradiction begins or ends without any event. */
  readonly wakeOn: CalendarDate | null;
}

/** Decides which facts of a person contradict each other (*pretrunas*) on a day: a pure function. */
export function decideDiscrepancies(
  facts: DiscrepancyFacts,
  policies: DiscrepancyPolicies,
  today: CalendarDate,
): DiscrepancyDecision {
  const day = dayNumber(today);
  const all = contradictionsOf(facts, policies);
  const changes = all.flatMap(({ from, to }) => [from, to]).filter((each) => each > day);
  const next = Math.min(...changes);
  return {
    open: all.filter(({ from, to }) => from <= day && day < to).sort((a, b) => (a.key < b.key ? -1 : 1)),
    wakeOn: Number.isFinite(next) ? dateOfDayNumber(next) : null,
  };
}

function contradictionsOf(facts: DiscrepancyFacts, policies: DiscrepancyPolicies): Contradiction[] {
  const placements = standingPlacements(facts.placements);
  const death = deathOf(facts.persons);
  const found = overlaps(placements);
  if (death)
    found.push(...placementsAfterDeath(placements, death), ...paymentsAfterDeath(facts.payments, death));
  if (facts.custody.length > 0 && placements.length > 0) {
    const ofChild = childPlacements(facts.placements, childPerson(facts).careEndsBy);
    const care = {
      placements: ofChild,
      stays: continuousStays(ofChild),
      decisions: decisionsInOrder(facts.custody),
    };
    found.push(...datesDiffer(care, policies), ...staysThatGoOn(care, policies));
  }
  if (facts.services.length > 0) {
    const services = standingServices(facts.services);
    found.push(
      ...residencesThatDiffer(services, facts),
      ...servicesTwice(services, facts.placements),
      ...servicesWithoutDisability(services, facts),
    );
  }
  if (facts.disabilities.length > 0) found.push(...groupsAgainstAge(facts));
  return found;
}
