import type { SourceReason } from '@saite/contracts';

/** Where in a file something is wrong, as a spreadsheet counts: the header is row 1. */
export interface Fault {
  readonly reason: SourceReason;
  readonly row: number | null;
  readonly column: number | null;
  readonly columnName: string | null;
  /** What is probably meant or allowed; never a value that may be a person's. */
  readonly hint: string | null;
}

export const faultOf = (reason: SourceReason, where: Partial<Omit<Fault, 'reason'>> = {}): Fault => ({
  reason,
  row: null,
  column: null,
  columnName: null,
  hint: null,
  ...where,
});

/** A file that cannot be read on: what is wrong with it is known, the rest of it is not looked at. */
export class FileRefused extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(fault.reason);
    this.name = 'FileRefused';
    this.fault = fault;
  }
}
