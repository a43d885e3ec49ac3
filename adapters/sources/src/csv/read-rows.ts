import { pipeline } from 'node:stream';
import type { InfoRecord } from 'csv-parse';
import { delimiterOf, headFirst } from './head.ts';
import { rowsRead, strictParser, withoutContent } from './parser.ts';
import { utf8Only } from './utf8.ts';

/** A row of a file: `place` is its number as a spreadsheet counts, the first row being 1. */
export interface CsvRow {
  readonly place: number;
  readonly cells: readonly string[];
}

/** What the parser gives with the option `info`, in which the row itself is counted. */
interface Parsed {
  readonly record: readonly string[];
  readonly info: InfoRecord;
}

/**
 * The rows of a CSV file as its bytes arrive, blank lines passed over: no more of it is held than what arrived last.
 *
 * @throws FileRefused if it is not UTF-8 or no CSV, or a cell or row is too large; whatever broke the stream of bytes
 */
export async function* readRows(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRow, void> {
  const pieces = headFirst(utf8Only(bytes));
  const head = await pieces.next();
  if (head.done) return;
  const parser = strictParser(delimiterOf(head.value));
  const whole = async function* () {
    yield head.value;
    yield* pieces;
  };
  const rows: AsyncIterable<Parsed> = pipeline(whole, parser, () => {}); // what breaks it comes out of the rows
  try {
    for await (const { record, info } of rows) yield { place: rowsRead(info), cells: record };
  } catch (error) {
    throw withoutContent(error, parser);
  }
}
