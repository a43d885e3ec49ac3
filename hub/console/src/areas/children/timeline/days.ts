import type { Schemas } from '../../../api/schemas.ts';
import { dayOf } from './span.ts';

/** Every day that a timeline names. */
export function daysOf({ stays, decisions, reports, deadlines }: Schemas['ChildTimeline']): number[] {
  const dates = [
    ...[...stays, ...decisions].flatMap(({ from, to }) => [from, to]),
    ...reports.flatMap(({ reportedOn, period }) => [reportedOn, period.from]),
    ...deadlines.flatMap(({ anchor, dueOn, endedOn }) => [anchor, endedOn ?? dueOn]),
  ];
  return dates.filter((date) => date !== null).map(dayOf);
}
