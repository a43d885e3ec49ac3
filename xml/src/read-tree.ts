import { SaxesParser, type SaxesTagNS } from 'saxes';
import type { NamespaceScope, XmlAttribute, XmlElement } from './element.ts';
import { judgeFirstBytes } from './first-bytes.ts';
import { XmlTreeRefused } from './refusal.ts';

/** What a document may not exceed; time and memory are bounded by these. */
export interface XmlTreeLimits {
  readonly bytes: number;
  /** Levels of elements, the root being the first. */
  readonly depth: number;
  /** Elements of the document. */
  readonly elements: number;
  /** Attributes of the document, declarations of namespaces among them. */
  readonly attributes: number;
  /** Declarations of namespaces in the document. */
  readonly namespaces: number;
}

/**
 * Reads a whole document strictly: XML 1.0 with namespaces in UTF-8, and no document type, processing instruction,
 * comment or inclusion anywhere.
 *
 * saxes looks for a namespace in a time that grows with the depth, so the depth is refused while it reads.
 *
 * @throws XmlTreeRefused at the first thing that must not be taken; nothing else, whatever the bytes are
 */
export function readXmlTree(bytes: Uint8Array, limits: XmlTreeLimits): XmlElement {
  if (bytes.length > limits.bytes) throw new XmlTreeRefused('TOO_LARGE');
  const text = decode(bytes);
  judgeStart(text);
  // Not even in a CDATA section: there is no need for it, and other readers look for it less carefully.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new XmlTreeRefused('DOCUMENT_TYPE');
  const builder = new TreeBuilder(limits);
  // Not one handler more: with an eighth V8 keeps the parser as a dictionary, and reading takes five times as long.
  const parser = new SaxesParser({
    xmlns: true,
    position: false,
    defaultXMLVersion: '1.0',
    forceXMLVersion: true,
  });
  parser.on('attribute', ({ name, value }) => builder.countAttribute(name, value));
  parser.on('opentag', (tag) => builder.open(tag));
  parser.on('text', (value) => builder.text(value));
  parser.on('cdata', (value) => builder.text(value));
  parser.on('closetag', () => builder.close());
  parser.on('comment', () => {
    throw new XmlTreeRefused('COMMENT');
  });
  parser.on('processinginstruction', () => {
    throw new XmlTreeRefused('PROCESSING_INSTRUCTION');
  });
  try {
    parser.write(text).close();
  } catch (error) {
    if (error instanceof XmlTreeRefused) throw error;
    throw new XmlTreeRefused('NOT_WELL_FORMED');
  }
  return builder.finish();
}

const BYTE_ORDER_MARK = 0xfeff;

/** The text without its byte order mark, which XML allows in UTF-8 (appendix F). */
function decode(bytes: Uint8Array): string {
  if (bytes.length === 0) throw new XmlTreeRefused('EMPTY');
  const judged = judgeFirstBytes(bytes);
  if (judged === 'COMPRESSED' || judged === 'ENCODING') throw new XmlTreeRefused(judged);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new XmlTreeRefused('ENCODING');
  }
}

/** The declaration, as far as a reader could take it otherwise than we do; its form is the parser's matter. */
function judgeStart(text: string): void {
  if (text.charCodeAt(0) === BYTE_ORDER_MARK) throw new XmlTreeRefused('NOT_WELL_FORMED'); // a second one
  if (/^[ \t\r\n]*$/.test(text)) throw new XmlTreeRefused('EMPTY');
  const declaration = /^<\?xml[ \t\r\n][^>]*>/.exec(text)?.[0];
  if (declaration === undefined) return;
  const version = /\sversion\s*=\s*(["'])(.*?)\1/.exec(declaration)?.[2];
  if (version !== '1.0') throw new XmlTreeRefused('NOT_WELL_FORMED');
  const encoding = /\sencoding\s*=\s*(["'])(.*?)\1/.exec(declaration)?.[2] ?? 'UTF-8';
  if (encoding.toUpperCase() !== 'UTF-8') throw new XmlTreeRefused('ENCODING');
}

/** An element while it is being read. */
interface GrowingElement extends XmlElement {
  readonly children: (XmlElement | string)[];
}

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';
const XINCLUDE_NAMESPACE = 'http://www.w3.org/2001/XInclude';
/** Characters of a namespace: those in use have less than two hundred. */
const LONGEST_NAMESPACE = 1_024;
/** Characters of a URI but the ampersand: readers differ in how they write any other in canonical form. */
const PLAIN_NAMESPACE = /^[\w\-.~:/?#[\]@!$'()*+,;=%]*$/;
const ROOT_SCOPE: NamespaceScope = new Map([['xml', XML_NAMESPACE]]);

class TreeBuilder {
  readonly #limits: XmlTreeLimits;
  readonly #open: GrowingElement[] = [];
  #root: XmlElement | undefined;
  #elements = 0;
  #attributes = 0;
  #namespaces = 0;

  constructor(limits: XmlTreeLimits) {
    this.#limits = limits;
  }

  countAttribute(name: string, value: string): void {
    this.#attributes += 1;
    if (this.#attributes > this.#limits.attributes) throw new XmlTreeRefused('TOO_MANY_ATTRIBUTES');
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) return;
    this.#namespaces += 1;
    // Canonical form writes a namespace wherever it is used: a long one would make it grow without bound.
    if (this.#namespaces > this.#limits.namespaces || value.length > LONGEST_NAMESPACE)
      throw new XmlTreeRefused('TOO_MANY_NAMESPACES');
    if (!PLAIN_NAMESPACE.test(value)) throw new XmlTreeRefused('NAMESPACE');
  }

  open(tag: SaxesTagNS): void {
    this.#elements += 1;
    if (this.#elements > this.#limits.elements) throw new XmlTreeRefused('TOO_MANY_ELEMENTS');
    if (tag.uri === XINCLUDE_NAMESPACE) throw new XmlTreeRefused('INCLUSION');
    const parent = this.#open.at(-1);
    const attributes: XmlAttribute[] = [];
    for (const name in tag.attributes) {
      const attribute = tag.attributes[name];
      if (!attribute || attribute.uri === XMLNS_NAMESPACE) continue;
      const { prefix, local, uri, value } = attribute;
      attributes.push({ prefix, namespace: uri, name: local, value });
    }
    const element: GrowingElement = {
      prefix: tag.prefix,
      namespace: tag.uri,
      name: tag.local,
      attributes,
      children: [],
      scope: scopeOf(tag, parent?.scope ?? ROOT_SCOPE),
    };
    if (parent) parent.children.push(element);
    else this.#root = element;
    this.#open.push(element);
    if (this.#open.length > this.#limits.depth) throw new XmlTreeRefused('TOO_DEEP');
  }

  text(value: string): void {
    const children = this.#open.at(-1)?.children;
    if (!children || value === '') return; // white space around the root
    const last = children.length - 1;
    const before = children[last];
    if (typeof before === 'string') children[last] = before + value;
    else children.push(value);
  }

  close(): void {
    this.#open.pop();
  }

  finish(): XmlElement {
    if (!this.#root) throw new XmlTreeRefused('EMPTY');
    return this.#root;
  }
}

/** Namespaces in scope: those of the parent, if the tag declares none. */
function scopeOf(tag: SaxesTagNS, parent: NamespaceScope): NamespaceScope {
  let scope: Map<string, string> | undefined;
  for (const prefix in tag.ns) {
    const uri = tag.ns[prefix];
    if (uri === undefined || prefix === 'xml') continue;
    scope ??= new Map(parent);
    if (uri === '') scope.delete(prefix);
    else scope.set(prefix, uri);
  }
  return scope ?? parent;
}
