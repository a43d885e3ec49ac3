import type { RecipientRole } from '@saite/contracts';
import {
  type Atvk,
  type CalendarDate,
  type CourtId,
  dateOfDayNumber,
  dayNumber,
  type Instant,
  type InstitutionId,
} from '@saite/contracts';
import type { ContactReportFact, CustodyFact, PersonFacts, SurveyFact } from '../case.ts';
import { institutionsUntil } from '../child/stays.ts';
import { type ChildCase, isChildCase, readChildCase } from './child.ts';
import type { Condition } from './conditions.ts';
import type { ChildCarePolicies } from './policies.ts';
import { ALERT_RECIPIENTS, idOf, type Parties } from './recipients.ts';
import { type Standing, standingOn } from './standing.ts';

/** One who has to get something; the id is `null` while no register has told who that is. */
export interface Addressee {
  readonly role: RecipientRole;
  readonly id: string | null;
}

/** An alert that is open today, and to whom it goes by the day on which it began. */
export interface OpenAlert {
  readonly condition: Condition;
  readonly parties: Parties;
  readonly addressees: readonly Addressee[];
}

/** A document of the registers that goes on to others. */
export type Document = { readonly addressees: readonly Addressee[] } & (
  | { readonly kind: 'contact-report'; readonly fact: ContactReportFact }
  | { readonly kind: 'custody-decision'; readonly fact: CustodyFact }
  | { readonly kind: 'family-survey'; readonly fact: SurveyFact }
);

/** Who may see the child today: its court, its municipality, and every institution where it had a day. */
export interface Keepers {
  readonly court: CourtId | null;
  readonly municipality: Atvk | null;
  readonly institutions: readonly InstitutionId[];
}

/** What Saite says of a child today; `null` in place of it for whoever never was one in care. */
export interface ChildCareDecision {
  readonly openAlerts: readonly OpenAlert[];
  /** Every condition over all days: by them an alert is seen to have ended, or to be void. */
  readonly conditions: ReadonlyMap<string, Condition>;
  readonly documents: readonly Document[];
  readonly keepers: Keepers;
  /** `null` if no institution holds the child today. */
  readonly standing: Standing | null;
  /** The next day on which something changes without any event. */
  readonly wakeOn: CalendarDate | null;
}

/** Decides a child's case on a day: a pure function of facts, policies and day. */
export function decideChildCare(
  facts: PersonFacts,
  policies: ChildCarePolicies,
  today: CalendarDate,
  dayInRiga: (instant: Instant) => CalendarDate,
): ChildCareDecision | null {
  if (!isChildCase(facts)) return null;
  const child = readChildCase(facts, policies, dayInRiga);
  const day = dayNumber(today);
  return {
    openAlerts: child.conditions
      .filter((condition) => holdsOn(condition, day))
      .map((each) => openAlert(child, each)),
    conditions: new Map(child.conditions.map((each) => [each.key, each])),
    documents: documentsOf(child, facts, day),
    keepers: keepersOn(child, day),
    standing: standingOn(child, day),
    wakeOn: nextChange(child, day),
  };
}

/** Whether a condition holds on a day. */
export const holdsOn = ({ from, to }: Condition, day: number): boolean => from <= day && day < to;

/** An alert with those to whom it goes by the day on which its condition began. */
export function openAlert(child: ChildCase, condition: Condition): OpenAlert {
  const parties = child.partiesOn(condition.from);
  const addressees = ALERT_RECIPIENTS[condition.kind].map((role) => ({ role, id: idOf(role, parties) }));
  return { condition, parties, addressees };
}

const addressed = (roles: readonly RecipientRole[], parties: Parties): Addressee[] =>
  roles.map((role) => ({ role, id: idOf(role, parties) }));

/**
 * Reports go to the court and the social service of their day, surveys to the court of theirs and to the
 * inspection, decisions to the social service of theirs - or, if nobody knows where the child was declared then,
 * to that of today.
 */
function documentsOf(child: ChildCase, facts: PersonFacts, today: number): Document[] {
  const partiesOn = (date: CalendarDate) => child.partiesOn(dayNumber(date));
  return [
    ...facts.contactReports.map((fact) => ({
      kind: 'contact-report' as const,
      fact,
      addressees: addressed(['orphan-court', 'social-service'], partiesOn(fact.data.reportedOn)),
    })),
    ...facts.custody.map((fact) => {
      const parties = partiesOn(fact.data.decidedOn);
      const municipality = parties.municipality ?? child.partiesOn(today).municipality;
      return {
        kind: 'custody-decision' as const,
        fact,
        addressees: addressed(['social-service'], { ...parties, municipality }),
      };
    }),
    ...facts.surveys.map((fact) => ({
      kind: 'family-survey' as const,
      fact,
      addressees: addressed(['orphan-court', 'children-inspection'], partiesOn(fact.data.surveyedOn)),
    })),
  ];
}

/** Who may see the child on a day. */
export function keepersOn(child: ChildCase, day: number): Keepers {
  const { court, municipality } = child.partiesOn(day);
  return { court, municipality, institutions: institutionsUntil(child.placements, day) };
}

/** The first day after this one on which a condition or a placement begins or ends, or other keepers are there. */
function nextChange(child: ChildCase, day: number): CalendarDate | null {
  let next = Number.POSITIVE_INFINITY;
  const consider = (candidate: number) => {
    if (candidate > day && candidate < next) next = candidate;
  };
  for (const { from, to } of child.conditions) {
    consider(from);
    consider(to);
  }
  for (const { from, countedTo } of child.placements) {
    consider(from);
    consider(countedTo);
  }
  for (const { effectiveFrom } of child.decisions) consider(effectiveFrom);
  for (const since of child.person.residenceStarts) consider(since);
  return Number.isFinite(next) ? dateOfDayNumber(next) : null;
}
