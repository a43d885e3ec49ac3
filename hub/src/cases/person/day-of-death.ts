import { dayNumber } from '@saite/contracts';
import type { PersonFact } from '../case.ts';

/**
 * Day number of the death, or `null`. A person has several PMLP records only under several codes; if they name
 * different days, the earliest holds until PMLP corrects one: nobody is charged for care that a death record denies.
 */
export function dayOfDeath(persons: readonly PersonFact[]): number | null {
  let earliest: number | null = null;
  for (const { data } of persons) {
    if (data.withdrawn || data.diedOn === undefined) continue;
    const day = dayNumber(data.diedOn);
    if (earliest === null || day < earliest) earliest = day;
  }
  return earliest;
}
