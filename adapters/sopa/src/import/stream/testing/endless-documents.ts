import type { XmlRefusal } from '../port.ts';

/** A document that goes on for ever: how it begins, what is repeated, why it is refused, and at which column. */
export type Endless = readonly [
  name: string,
  begin: string,
  repeated: string,
  code: XmlRefusal,
  column: number,
];

export const ENDLESS_DOCUMENTS: readonly Endless[] = [
  ['an attribute', '<R><a b="', 'x', 'TOKEN_TOO_LONG', 4],
  ['white space in a tag', '<R><a ', ' ', 'TOKEN_TOO_LONG', 4],
  ['a text', '<R><a>', 'ā', 'TOKEN_TOO_LONG', 7],
  ['white space between records', '<R><L>', ' ', 'TOKEN_TOO_LONG', 7],
  ['white space after the root', '<R/>', '\t', 'TOKEN_TOO_LONG', 5],
  ['a comment', '<R><!--', ' x', 'TOKEN_TOO_LONG', 4],
  ['a comment before the root', ' <!--', ' x', 'TOKEN_TOO_LONG', 2],
  ['CDATA', '<R><a><![CDATA[', ']]', 'TOKEN_TOO_LONG', 7],
  ['a name', '<R><', 'a', 'TOKEN_TOO_LONG', 4],
  ['a name of an attribute', '<R><a ', 'a', 'TOKEN_TOO_LONG', 4],
  ['the name of an end tag', '<R><a></', 'a', 'TOKEN_TOO_LONG', 7],
  ['a reference', '<R><a>b&', 'amp', 'TOKEN_TOO_LONG', 7],
  ['a numeric reference', '<R><a>&#', '0', 'TOKEN_TOO_LONG', 7],
  ['numeric references', '<R><a>', '&#65;', 'TOKEN_TOO_LONG', 7],
  ['references in an attribute', '<R a="', '&amp;', 'TOKEN_TOO_LONG', 1],
  ['a declaration', '<?xml ', ' ', 'TOKEN_TOO_LONG', 1],
  ['a document type', '<!DOCTYPE R [', '<!ENTITY a "&a;">', 'DOCUMENT_TYPE', 1],
  ['levels', '<R>', '<a>', 'TOO_DEEP', 49],
  ['levels with prefixes', '<R>', '<a:b xmlns:a="a">', 'TOO_DEEP', 259],
  ['comments in a record', '<R><L><a>', '<!---->', 'RECORD_TOO_LARGE', 7],
  ['elements in a record', '<R><L><a>', '<b>1</b>', 'RECORD_TOO_LARGE', 7],
  ['a header', '<R><H>', '<b>1</b>', 'RECORD_TOO_LARGE', 4],
];
