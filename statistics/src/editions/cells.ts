import type { DatasetId } from '@saite/contracts';
import { cellName } from '../datasets/linked.ts';
import type { Cell, Relation } from '../suppression/index.ts';
import { rowName, type Table } from '../tables/table.ts';
import { COUNTRY } from '../tables/territories.ts';
import type { PublishedRow } from './edition.ts';

/** What one data set counts in a period, before anything is hidden. */
export interface CountedTable {
  readonly dataset: DatasetId;
  readonly table: Table;
  readonly countsPersons: boolean;
}

/** An edition of the same period as it stands published, with what it hides. */
export interface EarlierEdition {
  readonly dataset: DatasetId;
  /** When it was made: editions of linked data sets are put in one order by it. */
  readonly madeAt: Date;
  readonly rows: readonly PublishedRow[];
  /** Figures that it hides, by cell. */
  readonly hidden: Readonly<Record<string, number>>;
}

/** A number as it stood for some editions, until it changed. */
interface Standing {
  readonly id: string;
  readonly value: number;
  published: boolean;
  hidden: boolean;
}

/** Totals are the last to be hidden. */
const WEIGHTS = { country: 50, total: 5, other: 1 };

function weightOf(keys: Readonly<Record<string, string>>, column: string): number {
  const values = Object.values(keys);
  if (values.includes(COUNTRY)) return WEIGHTS.country;
  return column === 'total' || values.includes('all') ? WEIGHTS.total : WEIGHTS.other;
}

/** The numbers of a period through its editions: one that did not change between two of them is one number. */
class Standings {
  readonly #last = new Map<string, Standing>();
  readonly all: Standing[] = [];

  /** The number that a cell has now; another one than before only if its value changed. */
  at(name: string, value: number): Standing {
    const last = this.#last.get(name);
    if (last?.value === value) return last;
    const fresh = { id: `${name}@${this.all.length}`, value, published: false, hidden: false };
    this.#last.set(name, fresh);
    this.all.push(fresh);
    return fresh;
  }
}

/** The relations of a table, between those of its cells that `idOf` knows. */
function relationsOf(
  { rows, columnLinks, rowLinks }: Table,
  idOf: (row: string, column: string) => string | undefined,
): Relation[] {
  const columns = [...(rows.values().next().value?.counts.keys() ?? [])];
  const links = [
    ...[...rows.keys()].flatMap((row) =>
      columnLinks.map(({ kind, total, parts }) => ({
        kind,
        ids: [total, ...parts].map((column) => idOf(row, column)),
      })),
    ),
    ...rowLinks.flatMap(({ kind, total, parts }) =>
      columns.map((column) => ({ kind, ids: [total, ...parts].map((row) => idOf(row, column)) })),
    ),
  ];
  return links.flatMap(({ kind, ids }) => {
    const known = ids.filter((id) => id !== undefined);
    const [total, ...parts] = known;
    return known.length === ids.length && total !== undefined ? [{ kind, total, parts }] : [];
  });
}

/** The linked tables of a period as the suppression sees them, all their editions at once. */
export interface Problem {
  readonly cells: readonly Cell[];
  readonly relations: readonly Relation[];
  /** The id of a cell of the tables now. */
  idOf(dataset: DatasetId, row: string, column: string): string;
}

/**
 * What everybody knows after this edition: the figures of all editions, and how they hang together. A number that an
 * earlier edition showed cannot be hidden any more, and what one hid stays hidden as long as it is the same.
 */
export function problemOf(tables: readonly CountedTable[], earlier: readonly EarlierEdition[]): Problem {
  const standings = new Standings();
  const relations = new Map<string, Relation>();
  const sensitive = new Map<string, boolean>();
  const weights = new Map<string, number>();
  const add = (found: readonly Relation[]) => {
    for (const relation of found) relations.set(JSON.stringify(relation), relation);
  };
  for (const edition of [...earlier].sort((a, b) => a.madeAt.getTime() - b.madeAt.getTime())) {
    const counted = tables.find(({ dataset }) => dataset === edition.dataset);
    if (!counted) continue;
    const ids = new Map<string, string>();
    for (const { keys, figures } of edition.rows) {
      const row = rowName(keys);
      for (const column of counted.table.rows.get(row)?.counts.keys() ?? []) {
        const name = cellName(edition.dataset, row, column);
        const shown = figures[column];
        const value = typeof shown === 'number' ? shown : edition.hidden[name];
        if (value === undefined) continue;
        const standing = standings.at(name, value);
        if (typeof shown === 'number') standing.published = true;
        else standing.hidden = true;
        ids.set(`${row}|${column}`, standing.id);
        sensitive.set(standing.id, counted.countsPersons);
        weights.set(standing.id, weightOf(keys, column));
      }
    }
    add(relationsOf(counted.table, (row, column) => ids.get(`${row}|${column}`)));
  }
  const now = new Map<string, string>();
  for (const { dataset, table, countsPersons } of tables) {
    for (const [row, { keys, counts }] of table.rows) {
      for (const [column, value] of counts) {
        const name = cellName(dataset, row, column);
        const { id } = standings.at(name, value);
        now.set(name, id);
        sensitive.set(id, countsPersons);
        weights.set(id, Math.max(weights.get(id) ?? 0, weightOf(keys, column)));
      }
    }
    add(relationsOf(table, (row, column) => now.get(cellName(dataset, row, column))));
  }
  const cells = standings.all.map(({ id, value, published, hidden }): Cell => {
    const state = published ? 'published' : hidden ? 'hidden' : 'free';
    return { id, value, state, sensitive: sensitive.get(id) ?? true, weight: weights.get(id) ?? 1 };
  });
  return {
    cells,
    relations: [...relations.values()],
    idOf(dataset, row, column) {
      const id = now.get(cellName(dataset, row, column));
      if (id === undefined) throw new Error('the table has no such cell');
      return id;
    },
  };
}
