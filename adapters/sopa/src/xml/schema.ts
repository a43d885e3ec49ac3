import { readFileSync } from 'node:fs';
import { SaiteError } from '@saite/runtime';
import { ParseOption, XmlDocument, XmlElement, XmlLibError, XsdValidator } from 'libxml2-wasm';

/** Codes of a text that must not be taken. */
export type XmlProblemCode = 'TOO_LARGE' | 'DOCUMENT_TYPE' | 'NOT_WELL_FORMED' | 'SCHEMA_INVALID';

/** A text that is not the XML that was agreed. Neither message nor path holds anything that stands in the text. */
export class XmlProblem extends SaiteError {
  override readonly code: XmlProblemCode;
  /** Name of the element that is wrong, where one is known. */
  readonly path: string;

  constructor(code: XmlProblemCode, message: string, path = '') {
    super(code, message);
    this.name = 'XmlProblem';
    this.code = code;
    this.path = path;
  }
}

/** Largest text that is read or written, bytes: the limit of the state's exchange. */
export const XML_LIMIT_BYTES = 4 * 1024 * 1024;

const OPTIONS = ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NONET;
/** What libxml2 says of an element that is wrong; the rest of it quotes the text. */
const WRONG_ELEMENT = /^Element '(?:\{[^}]*\})?([A-Za-z]{1,40})'/;

/**
 * An XML schema (W3C XSD) by which texts are checked and read. It lives outside of the garbage collector's reach:
 * whoever opens one disposes of it.
 */
export class XmlSchema implements Disposable {
  readonly #validator: XsdValidator;
  readonly #lists: ReadonlySet<string>;

  /**
   * @param file path of the schema
   * @param lists names of the elements that may stand more than once
   */
  constructor(file: string, lists: readonly string[]) {
    using document = XmlDocument.fromBuffer(readFileSync(file), { option: OPTIONS });
    this.#validator = XsdValidator.fromDoc(document);
    this.#lists = new Set(lists);
  }

  /**
   * Reads a text that the schema lets through, as objects named like the elements.
   *
   * @throws XmlProblem if it is too large, brings a document type, is not well formed or not as the schema says
   */
  read(text: string): unknown {
    using document = parse(text);
    try {
      this.#validator.validate(document);
    } catch (error) {
      if (!(error instanceof XmlLibError)) throw error;
      const path = WRONG_ELEMENT.exec(error.message)?.[1] ?? '';
      throw new XmlProblem('SCHEMA_INVALID', 'the text is not as the schema says', path);
    }
    return this.#contentOf(document.root);
  }

  #contentOf(element: XmlElement): unknown {
    const content: Record<string, unknown> = {};
    let isLeaf = true;
    for (let child = element.firstChild; child; child = child.next) {
      if (!(child instanceof XmlElement)) continue;
      isLeaf = false;
      const value = this.#contentOf(child);
      if (!this.#lists.has(child.name)) content[child.name] = value;
      else {
        const before = content[child.name];
        if (Array.isArray(before)) before.push(value);
        else content[child.name] = [value];
      }
    }
    return isLeaf ? element.content : content;
  }

  [Symbol.dispose](): void {
    this.#validator.dispose();
  }
}

function parse(text: string): XmlDocument {
  if (Buffer.byteLength(text) > XML_LIMIT_BYTES) throw new XmlProblem('TOO_LARGE', 'the text is too large');
  if (/<!DOCTYPE/i.test(text)) throw new XmlProblem('DOCUMENT_TYPE', 'the text brings a document type');
  try {
    return XmlDocument.fromString(text, { option: OPTIONS });
  } catch {
    throw new XmlProblem('NOT_WELL_FORMED', 'the text is not well-formed XML');
  }
}
