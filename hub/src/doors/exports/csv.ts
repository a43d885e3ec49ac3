import type { Statement } from '@saite/contracts';
import { stringify } from 'csv-stringify/sync';
import type { Language } from '../language.ts';
import { type Cell, COLUMNS } from './columns.ts';

/** A spreadsheet reads text that begins like this as a formula. */
const FORMULA_START = /^[=+\-@\t\r]/;

function plain(cell: Cell): string {
  if ('count' in cell) return String(cell.count);
  if ('amount' in cell) return cell.amount?.replace('.', ',') ?? '';
  return FORMULA_START.test(cell.text) ? `'${cell.text}` : cell.text;
}

/** An institution's month as CSV for Latvian spreadsheets: semicolons, decimal commas, UTF-8 with its mark. */
export function monthAsCsv(statements: readonly Statement[], language: Language): string {
  const rows = statements.map((statement) => COLUMNS.map((column) => plain(column.cell(statement))));
  return stringify([COLUMNS.map((column) => column.title[language]), ...rows], {
    bom: true,
    delimiter: ';',
    record_delimiter: 'windows',
  });
}
