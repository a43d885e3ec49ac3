import type { CalendarDate, Instant } from '@saite/contracts';
import { dayNumber } from '@saite/contracts';
import type { PersonFacts } from '../case.ts';
import { courtOn, type Decision, decisionsInOrder } from '../child/custody.ts';
import { type ChildPerson, childPerson } from '../child/person.ts';
import {
  type ChildPlacement,
  type ContinuousStay,
  childPlacements,
  continuousStays,
  institutionOn,
} from '../child/stays.ts';
import { type Condition, crisisConditions, reportConditions, stayConditions } from './conditions.ts';
import type { ChildCarePolicies } from './policies.ts';
import type { Parties } from './recipients.ts';
import { type ClockRun, clockRuns } from './report-clock.ts';

/** Everything that the facts say of a child, over all days; what holds on one day is read out of it. */
export interface ChildCase {
  readonly person: ChildPerson;
  readonly placements: readonly ChildPlacement[];
  readonly stays: readonly ContinuousStay[];
  readonly clocks: readonly ClockRun[];
  readonly decisions: readonly Decision[];
  /** In no order. */
  readonly conditions: readonly Condition[];
  partiesOn(day: number): Parties;
}

/** Whether NPAIS has told a decision, or answered for every code of the child. */
const hasNpaisAnswered = ({ refs, custody, childChecks }: PersonFacts): boolean =>
  custody.length > 0 ||
  refs.every((ref) => childChecks.some(({ subject, data }) => subject === ref && !data.withdrawn));

/** Whether the registers have told anything by which somebody is a child in care, or taken from the family. */
export const isChildCase = ({ placements, custody, crises }: PersonFacts): boolean =>
  custody.length > 0 ||
  crises.length > 0 ||
  placements.some(({ data }) => !data.withdrawn && data.stay.programme === 'child-out-of-family');

/**
 * Reads a child's case out of the facts: a pure function of facts and policies.
 *
 * @param dayInRiga the calendar date in Riga of an instant
 */
export function readChildCase(
  facts: PersonFacts,
  policies: ChildCarePolicies,
  dayInRiga: (instant: Instant) => CalendarDate,
): ChildCase {
  const person = childPerson(facts);
  const placements = childPlacements(facts.placements, person.careEndsBy);
  const stays = continuousStays(placements);
  const decisions = decisionsInOrder(facts.custody);
  const clocks = stays.flatMap((stay) => clockRuns(stay, facts.contactReports, person.bornOn, policies));
  const dayOf = (instant: Instant) => dayNumber(dayInRiga(instant));
  return {
    person,
    placements,
    stays,
    clocks,
    decisions,
    conditions: [
      ...clocks.flatMap((run) => reportConditions(run, policies)),
      ...stays.flatMap((stay) => stayConditions(stay, decisions, hasNpaisAnswered(facts), policies)),
      ...crisisConditions(facts.crises, facts.acknowledgements, person.careEndsBy, dayOf),
    ],
    partiesOn: (day) => ({
      institutionId: institutionOn(placements, day),
      court: courtOn(decisions, day),
      municipality: person.municipalityOn(day),
    }),
  };
}
