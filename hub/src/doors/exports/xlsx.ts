import type { Statement } from '@saite/contracts';
import writeXlsxFile from 'write-excel-file/node';
import type { Language } from '../language.ts';
import { type Cell, COLUMNS } from './columns.ts';

function typed(cell: Cell) {
  if ('count' in cell) return { type: Number, value: cell.count } as const;
  if ('amount' in cell)
    return cell.amount === null
      ? null
      : ({ type: Number, value: Number(cell.amount), format: '#,##0.00' } as const);
  return { type: String, value: cell.text } as const; // a text cell is never a formula
}

/** An institution's month as XLSX; amounts are numbers that the reader's spreadsheet shows in its own way. */
export async function monthAsXlsx(statements: readonly Statement[], language: Language): Promise<Buffer> {
  const header = COLUMNS.map(
    (column) => ({ type: String, value: column.title[language], fontWeight: 'bold' }) as const,
  );
  const rows = statements.map((statement) => COLUMNS.map((column) => typed(column.cell(statement))));
  return writeXlsxFile([header, ...rows], {
    sheet: language === 'lv' ? 'Mēnesis' : 'Month',
    stickyRowsCount: 1,
  }).toBuffer();
}
