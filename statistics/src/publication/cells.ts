import type { DatasetColumn } from '@saite/contracts';
import { columnsOf, type DatasetStructure, PERIOD, SUPPRESSED } from '../datasets/structure.ts';
import type { Edition, PublishedRow } from '../editions/edition.ts';

/** A value as every form of a data set shows it: a hidden or unknown figure is `null`. */
export type CellValue = string | number | null | readonly string[];

const fits = (column: DatasetColumn, value: CellValue): boolean => {
  switch (column.type) {
    case 'count':
      return value === null || (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0);
    case 'money':
      return value === null || (typeof value === 'string' && /^[0-9]+\.[0-9]{2}$/.test(value));
    case 'columns':
      return Array.isArray(value);
    case 'month':
    case 'territory':
    case 'code':
    case 'text':
      return typeof value === 'string' && value !== '';
  }
};

function stored(name: string, { period }: Edition, row: PublishedRow): CellValue | undefined {
  if (name === PERIOD.name) return period;
  if (name === SUPPRESSED.name) return row.suppressed;
  return Object.hasOwn(row.keys, name) ? row.keys[name] : row.figures[name];
}

function valueIn(column: DatasetColumn, edition: Edition, row: PublishedRow): CellValue {
  const value = stored(column.name, edition, row);
  // An edition that lacks a figure, or shows one that it names as hidden, must not go out in any form.
  if (value === undefined || !fits(column, value))
    throw new Error(`a row has no ${column.type} in the column ${column.name}`);
  if (value !== null && row.suppressed.includes(column.name))
    throw new Error(`a row shows the column ${column.name}, which it names as hidden`);
  return value;
}

/** The cells of a row in the order of the columns. */
export const cellsOf = (
  structure: DatasetStructure,
  edition: Edition,
  row: PublishedRow,
): readonly { readonly column: DatasetColumn; readonly value: CellValue }[] =>
  columnsOf(structure).map((column) => ({ column, value: valueIn(column, edition, row) }));
