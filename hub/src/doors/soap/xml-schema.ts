import { readFile } from 'node:fs/promises';
import type { ProblemField } from '@saite/contracts';
import { ITEM } from '@saite/contracts/soap';
import { elementsOf, type XmlElement } from '@saite/xml';
import {
  type ErrorDetail,
  ParseOption,
  XmlBufferInputProvider,
  XmlDocument,
  XmlLibError,
  XsdValidator,
  xmlCleanupInputProvider,
  xmlRegisterInputProvider,
} from 'libxml2-wasm';
import type { z } from 'zod';

type Field = z.infer<typeof ProblemField>;

const OPTIONS = ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NONET;

/** What of libxml2's words comes from the schema alone; the rest of them quotes what stands in the document. */
const EXPECTED = /Expected is (?:one of )?\( ([^()]*) \)\.\s*$/;
const VALUES = /not an element of the set \{([^{}]*)\}\.\s*$/;
const NAMESPACE = /\{[^{}]*\}/g;
/** A name that a caller made up may hold anything: only what looks like a field is repeated. */
const FIELD_NAME = /^[A-Za-z][A-Za-z_]{0,39}$/;

/** An XML schema, compiled once. It lies outside of the garbage collector's reach and lives as long as the process. */
export class XmlSchema {
  readonly #validator: XsdValidator;

  private constructor(validator: XsdValidator) {
    this.#validator = validator;
  }

  /**
   * @param name file of a schema of the contracts
   * @param imported files of the schemas that it imports
   */
  static async open(name: string, imported: readonly string[] = []): Promise<XmlSchema> {
    const files = await Promise.all(
      imported.map(async (each) => [`${FOLDER}${each}`, await readSchema(each)] as const),
    );
    const text = await readSchema(name);
    // Only what was read here is found, and only while the schema is compiled.
    xmlRegisterInputProvider(new XmlBufferInputProvider(Object.fromEntries(files)));
    try {
      using document = XmlDocument.fromBuffer(text, { option: OPTIONS, url: `${FOLDER}${name}` });
      return new XmlSchema(XsdValidator.fromDoc(document));
    } finally {
      xmlCleanupInputProvider();
    }
  }

  /**
   * Checks an element against the schema, the order of its elements too.
   *
   * @param text the element as a document
   * @param root the same, to name what is wrong
   * @returns what is wrong, never with the value that is wrong; nothing if it is valid
   */
  wrongFields(text: string, root: XmlElement): Field[] {
    return this.#details(text).map((detail) => ({
      path: pathOf(detail.xpath ?? '', root),
      message: messageOf(detail),
    }));
  }

  isValid(text: string): boolean {
    return this.#details(text).length === 0;
  }

  #details(text: string): readonly ErrorDetail[] {
    try {
      using document = XmlDocument.fromString(text, { option: OPTIONS });
      this.#validator.validate(document);
      return [];
    } catch (error) {
      if (!(error instanceof XmlLibError)) throw error;
      return error.details.length > 0 ? error.details : [{ message: '', level: 2, line: 0, col: 0 }];
    }
  }
}

/** Where the schemas are for libxml2; there is no such folder. */
const FOLDER = '/schemas/';

const readSchema = (name: string): Promise<Buffer> =>
  readFile(new URL(import.meta.resolve(`@saite/contracts/generated/xsd/${name}`)));

/** `/*\/*[6]/*\/*[3]` as the path of a field: `contacts[0].dates`. */
function pathOf(xpath: string, root: XmlElement): string {
  let path = '';
  let element: XmlElement | undefined = root;
  for (const step of xpath.split('/').slice(2)) {
    const index: number = Number(/\[([0-9]+)\]$/.exec(step)?.[1] ?? 1) - 1;
    element = element && elementsOf(element)[index];
    if (!element) break;
    if (element.name === ITEM) path += `[${index}]`;
    else path += `${path === '' ? '' : '.'}${FIELD_NAME.test(element.name) ? element.name : '(unnamed)'}`;
  }
  return path;
}

function messageOf({ message }: ErrorDetail): string {
  const expected = EXPECTED.exec(message)?.[1]?.replaceAll(NAMESPACE, '');
  if (expected !== undefined)
    return message.includes('Missing child element')
      ? `something is missing; expected next: ${expected}`
      : `not expected here; expected: ${expected}`;
  const values = VALUES.exec(message)?.[1]?.replaceAll("'", '');
  if (values !== undefined) return `expected one of ${values}`;
  return message.includes('not expected') || message.includes('not allowed')
    ? 'not expected here'
    : 'not as the schema says';
}
