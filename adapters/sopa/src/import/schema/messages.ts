/** A document to check. */
export interface SchemaQuestion {
  readonly id: number;
  readonly text: string;
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
