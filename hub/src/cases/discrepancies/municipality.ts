import { Atvk, municipalityToday } from '@saite/contracts';

/** The municipality of today that a territory belongs to; `null` for a code that no classifier has. */
export function municipalityOf(territory: Atvk): Atvk | null {
  const found = municipalityToday(territory);
  return found === undefined ? null : Atvk.parse(found);
}
