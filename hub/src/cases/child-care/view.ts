import { type CalendarDate, type Child, dateOfDayNumber, dayNumber } from '@saite/contracts';
import type { Decision } from '../child/custody.ts';
import { daysUntil, stayOn } from '../child/stays.ts';
import type { ChildCase } from './child.ts';
import type { ChildCarePolicies } from './policies.ts';
import type { ClockRun } from './report-clock.ts';

type ReportState = NonNullable<Child['reporting']>['state'];

const dateOrNull = (day: number): CalendarDate | null => (Number.isFinite(day) ? dateOfDayNumber(day) : null);

/** Stay, duty to report and decisions of a child on a day. */
export function viewChild(
  child: ChildCase,
  policies: ChildCarePolicies,
  on: CalendarDate,
): Pick<Child, 'stay' | 'reporting' | 'custody'> {
  const day = dayNumber(on);
  const stay = stayOn(child.stays, day);
  const run = child.clocks.find(({ anchor, to }) => anchor <= day && day < to);
  return {
    stay: {
      since: stay ? dateOfDayNumber(stay.from) : null,
      continuousDays: stay ? day - stay.from + 1 : 0,
      cumulativeDays: daysUntil(child.stays, day),
      placements: child.placements
        .filter(({ from }) => from <= day)
        .map(({ placementId, institutionId, from, to }) => ({
          placementId,
          institutionId,
          startedOn: dateOfDayNumber(from),
          endedOn: dateOrNull(to),
        })),
    },
    reporting: run ? reportingOn(run, policies, day) : null,
    custody: viewDecisions(child.decisions, day),
  };
}

/** The decisions of orphan's courts by a day. */
export const viewDecisions = (decisions: readonly Decision[], day: number): Child['custody'] =>
  decisions
    .filter(({ decidedOn }) => decidedOn <= day)
    .map(({ decisionId, kind, court, decidedOn, effectiveFrom }) => ({
      decisionId,
      kind,
      decidedOn: dateOfDayNumber(decidedOn),
      effectiveFrom: dateOfDayNumber(effectiveFrom),
      court,
    }));

/** How far a duty to report is on a day, by day numbers. */
export function reportStateOn(
  anchor: number,
  dueOn: number,
  policies: ChildCarePolicies,
  day: number,
): Exclude<ReportState, 'awaiting-person'> {
  const { dueSoonDays, escalationDays } = policies.thresholdsFor(anchor);
  if (day < dueOn - dueSoonDays) return 'not-due';
  if (day <= dueOn) return 'due-soon';
  return day < dueOn + escalationDays ? 'overdue' : 'escalated';
}

function reportingOn(
  { anchor, due }: ClockRun,
  policies: ChildCarePolicies,
  day: number,
): NonNullable<Child['reporting']> {
  const policy = `third-birthday: ${policies.thirdBirthday}`;
  if (due === null) {
    const unknown = { anchor: null, interval: null, dueOn: null, alternativeDueOn: null };
    return { ...unknown, state: 'awaiting-person', policy };
  }
  const { dueOn } = due;
  const state = reportStateOn(anchor, dueOn, policies, day);
  return {
    anchor: dateOfDayNumber(anchor),
    interval: due.interval,
    dueOn: dateOfDayNumber(dueOn),
    alternativeDueOn: dateOfDayNumber(due.alternativeDueOn),
    state,
    policy,
  };
}
