import { MUNICIPALITIES, municipalityOn, territoryOn } from '../codes/municipalities.ts';
import type { Atvk } from '../values/ids.ts';
import { CellFault } from './cells.ts';
import type { FileMonth } from './file-month.ts';

/**
 * What is wrong with a territory code in the file of a month: it must be a municipality of the classifier (ATVK) in
 * force on the month's last day, 119, 43 or 42 of them. Of a code that was divided up the one is named that took most.
 */
export function territoryFault(code: Atvk, { lastDay }: FileMonth): CellFault | undefined {
  if (municipalityOn(code, lastDay)) return undefined;
  if (!MUNICIPALITIES.some((one) => one.code === code)) return new CellFault('TERRITORY_UNKNOWN');
  const meant = municipalityOn(territoryOn(code, lastDay) ?? '', lastDay);
  return new CellFault('TERRITORY_OF_ANOTHER_YEAR', meant ? `${meant.code} ${meant.name}` : null);
}
