import { type FileMonth, MUNICIPALITIES } from '@saite/contracts';
import type { Random } from './random.ts';

/** Inhabitants in thousands, roughly; whoever is not named has {@link OTHERS}. */
const THOUSANDS: Readonly<Record<string, number>> = {
  Rīga: 600,
  Daugavpils: 78,
  Liepāja: 66,
  Jelgava: 54,
  Jūrmala: 52,
  Ventspils: 32,
  Rēzekne: 26,
  'Ogres novads': 57,
  'Valmieras novads': 50,
  'Tukuma novads': 44,
  'Bauskas novads': 41,
  'Cēsu novads': 41,
  'Jēkabpils novads': 40,
  'Mārupes novads': 37,
  'Talsu novads': 35,
  'Dienvidkurzemes novads': 33,
  'Jelgavas novads': 32,
};
const OTHERS = 18;

/** A municipality of the month with its share of all inhabitants. */
export interface MadeTerritory {
  readonly atvk: string;
  readonly share: number;
}

/** The municipalities in force on the last day of a month. */
export function territoriesOf({ lastDay }: FileMonth): MadeTerritory[] {
  const inForce = MUNICIPALITIES.filter(({ from, to }) => from <= lastDay && (to === null || lastDay <= to));
  const weights = inForce.map(({ name }) => THOUSANDS[name] ?? OTHERS);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return inForce.map(({ code }, at) => ({ atvk: code, share: (weights[at] ?? OTHERS) / sum }));
}

/** A municipality, more often one with many inhabitants. */
export function anyTerritory(random: Random, territories: readonly MadeTerritory[]): string {
  let place = random.int(0, 999_999) / 1_000_000;
  for (const { atvk, share } of territories) {
    if (place < share) return atvk;
    place -= share;
  }
  return territories.at(-1)?.atvk ?? '';
}
