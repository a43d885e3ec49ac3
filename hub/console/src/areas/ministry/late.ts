import type { Schemas } from '../../api/schemas.ts';

/** Children by how their reports stand. */
export interface Late {
  readonly late: number;
  readonly soon: number;
  readonly inTime: number;
}

/** A child counts once, under the gravest of what it is: a report overdue by a month is not overdue besides. */
export function lateOf({ inCare, dueSoon, overdue, escalated }: Schemas['CareCounts']): Late {
  const late = overdue + escalated;
  return { late, soon: dueSoon, inTime: Math.max(0, inCare - late - dueSoon) };
}
