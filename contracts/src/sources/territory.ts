import { MUNICIPALITIES, type Municipality, municipalityOn } from '../codes/municipalities.ts';
import type { Atvk } from '../values/ids.ts';
import { CellFault } from './cells.ts';
import type { FileMonth } from './file-month.ts';

const successorOn = (code: string, day: string): Municipality | undefined => {
  let one = MUNICIPALITIES.find((other) => other.code === code);
  while (one && one.to !== null && one.to < day)
    one = MUNICIPALITIES.find((other) => other.code === one?.into);
  return one && one.from <= day ? one : undefined;
};

/** The municipality that a code of another year means on a day, if only one can be meant. */
function meantOn(code: string, day: string): Municipality | undefined {
  const later = successorOn(code, day);
  if (later) return later;
  const earlier = MUNICIPALITIES.filter(({ into, to }) => into === code && to !== null && to >= day);
  return earlier.length === 1 ? earlier[0] : undefined;
}

/**
 * What is wrong with a territory code in the file of a month: it must be a municipality of the classifier (ATVK) in
 * force on the month's last day, 119, 43 or 42 of them. Of a code that was divided up the one is named that took most.
 */
export function territoryFault(code: Atvk, { lastDay }: FileMonth): CellFault | undefined {
  if (municipalityOn(code, lastDay)) return undefined;
  if (!MUNICIPALITIES.some((one) => one.code === code)) return new CellFault('TERRITORY_UNKNOWN');
  const meant = meantOn(code, lastDay);
  return new CellFault('TERRITORY_OF_ANOTHER_YEAR', meant ? `${meant.code} ${meant.name}` : null);
}
