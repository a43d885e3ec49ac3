import { type FileMonth, fileMonth, type Month, type Source } from '@saite/contracts';
import { personOf } from './persons.ts';
import { type Random, randomOf } from './random.ts';
import { anyTerritory, type MadeTerritory, territoriesOf } from './territories.ts';

/** Inhabitants of the country, to whom the sizes of the files are in proportion. */
export const COUNTRY = 1_860_000;

/** What files are made of. The same plan gives the same files, byte for byte. */
export interface MadePlan {
  readonly seed: number;
  readonly period: Month;
  /** Inhabitants of the country that is played. */
  readonly persons: number;
  /** Personal codes that stand in the files first, of persons whom other registers know. */
  readonly codes: readonly string[];
}

/** A plan with what every row needs of it. */
export interface MadeMonth extends MadePlan, FileMonth {
  readonly territories: readonly MadeTerritory[];
  /** So many of a file, of whom a whole country has so many. */
  sized(ofCountry: number): number;
  /** Numbers of one row of one file. */
  random(source: Source, index: number): Random;
}

export function monthOfPlan(plan: MadePlan): MadeMonth {
  const month = fileMonth(plan.period);
  const salt = Number(plan.period.replace('-', ''));
  return {
    ...plan,
    ...month,
    territories: territoriesOf(month),
    sized: (ofCountry) => Math.ceil((ofCountry * plan.persons) / COUNTRY),
    random: (source, index) => randomOf(plan.seed + salt * 31 + source.length * 7_919, index),
  };
}

/** The first cells of a row about a person; some sources do not know birth or residence of everybody. */
export function personCells(month: MadeMonth, random: Random, index: number): [string, string, string] {
  const known = month.codes[index];
  const territory = random.percent(4) ? '' : anyTerritory(random, month.territories);
  if (known !== undefined) return [known, '', territory];
  const { code, bornOn } = personOf(month.seed, index);
  return [code, random.percent(3) ? '' : bornOn, territory];
}
