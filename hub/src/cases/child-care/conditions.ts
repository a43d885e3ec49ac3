import {
  addMonths,
  type CareAlertKind,
  CrisisId,
  type CrisisReporter,
  dateOfDayNumber,
  dayNumber,
  type Instant,
  type PersonRef,
} from '@saite/contracts';
import type { AcknowledgementFact, CrisisFact } from '../case.ts';
import { coverage, type Decision, suspensions } from '../child/custody.ts';
import type { ContinuousStay } from '../child/stays.ts';
import type { ChildCarePolicies } from './policies.ts';
import type { ClockRun } from './report-clock.ts';

/** What a condition rests on, for its explanation. */
export type Basis =
  | { readonly about: 'report'; readonly anchor: number; readonly interval: 'P3M' | 'P6M' }
  | { readonly about: 'stay'; readonly since: number; readonly months: number }
  | { readonly about: 'decision'; readonly since: number; readonly days: number }
  | {
      readonly about: 'suspension';
      readonly decisionId: string;
      readonly effectiveFrom: number;
      readonly months: number;
    }
  | {
      readonly about: 'crisis';
      readonly crisisId: CrisisId;
      readonly reportedBy: CrisisReporter;
      /** The code that the notice came with: its text is sealed for it. */
      readonly subject: PersonRef;
    };

/**
 * A condition of which an alert tells, over all days: it holds from `from` up to, not including, `to`. Where both
 * are equal it ended on the day on which it would have begun.
 */
export interface Condition {
  /** Names the condition among those of the child. */
  readonly key: string;
  readonly kind: CareAlertKind;
  readonly from: number;
  readonly to: number;
  readonly dueOn: number | null;
  readonly basis: Basis;
}

const condition = (
  kind: CareAlertKind,
  from: number,
  to: number,
  dueOn: number | null,
  basis: Basis,
  id = '',
): Condition[] =>
  from > to ? [] : [{ key: `${kind}/${id}${dateOfDayNumber(from)}`, kind, from, to, dueOn, basis }];

/** What one run of the report clock leads to; of the three only the present state's holds on a day. */
export function reportConditions({ anchor, to, due }: ClockRun, policies: ChildCarePolicies): Condition[] {
  if (due === null) return [];
  const { dueSoonDays, escalationDays } = policies.thresholdsFor(anchor);
  const { dueOn, interval } = due;
  const basis: Basis = { about: 'report', anchor, interval };
  const overdueFrom = dueOn + 1;
  const escalatedFrom = dueOn + escalationDays;
  return [
    ...condition('report-due-soon', dueOn - dueSoonDays, Math.min(overdueFrom, to), dueOn, basis),
    ...condition('report-overdue', overdueFrom, Math.min(escalatedFrom, to), dueOn, basis),
    ...condition('report-escalated', escalatedFrom, to, dueOn, basis),
  ];
}

/**
 * What the length of a stay, and the decisions over it, lead to.
 *
 * @param hasAnswered whether NPAIS has spoken: nobody is told that a decision is missing because it has not
 */
export function stayConditions(
  stay: ContinuousStay,
  decisions: readonly Decision[],
  hasAnswered: boolean,
  policies: ChildCarePolicies,
): Condition[] {
  const { stayMonths, noDecisionDays, suspensionMonths } = policies.thresholdsFor(stay.from);
  const [first, second] = stayMonths;
  const long = (kind: CareAlertKind, months: number) =>
    condition(kind, addMonths(stay.from, months), stay.to, null, { about: 'stay', since: stay.from, months });
  const since = { about: 'decision', since: stay.from, days: noDecisionDays } as const;
  return [
    ...long('stay-6-months', first),
    ...long('stay-12-months', second),
    ...(hasAnswered ? uncovered(stay.from + noDecisionDays, stay.to, decisions) : []).flatMap(
      ({ from, to }) => condition('no-custody-decision', from, to, null, since),
    ),
    ...suspensions(decisions).flatMap(({ decision, to }) => {
      const { decisionId, effectiveFrom } = decision;
      const from = Math.max(addMonths(effectiveFrom, suspensionMonths), stay.from);
      const basis: Basis = { about: 'suspension', decisionId, effectiveFrom, months: suspensionMonths };
      const end = Math.min(to, stay.to);
      return condition('custody-suspended-1-year', from, end, null, basis, `${decisionId}/`);
    }),
  ];
}

/** The spans between two days that no decision covers. */
function uncovered(from: number, to: number, decisions: readonly Decision[]): ContinuousStay[] {
  const spans: ContinuousStay[] = [];
  let start = from;
  for (const covered of coverage(decisions)) {
    if (covered.to <= start) continue;
    if (covered.from > start) spans.push({ from: start, to: Math.min(covered.from, to) });
    start = Math.max(start, covered.to);
    if (start >= to) return spans;
  }
  return start < to ? [...spans, { from: start, to }] : spans;
}

/** What notices of crisis lead to: open from the notice's day until the court has acknowledged it. */
export function crisisConditions(
  crises: readonly CrisisFact[],
  acknowledgements: readonly AcknowledgementFact[],
  careEndsBy: number,
  dayOf: (instant: Instant) => number,
): Condition[] {
  return crises.flatMap(({ subject, data }) => {
    if (data.withdrawn) return [];
    const crisisId = CrisisId.parse(data.recordId);
    const from = dayOf(data.occurredAt);
    const byCourt = acknowledgements
      .filter((fact) => fact.data.crisisId === crisisId && fact.data.by.role === 'orphan-court')
      .map((fact) => Math.max(from, dayNumber(fact.data.acknowledgedOn)));
    const basis: Basis = { about: 'crisis', crisisId, reportedBy: data.reportedBy, subject };
    const to = Math.min(careEndsBy, ...byCourt);
    return condition('crisis-reported', from, to, null, basis, `${crisisId}/`);
  });
}
