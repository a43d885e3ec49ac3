import type { FileRuleCode } from '@saite/contracts/sopa';
import { SaiteError } from '@saite/runtime';

/** Where in a file something is wrong, as far as it is known. */
export interface FilePlace {
  readonly line: number | null;
  readonly column: number | null;
  readonly element: string | null;
}

/** A level-1 error: the file as a whole is not taken. It holds nothing that stands in the file. */
export class FileRefused extends SaiteError {
  override readonly code: FileRuleCode;
  readonly place: FilePlace;

  constructor(code: FileRuleCode, place: Partial<FilePlace> = {}) {
    super(code, 'the file is not taken');
    this.name = 'FileRefused';
    this.code = code;
    this.place = { line: place.line ?? null, column: place.column ?? null, element: place.element ?? null };
  }
}

/** Nothing came of a file for so long that it counted as broken off; its sender sends it again. */
export class FileGivenUp extends SaiteError {
  constructor() {
    super('FILE_GIVEN_UP', 'the file was silent for too long; nothing is left of it');
    this.name = 'FileGivenUp';
  }
}
