import { SaiteError } from '@saite/runtime';

/** An element as it was read. Whitespace between elements is dropped; the text of a leaf is kept as it stands. */
export interface XmlNode {
  /** Local name, without a prefix: the schema has checked the namespace. */
  readonly name: string;
  /** Text of a leaf with references and CDATA resolved; empty for an element that holds elements. */
  readonly text: string;
  readonly children: readonly XmlNode[];
}

/** A position in a file, both from 1; columns are counted in UTF-16 units. */
export interface XmlPlace {
  readonly line: number;
  readonly column: number;
}

/** The root began: its start tag as it stands in the file, with every namespace declaration. */
export interface RootBegan {
  readonly kind: 'root';
  readonly name: string;
  readonly startTag: string;
  readonly place: XmlPlace;
}

/** A list of records began: an element directly below the root. */
export interface ListBegan {
  readonly kind: 'list';
  readonly name: string;
  readonly startTag: string;
  readonly place: XmlPlace;
}

/** A record is complete: an element in a list, or one directly below the root that is no list (the header). */
export interface RecordRead {
  readonly kind: 'record';
  /** Name of the list that it stands in; `undefined` directly below the root. */
  readonly list: string | undefined;
  readonly node: XmlNode;
  /** Source of the record, from its `<` to its last `>`, exactly as it stands in the file. */
  readonly source: string;
  /** Where its start tag begins. */
  readonly place: XmlPlace;
}

export type XmlPart = RootBegan | ListBegan | RecordRead;

/** A stream of records: bytes go in as they arrive, what they completed comes out. Nothing else is kept. */
export interface XmlRecordStream {
  /** @throws XmlRefused at the first thing that must not be taken; the stream is not to be used after it */
  write(bytes: Uint8Array): readonly XmlPart[];
  /** The bytes are over. @throws XmlRefused if the document is not complete */
  end(): readonly XmlPart[];
}

/** What a file may not exceed; memory is bounded by these, not by the file. */
export interface XmlLimits {
  /** Levels of elements, the root being the first. */
  readonly depth: number;
  /** Characters of one text, tag, attribute value, comment or reference. */
  readonly token: number;
  /** Characters of the source of one record. */
  readonly record: number;
  /** Attributes of one element. */
  readonly attributes: number;
}

export const XML_LIMITS: XmlLimits = { depth: 16, token: 65_536, record: 1_048_576, attributes: 16 };

export interface XmlStreamOptions {
  /** Local names of the elements directly below the root that are lists of records. */
  readonly lists: ReadonlySet<string>;
  readonly limits?: XmlLimits;
}

/** Why a text must not be taken, before any schema is asked. */
export const XML_REFUSALS = [
  'EMPTY',
  'COMPRESSED',
  'BYTE_ORDER_MARK',
  'ENCODING',
  'NOT_WELL_FORMED',
  'TRUNCATED',
  'DOCUMENT_TYPE',
  'PROCESSING_INSTRUCTION',
  'TOO_DEEP',
  'TOKEN_TOO_LONG',
  'RECORD_TOO_LARGE',
  'TOO_MANY_ATTRIBUTES',
  // Text of its own in the root or in a list: no record would show it to the schema, which allows none.
  'SCHEMA_INVALID',
  // Only of a reader that reads a part of XML rightly: it may be well-formed, another reader can tell.
  'OUTSIDE_SUBSET',
] as const;
export type XmlRefusal = (typeof XML_REFUSALS)[number];

/** A text that must not be taken, and where that was seen. The message holds nothing that stands in the text. */
export class XmlRefused extends SaiteError {
  override readonly code: XmlRefusal;
  readonly place: XmlPlace;

  constructor(code: XmlRefusal, place: XmlPlace) {
    super(code, `line ${place.line}, column ${place.column}`);
    this.name = 'XmlRefused';
    this.code = code;
    this.place = place;
  }
}
