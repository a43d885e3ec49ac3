import type { SourceReason } from '@saite/contracts';
import { CsvError, type CsvErrorCode, type Info, type InfoField, type Parser, parse } from 'csv-parse';
import { FileRefused, faultOf } from '../refused.ts';

const LONGEST_CELL = 500;
const MOST_CELLS = 100;
/** Bytes in UTF-8 that a character of JavaScript takes at most. */
const MOST_BYTES = 3;

/** Rows so far as a spreadsheet counts: a blank line is one, a line end within quotes ends none. */
export const rowsRead = ({ records, empty_lines }: Pick<Info, 'records' | 'empty_lines'>): number =>
  records + empty_lines;

/** What csv-parse says is wrong, by its code: its messages quote the file. */
const REASONS: { readonly [Code in CsvErrorCode]?: SourceReason } = {
  INVALID_OPENING_QUOTE: 'QUOTES_WRONG',
  CSV_INVALID_CLOSING_QUOTE: 'QUOTES_WRONG',
  CSV_QUOTE_NOT_CLOSED: 'QUOTES_WRONG',
  CSV_MAX_RECORD_SIZE: 'CELL_TOO_LONG',
};

/** A parser of CSV as RFC 4180 has it. How many cells a row should have is the structure's to say, not the parser's. */
export const strictParser = (delimiter: ';' | ','): Parser =>
  parse({
    bom: true,
    cast: withinLimits,
    delimiter,
    info: true,
    max_record_size: MOST_CELLS * LONGEST_CELL * MOST_BYTES, // a quote that was left open takes in what follows
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    skip_empty_lines: true,
  });

/** Looks at each cell when it is read, so that a row of countless empty ones does not grow either. */
function withinLimits(cell: string, at: InfoField): string {
  if (cell.length <= LONGEST_CELL && at.index < MOST_CELLS) return cell;
  throw new FileRefused(faultOf('CELL_TOO_LONG', { row: rowsRead(at) + 1, column: at.index + 1 }));
}

/** What broke the reading, without a word of what the parser says of the file. */
export function withoutContent(error: unknown, { info }: Parser): unknown {
  if (!(error instanceof CsvError)) return error;
  const reason = REASONS[error.code];
  if (!reason) return new Error(`csv-parse: ${error.code}`);
  const column = typeof error.index === 'number' ? error.index + 1 : null;
  return new FileRefused(faultOf(reason, { row: rowsRead(info) + 1, column }));
}
