import {
  type FileMonth,
  looksLikeTotal,
  type SourceStructure,
  SumWatch,
  type TakenRow,
} from '@saite/contracts';
import type { CsvRow } from '../csv/read-rows.ts';
import { FileRefused, faultOf } from '../refused.ts';
import { FaultList } from './fault-list.ts';
import { readHeader } from './header.ts';

/** A row that is right, with its place in the file. */
export interface CheckedRow extends TakenRow {
  readonly place: number;
}

/**
 * Checks the rows of a file one after the other against the structure that was agreed: the header first, and if it is
 * right every cell. It holds nothing of a row but what is wrong with it.
 */
export class FileCheck {
  readonly faults = new FaultList();
  readonly #structure: SourceStructure;
  readonly #month: FileMonth;
  readonly #sums = new SumWatch();
  #names: readonly string[] | undefined;
  #isBroken = false;
  #rows = 0;

  constructor(structure: SourceStructure, month: FileMonth) {
    this.#structure = structure;
    this.#month = month;
  }

  /** Rows of data so far. */
  get rows(): number {
    return this.#rows;
  }

  /** Whether nothing more need be read: what the rows would say is not known without the header. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  /** @returns the row if it can be taken */
  take(row: CsvRow): CheckedRow | undefined {
    if (this.#isBroken) return undefined;
    if (this.#names) return this.#data(row, this.#names);
    const header = readHeader(row.cells, this.#structure);
    if (header.faults) {
      for (const fault of header.faults) this.faults.add(fault);
      this.#isBroken = true;
    } else this.#names = header.names;
    return undefined;
  }

  #data({ place, cells }: CsvRow, names: readonly string[]): CheckedRow | undefined {
    this.#rows += 1;
    if (looksLikeTotal(cells)) return this.#wrong(place, 'TOTAL_ROW');
    if (cells.length !== names.length) return this.#wrong(place, 'ROW_LENGTH', String(names.length));
    const read = this.#structure.read(
      Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ''])),
      this.#month,
    );
    if ('row' in read) {
      if (read.row.sums) this.#sums.take(place, read.row.sums);
      return { ...read.row, place };
    }
    for (const { column, reason, hint } of read.faults) {
      const at = names.indexOf(column) + 1;
      this.faults.add(faultOf(reason, { row: place, column: at, columnName: column, hint }));
    }
    return undefined;
  }

  #wrong(row: number, reason: 'TOTAL_ROW' | 'ROW_LENGTH', hint: string | null = null): undefined {
    this.faults.add(faultOf(reason, { row, hint }));
  }

  /** The file is at its end. @throws FileRefused if there was nothing in it */
  end(): void {
    if (this.#isBroken) return;
    if (!this.#names) throw new FileRefused(faultOf('FILE_EMPTY'));
    for (const row of this.#sums.totals()) this.faults.add(faultOf('TOTAL_ROW', { row }));
  }
}
