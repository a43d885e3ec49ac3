import type { InstitutionId } from '@saite/contracts';
import { institutionOn, stayOn } from '../child/stays.ts';
import type { ChildCase } from './child.ts';

/** How a child in an institution stands on a day, as far as a list of many children shows it; by day numbers. */
export interface Standing {
  readonly institutionId: InstitutionId | null;
  /** First day of the continuous stay. */
  readonly since: number;
  /** First day not in care; infinite while the stay goes on. */
  readonly careTo: number;
  /** Day from which the report interval runs. */
  readonly anchor: number;
  /** `null` while the birth date is not known. */
  readonly due: { readonly interval: 'P3M' | 'P6M'; readonly dueOn: number } | null;
}

/** How a child stands on a day; `null` if no institution holds it. */
export function standingOn(child: ChildCase, day: number): Standing | null {
  const stay = stayOn(child.stays, day);
  if (!stay) return null;
  const run = child.clocks.find(({ anchor, to }) => anchor <= day && day < to);
  return {
    institutionId: institutionOn(child.placements, day),
    since: stay.from,
    careTo: stay.to,
    anchor: run?.anchor ?? stay.from,
    due: run?.due ? { interval: run.due.interval, dueOn: run.due.dueOn } : null,
  };
}
