/** A document to check. */
export interface SchemaQuestion {
  readonly id: number;
  /** UTF-8; handed over, not copied. */
  readonly text: Uint8Array<ArrayBuffer>;
}

/** What is wrong with it first: a line of the document, from 1, and the name of the element. */
export interface SchemaFault {
  readonly line: number;
  readonly element: string | null;
}

export interface SchemaAnswer {
  readonly id: number;
  readonly wrong: SchemaFault | null;
}

/** Said once, when the thread has loaded everything. */
export const READY = 'ready';
