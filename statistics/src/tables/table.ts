/** A row of a table before anything is hidden. */
export interface TableRow {
  readonly keys: Readonly<Record<string, string>>;
  /** Counts by column; what is not a count stands in `values`. */
  readonly counts: Map<string, number>;
  /** Figures that are no counts, like an average: hidden wherever the count that they rest on is. */
  readonly values: Map<string, string | null>;
}

/** What adds up to what; everybody who knows what the columns and rows mean knows it. */
export interface Link {
  /** `sum`: exactly; `cover`: the parts overlap, one person may be in several. */
  readonly kind: 'sum' | 'cover';
  readonly total: string;
  readonly parts: readonly string[];
}

/** The figures of a data set for a period, with every row that it has, those of zeros too. */
export interface Table {
  readonly rows: ReadonlyMap<string, TableRow>;
  /** Between columns, in every row. */
  readonly columnLinks: readonly Link[];
  /** Between rows, in every column of counts. */
  readonly rowLinks: readonly Link[];
}

/** The name of a row within its table. */
export const rowName = (keys: Readonly<Record<string, string>>): string => Object.values(keys).join('|');

/** Makes the rows of a table, all counts zero. */
export const emptyRows = (
  keys: readonly Readonly<Record<string, string>>[],
  columns: readonly string[],
): Map<string, TableRow> =>
  new Map(
    keys.map((names) => [
      rowName(names),
      { keys: names, counts: new Map(columns.map((column) => [column, 0])), values: new Map() },
    ]),
  );

/** Counts one more in some columns of a row. @throws Error if the table has no such row or column */
export function count(table: Table, row: string, columns: Iterable<string>, by = 1): void {
  const counts = table.rows.get(row)?.counts;
  if (!counts) throw new Error(`the table has no row ${row}`);
  for (const column of columns) {
    const known = counts.get(column);
    if (known === undefined) throw new Error(`the table has no column ${column}`);
    counts.set(column, known + by);
  }
}

/** Whether nothing at all was counted. */
export const isEmpty = ({ rows }: Table): boolean =>
  ![...rows.values()].some(({ counts }) => [...counts.values()].some((value) => value > 0));
