import { dice } from './dice.ts';
import { arrivalOf, baseAt, type Neighbourhood } from './places.ts';

/** What of a person can change from day to day. */
export type Aspect = 'address' | 'findings' | 'share';
/** What a file after the first one tells of a known person: a change, the same as before, or that something is gone. */
export type DayEvent = Aspect | 'again' | 'gone';

const EVENT = 900;
/** Of a thousand persons a day: upper bounds of each. */
const ADDRESS = 9;
const FINDINGS = 17;
const SHARE = 25;
const AGAIN = 35;
const GONE = 38;

/** What happens to the person at a place on a day. */
export function eventOn(neighbourhood: Neighbourhood, place: number, day: number): DayEvent | null {
  if (day <= arrivalOf(neighbourhood)) return null;
  const chance = dice(baseAt(neighbourhood, place), EVENT + day, 1000);
  if (chance < ADDRESS) return 'address';
  if (chance < FINDINGS) return 'findings';
  if (chance < SHARE) return 'share';
  if (chance < AGAIN) return 'again';
  return chance < GONE ? 'gone' : null;
}

/** How often an aspect has changed up to the day that is told. */
export function changesOf(neighbourhood: Neighbourhood, place: number, aspect: Aspect): number {
  let changes = 0;
  for (let day = 2; day <= neighbourhood.town.day; day += 1)
    if (eventOn(neighbourhood, place, day) === aspect) changes += 1;
  return changes;
}

/** The day on which the deletable objects of a person were deleted, up to the day that is told. */
export function goneOn(neighbourhood: Neighbourhood, place: number): number | null {
  for (let day = 2; day <= neighbourhood.town.day; day += 1)
    if (eventOn(neighbourhood, place, day) === 'gone') return day;
  return null;
}
