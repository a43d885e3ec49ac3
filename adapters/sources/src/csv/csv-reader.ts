import type { SourceReason } from '@saite/contracts';
import { FileRefused, faultOf } from '../refused.ts';

/** A row of a file: `place` is its number as a spreadsheet counts, the first row being 1. */
export interface CsvRow {
  readonly place: number;
  readonly cells: readonly string[];
}

const LONGEST_CELL = 500;
const MOST_CELLS = 100;
/** A header is at its end within so many characters. */
const LONGEST_HEADER = 10_000;

const QUOTE = 0x22;
const NEW_LINE = 0x0a;
const RETURN = 0x0d;

/** What the reader is in the middle of. */
type State = 'cell-start' | 'plain' | 'quoted' | 'quote-met' | 'quoted-ended';

/**
 * Reads CSV (RFC 4180) piece by piece, however the text is split: quoted cells may hold anything, a line ends with LF or
 * CRLF, lines without any character are passed over. The delimiter is the one of `;` and `,` that the first line has more of.
 */
export class CsvReader {
  #delimiter: number | undefined;
  #header = '';
  #state: State = 'cell-start';
  #cell = '';
  #cells: string[] = [];
  #place = 1;

  /** @throws FileRefused if it is no CSV, or a cell or row is too large */
  write(text: string): CsvRow[] {
    if (this.#delimiter !== undefined) return this.#read(text, this.#delimiter);
    this.#header += text;
    const end = lineEnd(this.#header);
    if (end >= 0) return this.#begin();
    if (this.#header.length > LONGEST_HEADER) throw this.#refusal('HEADER_MISSING');
    return [];
  }

  /** The last row, where no line end follows it. @throws FileRefused as {@link write} */
  end(): CsvRow[] {
    const rows = this.#delimiter === undefined ? this.#begin() : [];
    if (this.#state === 'quoted') throw this.#refusal('QUOTES_WRONG');
    if (this.#state === 'cell-start' && this.#cells.length === 0) return rows;
    return [...rows, ...this.#endRow()];
  }

  #begin(): CsvRow[] {
    const header = this.#header;
    const end = lineEnd(header);
    const line = end < 0 ? header : header.slice(0, end);
    this.#header = '';
    this.#delimiter = (line.split(';').length > line.split(',').length ? ';' : ',').charCodeAt(0);
    return this.#read(header, this.#delimiter);
  }

  #read(text: string, delimiter: number): CsvRow[] {
    const rows: CsvRow[] = [];
    let from = 0; // of what belongs to the cell and is not copied yet
    for (let at = 0; at < text.length; at += 1) {
      const character = text.charCodeAt(at);
      switch (this.#state) {
        case 'quoted':
          if (character !== QUOTE) continue;
          this.#add(text, from, at);
          this.#state = 'quote-met';
          from = at + 1;
          continue;
        case 'quote-met':
          if (character === QUOTE) {
            this.#state = 'quoted'; // a doubled quote; `from` stands on the second one
            continue;
          }
          if (character === RETURN) this.#state = 'quoted-ended';
          else if (character !== delimiter && character !== NEW_LINE) throw this.#refusal('QUOTES_WRONG');
          break;
        case 'quoted-ended':
          if (character !== NEW_LINE) throw this.#refusal('QUOTES_WRONG');
          break;
        case 'cell-start':
          if (character === QUOTE) {
            this.#state = 'quoted';
            from = at + 1;
            continue;
          }
          this.#state = 'plain';
          break;
        case 'plain':
          if (character === QUOTE) throw this.#refusal('QUOTES_WRONG');
          break;
        default:
          return this.#state satisfies never;
      }
      if (character !== delimiter && character !== NEW_LINE) continue;
      if (this.#state === 'plain') this.#add(text, from, at);
      from = at + 1;
      if (character === NEW_LINE) rows.push(...this.#endRow());
      else this.#endCell();
    }
    if (this.#state === 'plain' || this.#state === 'quoted') this.#add(text, from, text.length);
    return rows;
  }

  #add(text: string, from: number, to: number): void {
    this.#cell += text.slice(from, to);
    if (this.#cell.length > LONGEST_CELL) throw this.#refusal('CELL_TOO_LONG');
  }

  #endCell(): void {
    this.#cells.push(this.#cell);
    this.#cell = '';
    this.#state = 'cell-start';
    if (this.#cells.length > MOST_CELLS) throw this.#refusal('CELL_TOO_LONG');
  }

  #endRow(): CsvRow[] {
    if (this.#state === 'plain' && this.#cell.endsWith('\r')) this.#cell = this.#cell.slice(0, -1);
    const isBlank = this.#cells.length === 0 && this.#cell === '' && this.#state === 'plain';
    this.#endCell();
    const row = { place: this.#place, cells: this.#cells };
    this.#cells = [];
    this.#place += 1;
    return isBlank ? [] : [row];
  }

  #refusal(reason: SourceReason): FileRefused {
    return new FileRefused(faultOf(reason, { row: this.#place, column: this.#cells.length + 1 }));
  }
}

/** Where the first line ends; a line end within quotes does not end it. */
function lineEnd(text: string): number {
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character === QUOTE) isQuoted = !isQuoted;
    else if (character === NEW_LINE && !isQuoted) return at;
  }
  return -1;
}
