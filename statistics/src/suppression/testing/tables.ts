import type { Cell, Relation } from '../index.ts';

/** Cells and what hangs together in them. */
export interface Given {
  readonly cells: readonly Cell[];
  readonly relations: readonly Relation[];
}

export function persons(id: string, value: number, more: Partial<Cell> = {}): Cell {
  return { id, value, sensitive: true, state: 'free', ...more };
}

/** Counts of persons, all free, from `{id: value}`. */
export function counts(values: Readonly<Record<string, number>>): Cell[] {
  return Object.entries(values).map(([id, value]) => persons(id, value));
}

export function sum(total: string, ...parts: string[]): Relation {
  return { kind: 'sum', total, parts };
}

export function cover(total: string, ...parts: string[]): Relation {
  return { kind: 'cover', total, parts };
}

/**
 * A table of rows and columns with all its totals; row `r`, column `c` is `prefix r.c`, totals are `r.T`, `T.c`, `T.T`.
 */
export function crossTable(inner: readonly (readonly number[])[], prefix = ''): Given {
  const width = inner[0]?.length ?? 0;
  const columns = [...Array(width).keys()].map(String);
  const rows = [...inner.keys()].map(String);
  const at = (row: string, column: string) => `${prefix}${row}.${column}`;
  const add = (numbers: readonly number[]) => numbers.reduce((total, value) => total + value, 0);
  const columnSums = columns.map((_, column) => add(inner.map((values) => values[column] ?? 0)));
  return {
    cells: [
      ...inner.flatMap((values, row) =>
        [...values, add(values)].map((value, column) =>
          persons(at(String(row), columns[column] ?? 'T'), value, { weight: column === width ? 2 : 1 }),
        ),
      ),
      ...[...columnSums, add(columnSums)].map((value, column) =>
        persons(at('T', columns[column] ?? 'T'), value, { weight: 2 }),
      ),
    ],
    relations: [
      ...[...rows, 'T'].map((row) => sum(at(row, 'T'), ...columns.map((column) => at(row, column)))),
      ...[...columns, 'T'].map((column) => sum(at('T', column), ...rows.map((row) => at(row, column)))),
    ],
  };
}
