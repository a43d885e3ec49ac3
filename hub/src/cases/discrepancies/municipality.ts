import { Atvk, MUNICIPALITIES } from '@saite/contracts';

/**
 * In the classifier of 2021 digits 3 and 4 name the municipality, 5 and 6 its unit, and the last one counts changes
 * (*Centrālā statistikas pārvalde*, description of ATVK 2021); before, a unit shared the first five digits with its
 * municipality. No code of the one begins like a code of the other.
 */
const PREFIX_OF_2021 = 4;
const PREFIX_BEFORE = 5;
const REFORM = '2021-07-01';

const byPrefix: ReadonlyMap<string, { readonly code: string; readonly into: string | null }> = new Map(
  MUNICIPALITIES.map((each) => [
    each.code.slice(0, each.from < REFORM ? PREFIX_BEFORE : PREFIX_OF_2021),
    each,
  ]),
);

/**
 * The municipality of today that a territory belongs to, whether the code is a municipality's or a unit's, of this
 * classifier or the one before; `null` for a code that neither has. Of municipalities that were divided the classifier
 * keeps only who took over most of each.
 */
export function municipalityOf(territory: Atvk): Atvk | null {
  const found =
    byPrefix.get(territory.slice(0, PREFIX_OF_2021)) ?? byPrefix.get(territory.slice(0, PREFIX_BEFORE));
  if (!found) return null;
  return found.into === null ? Atvk.parse(found.code) : municipalityOf(Atvk.parse(found.into));
}
