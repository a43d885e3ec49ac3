import { type Combination, combinationsOf, type Part } from './combinations.ts';
import { type DisabilityTable, JUNE_2019 } from './table.ts';

/** The persons with a disability by rank, and their decisions by number, without a list of either. */
export interface DisabilityRanks {
  readonly persons: number;
  readonly decisions: number;
  /** What the decisions of the person with this rank say, from 0 on. */
  partsOf(rank: number): Combination['parts'];
  /** Number of a person's first decision, from 1 on; a second one has the next. */
  firstNumberOf(rank: number): number;
  /** Whose decision it is, and which of the person's. */
  ownerOf(number: number): { readonly rank: number; readonly place: number };
}

/**
 * @param share persons among whom a table's persons are counted, by the persons who live: 1 gives the table exactly,
 * less gives so many of each kind, as near as whole persons come
 */
export function ranksOf(share: number, table: DisabilityTable = JUNE_2019): DisabilityRanks {
  const combinations = combinationsOf(table);
  const ends: number[] = [];
  for (const { count } of combinations) ends.push((ends.at(-1) ?? 0) + count);
  const all = ends.at(-1) ?? 0;
  const persons = Math.floor(all * share);

  const partsOf = (rank: number): readonly [Part] | readonly [Part, Part] => {
    const place = Math.floor((rank * all) / persons);
    const found = combinations[ends.findIndex((end) => place < end)];
    if (!found) throw new RangeError('no person has this rank');
    return found.parts;
  };
  // Those with two decisions have the last ranks.
  let [low, single] = [0, persons];
  while (low < single) {
    const middle = Math.floor((low + single) / 2);
    if (partsOf(middle).length === 1) low = middle + 1;
    else single = middle;
  }
  return {
    persons,
    decisions: single + 2 * (persons - single),
    partsOf,
    firstNumberOf: (rank) => (rank < single ? rank + 1 : single + 2 * (rank - single) + 1),
    ownerOf(number) {
      if (number <= single) return { rank: number - 1, place: 0 };
      const behind = number - single - 1;
      return { rank: single + Math.floor(behind / 2), place: behind % 2 };
    },
  };
}
