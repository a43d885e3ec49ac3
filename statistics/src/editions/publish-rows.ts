import { cellName } from '../datasets/linked.ts';
import type { DatasetStructure } from '../datasets/structure.ts';
import { rowName, type TableRow } from '../tables/table.ts';
import type { CountedTable, Problem } from './cells.ts';
import type { CorrectedRow, PublishedRow } from './edition.ts';

/** The rows of a data set as everybody may read them, and what they hide, by cell. */
export interface Published {
  readonly rows: readonly PublishedRow[];
  readonly hidden: Readonly<Record<string, number>>;
}

/** @param hidden ids of the cells to be left empty */
export function publishRows(
  { dataset, table }: CountedTable,
  structure: DatasetStructure,
  problem: Problem,
  hidden: ReadonlySet<string>,
): Published {
  const hiddenFigures: Record<string, number> = {};
  const rows = [...table.rows.values()].map((row) => {
    const name = rowName(row.keys);
    const hides = (column: string) =>
      row.counts.has(column) && hidden.has(problem.idOf(dataset, name, column));
    // An average of one or two persons says what they have: it goes with the count that it rests on.
    const hidesAny = [...row.counts.keys()].some(hides);
    const suppressed = structure.figures
      .map((column) => column.name)
      .filter((column) =>
        row.counts.has(column) ? hides(column) : hidesAny && row.values.get(column) !== null,
      );
    for (const column of suppressed) {
      const value = row.counts.get(column);
      if (value !== undefined) hiddenFigures[cellName(dataset, name, column)] = value;
    }
    return { keys: row.keys, figures: figuresOf(structure, row, new Set(suppressed)), suppressed };
  });
  return { rows, hidden: hiddenFigures };
}

const figuresOf = (
  { figures }: DatasetStructure,
  { counts, values }: TableRow,
  suppressed: ReadonlySet<string>,
): Record<string, number | string | null> =>
  Object.fromEntries(
    figures.map(({ name }) => [
      name,
      suppressed.has(name) ? null : (counts.get(name) ?? values.get(name) ?? null),
    ]),
  );

/** What a new edition shows otherwise than the one before, among the figures that both show. */
export function changesBetween(
  before: readonly PublishedRow[],
  now: readonly PublishedRow[],
): CorrectedRow[] {
  const old = new Map(before.map((row) => [rowName(row.keys), row]));
  return now.flatMap(({ keys, figures }) => {
    const was = old.get(rowName(keys))?.figures ?? {};
    const columns = Object.entries(figures)
      .filter(([column, value]) => value !== null && was[column] != null && was[column] !== value)
      .map(([column]) => column);
    return columns.length > 0 ? [{ keys, columns }] : [];
  });
}
