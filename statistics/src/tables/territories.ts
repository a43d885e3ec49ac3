import { type DatasetColumn, UNKNOWN_TERRITORY } from '@saite/contracts';
import type { Frame } from '../period/frame.ts';
import type { Link } from './table.ts';

/** Stands for the whole country in the territory column. */
export const COUNTRY = 'LV';

export const ATVK: DatasetColumn = {
  name: 'atvk',
  titles: { lv: 'ATVK kods', en: 'ATVK code' },
  type: 'territory',
  codes: {
    [COUNTRY]: { lv: 'visa Latvija', en: 'all of Latvia' },
    [UNKNOWN_TERRITORY]: { lv: 'teritorija nav zināma', en: 'territory not known' },
  },
};
export const TERRITORY: DatasetColumn = {
  name: 'territory',
  titles: { lv: 'Pilsēta vai novads', en: 'Municipality' },
  type: 'text',
};

/** Key columns of one territory each: the country, its municipalities in the period, and who belongs to none. */
export const territoryKeys = ({ municipalities }: Frame): Record<'atvk' | 'territory', string>[] => [
  { atvk: COUNTRY, territory: 'Latvija' },
  ...[...municipalities].map(([atvk, territory]) => ({ atvk, territory })),
  { atvk: UNKNOWN_TERRITORY, territory: 'Nav zināma' },
];

/**
 * The country is the sum of its territories: everybody belongs to exactly one.
 *
 * @param nameOf name of a row of a territory
 */
export const sumOfTerritories = (
  frame: Frame,
  nameOf: (keys: Record<'atvk' | 'territory', string>) => string,
): Link => {
  const [country, ...others] = territoryKeys(frame);
  if (!country) throw new Error('there is always a country');
  return { kind: 'sum', total: nameOf(country), parts: others.map(nameOf) };
};

/** The rows in which somebody counts: the own territory's and the country's. */
export function territoriesOf(
  frame: Frame,
  territory: string | undefined,
): Record<'atvk' | 'territory', string>[] {
  const atvk = territory ?? UNKNOWN_TERRITORY;
  return [
    { atvk: COUNTRY, territory: 'Latvija' },
    { atvk, territory: frame.municipalities.get(atvk) ?? 'Nav zināma' },
  ];
}
