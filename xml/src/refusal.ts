/** Why a document must not be taken, before anybody asks what it says. */
export const XML_TREE_REFUSALS = [
  'TOO_LARGE',
  'EMPTY',
  'COMPRESSED',
  /** It is not UTF-8, or says that it is not. */
  'ENCODING',
  'NOT_WELL_FORMED',
  'DOCUMENT_TYPE',
  'PROCESSING_INSTRUCTION',
  'COMMENT',
  /** It asks its reader to fetch something else (XInclude). */
  'INCLUSION',
  'TOO_DEEP',
  'TOO_MANY_ELEMENTS',
  'TOO_MANY_ATTRIBUTES',
  /** Too many declarations of namespaces, or one that is too long. */
  'TOO_MANY_NAMESPACES',
  /** A namespace with characters that not all readers write alike. */
  'NAMESPACE',
] as const;
export type XmlTreeRefusal = (typeof XML_TREE_REFUSALS)[number];

/** A document that must not be taken. The message is the code alone and repeats nothing of the document. */
export class XmlTreeRefused extends Error {
  readonly code: XmlTreeRefusal;

  constructor(code: XmlTreeRefusal) {
    super(code);
    this.name = 'XmlTreeRefused';
    this.code = code;
  }
}
