/** One number of one or more tables that is, was, or may be published. */
export interface Cell {
  /** Any text. A number that stands in two linked tables, or unchanged in two editions, has one id. */
  readonly id: string;
  /** A whole number from 0. */
  readonly value: number;
  /** Whether a small count has to be hidden here: true of persons, false of providers. */
  readonly sensitive: boolean;
  /** `free`: to be decided now. `published`, `hidden`: as an earlier edition left it, for good. */
  readonly state: 'free' | 'published' | 'hidden';
  /** From what it costs the reader not to see it: larger for totals. Above 0, by default 1. */
  readonly weight?: number;
}

/**
 * What everybody knows of how cells hang together.
 *
 * - `sum`: the total is the sum of its parts.
 * - `cover`: the parts overlap, one person may stand in several: no part is greater than the total, and the total is
 *   not greater than the sum of the parts.
 */
export interface Relation {
  readonly kind: 'sum' | 'cover';
  readonly total: string;
  readonly parts: readonly string[];
}

/** What an attacker knows of a hidden cell: the least and the greatest whole value that all published ones allow. */
export interface Interval {
  readonly least: number;
  /** `Infinity` where nothing bounds it. */
  readonly greatest: number;
}

/** What everybody sees: published cells with their values, and which cells are hidden. */
export interface Sight {
  readonly published: ReadonlyMap<string, number>;
  readonly hidden: ReadonlySet<string>;
  /** Which of the hidden cells are of a kind that is hidden when it is small: everybody knows what counts persons. */
  readonly sensitive: ReadonlySet<string>;
}

/** @returns the cells as everybody sees them when those of `hidden` are left empty. */
export function sightOf(cells: readonly Cell[], hidden: ReadonlySet<string>): Sight {
  const shown = cells.filter(({ id }) => !hidden.has(id));
  const sensitive = cells.filter((cell) => cell.sensitive && hidden.has(cell.id));
  return {
    published: new Map(shown.map(({ id, value }) => [id, value])),
    hidden,
    sensitive: new Set(sensitive.map(({ id }) => id)),
  };
}

/** @returns whether the cell's value must not be known: a count of persons that is small, but not 0. */
export function isSmall({ sensitive, value }: Cell, threshold: number): boolean {
  return sensitive && value > 0 && value < threshold;
}
