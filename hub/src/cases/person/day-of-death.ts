import { dayNumber, type RecordId } from '@saite/contracts';
import type { PersonFact } from '../case.ts';

/** A death, by PMLP's record of it. */
export interface Death {
  readonly day: number;
  readonly recordId: RecordId;
}

/**
 * The death that PMLP tells of, or `null`. A person has several PMLP records only under several codes; if they name
 * different days, the earliest holds until PMLP corrects one: nobody is charged for care that a death record denies.
 */
export function deathOf(persons: readonly PersonFact[]): Death | null {
  let earliest: Death | null = null;
  for (const { data } of persons) {
    if (data.withdrawn || data.diedOn === undefined) continue;
    const { recordId } = data;
    const day = dayNumber(data.diedOn);
    const isEarlier =
      earliest === null || day < earliest.day || (day === earliest.day && recordId < earliest.recordId);
    if (isEarlier) earliest = { day, recordId };
  }
  return earliest;
}

/** Day number of the death, or `null`. */
export const dayOfDeath = (persons: readonly PersonFact[]): number | null => deathOf(persons)?.day ?? null;
