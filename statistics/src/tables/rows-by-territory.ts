import type { Source } from '@saite/contracts';
import type { z } from 'zod';
import type { DatasetStructure } from '../datasets/structure.ts';
import { emptyRows, type Link, rowName, type TableRow } from './table.ts';
import type { RowTabulation } from './tabulation.ts';
import { sumOfTerritories, territoriesOf, territoryKeys } from './territories.ts';

/** A data set of rows that a source told a territory at a time. */
export interface RowsByTerritory<Data> {
  readonly structure: DatasetStructure;
  readonly source: Source;
  /** What is counted of a row. */
  readonly data: z.ZodType<Data>;
  readonly countsPersons: boolean;
  readonly columns: readonly string[];
  readonly columnLinks: readonly Link[];
  /** Names of the key column beside the territory, its total first; absent if there is none. */
  readonly split?: { readonly name: string; readonly total: string; readonly parts: readonly string[] };
  /** What a row adds to: values of the split, and counts by column. */
  readonly added: (data: Data) => {
    readonly part?: string;
    readonly counts: Iterable<readonly [string, number]>;
  };
  /** Figures that follow from a row's counts, those that are not published left out. */
  readonly finish?: (row: TableRow) => void;
}

export function rowsByTerritory<Data>(options: RowsByTerritory<Data>): RowTabulation {
  const { structure, source, data: schema, countsPersons, columns, columnLinks, split } = options;
  const parts = split ? [split.total, ...split.parts] : [undefined];
  const nameOf = (keys: Record<'atvk' | 'territory', string>, part: string | undefined) =>
    rowName(split && part !== undefined ? { ...keys, [split.name]: part } : keys);
  return {
    of: 'rows',
    structure,
    source,
    restsOn: [source],
    countsPersons,
    empty: (frame) => ({
      rows: emptyRows(
        territoryKeys(frame).flatMap((keys) =>
          parts.map((part) => (split && part !== undefined ? { ...keys, [split.name]: part } : keys)),
        ),
        columns,
      ),
      columnLinks,
      rowLinks: [
        ...parts.map((part) => sumOfTerritories(frame, (keys) => nameOf(keys, part))),
        ...(split
          ? territoryKeys(frame).map(
              (keys): Link => ({
                kind: 'sum',
                total: nameOf(keys, split.total),
                parts: split.parts.map((part) => nameOf(keys, part)),
              }),
            )
          : []),
      ],
    }),
    count(table, territory, data, frame) {
      const { part, counts } = options.added(schema.parse(data));
      const rows = territoriesOf(frame, frame.territoryOf(territory)).flatMap((keys) =>
        split ? [nameOf(keys, split.total), nameOf(keys, part)] : [nameOf(keys, undefined)],
      );
      for (const [column, by] of counts)
        for (const row of rows) {
          const known = table.rows.get(row)?.counts;
          known?.set(column, (known.get(column) ?? 0) + by);
        }
    },
    finish(table) {
      for (const row of table.rows.values()) options.finish?.(row);
    },
  };
}
