import type { SumParts } from './structure.ts';

/** Words that stand in a row of totals (*kopsavilkuma rinda*), in any of its cells. */
const TOTAL_WORDS: ReadonlySet<string> = new Set([
  'lv',
  'latvija',
  'latvijā',
  'latvia',
  'kopā',
  'kopa',
  'kopā latvijā',
  'kopsumma',
  'pavisam',
  'pavisam kopā',
  'summa',
  'total',
  'grand total',
  'sum',
]);

const isTotalWord = (cell: string): boolean =>
  cell.length <= 20 && TOTAL_WORDS.has(cell.trim().toLowerCase().replace(/[:.]$/, ''));

/** Whether a row says of itself that it is a total. */
export const looksLikeTotal = (cells: readonly string[]): boolean => cells.some(isTotalWord);

interface Group {
  readonly rows: number;
  readonly sums: readonly number[];
  readonly without?: { readonly place: number; readonly values: readonly number[] };
}

/**
 * Finds the row without a territory that is the sum of all rows with one, in every figure: then it is a total that
 * stands where persons of an unknown territory would.
 */
export class SumWatch {
  readonly #groups = new Map<string, Group>();

  take(place: number, { group: name, values, isOfTerritory }: SumParts): void {
    const group = this.#groups.get(name) ?? { rows: 0, sums: values.map(() => 0) };
    this.#groups.set(
      name,
      isOfTerritory
        ? { ...group, rows: group.rows + 1, sums: group.sums.map((sum, at) => sum + (values[at] ?? 0)) }
        : { ...group, without: { place, values } },
    );
  }

  /** Places of the rows that are sums. */
  totals(): number[] {
    return [...this.#groups.values()].flatMap(({ rows, sums, without }) => {
      if (!without || rows < 2 || sums.every((sum) => sum === 0)) return [];
      return without.values.every((value, at) => value === sums[at]) ? [without.place] : [];
    });
  }
}
