import {
  XmlElement as LibxmlElement,
  ParseOption,
  XmlCData,
  XmlDocument,
  XmlParseError,
  XmlText,
} from 'libxml2-wasm';
import { isElement, type XmlElement } from '../element.ts';

/** What a reader found, in one form for all. */
export interface Found {
  readonly name: string;
  readonly attributes: readonly string[];
  readonly children: readonly (string | Found)[];
}

const nameOf = (
  namespace: string | null | undefined,
  prefix: string | null | undefined,
  name: string,
): string => `{${namespace ?? ''}}${prefix ?? ''}:${name}`;

/** Neighbouring texts as one, as our reader has them. */
function joined(children: readonly (string | Found)[]): (string | Found)[] {
  const result: (string | Found)[] = [];
  for (const child of children) {
    const before = result.at(-1);
    if (typeof child !== 'string') result.push(child);
    else if (typeof before === 'string') result[result.length - 1] = before + child;
    else if (child !== '') result.push(child);
  }
  return result;
}

export const ofTree = (element: XmlElement): Found => ({
  name: nameOf(element.namespace, element.prefix, element.name),
  attributes: element.attributes
    .map((one) => `${nameOf(one.namespace, one.prefix, one.name)}=${one.value}`)
    .sort(),
  children: element.children.map((child) => (isElement(child) ? ofTree(child) : child)),
});

const FATAL = 3;

/** What libxml2 finds; why not, if it calls the text malformed or only a namespace no URI. */
export function ofLibxml(text: string): Found | 'MALFORMED' | 'NAMESPACE' {
  try {
    using document = XmlDocument.fromBuffer(Buffer.from(text), {
      option: ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NONET,
    });
    return fromLibxml(document.root);
  } catch (error) {
    if (!(error instanceof XmlParseError)) throw error;
    return error.details.some(({ level }) => level === FATAL) ? 'MALFORMED' : 'NAMESPACE';
  }
}

function fromLibxml(element: LibxmlElement): Found {
  const children: (string | Found)[] = [];
  for (let child = element.firstChild; child; child = child.next) {
    if (child instanceof LibxmlElement) children.push(fromLibxml(child));
    else if (child instanceof XmlText || child instanceof XmlCData) children.push(child.content);
    else children.push('(something else)');
  }
  return {
    name: nameOf(element.namespaceUri, element.prefix, element.name),
    attributes: element.attrs
      .map((one) => `${nameOf(one.namespaceUri, one.prefix, one.name)}=${one.value}`)
      .sort(),
    children: joined(children),
  };
}
