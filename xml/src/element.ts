/** A namespace, as a prefix stands for it. The default namespace has the prefix ''. */
export type NamespaceScope = ReadonlyMap<string, string>;

export interface XmlAttribute {
  readonly prefix: string;
  /** Empty for an attribute without a prefix. */
  readonly namespace: string;
  /** Local name. */
  readonly name: string;
  readonly value: string;
}

/** An element as it was read: references and CDATA resolved, line ends made one. */
export interface XmlElement {
  readonly prefix: string;
  readonly namespace: string;
  /** Local name. */
  readonly name: string;
  /** In the order of the document, without declarations of namespaces. */
  readonly attributes: readonly XmlAttribute[];
  /** Elements and texts; neighbouring texts are one. */
  readonly children: readonly (XmlElement | string)[];
  /** Every namespace that is in scope here. */
  readonly scope: NamespaceScope;
}

export const isElement = (child: XmlElement | string): child is XmlElement => typeof child !== 'string';

/** Whether this is the element of that name. */
export const isNamed = (element: XmlElement, namespace: string, name: string): boolean =>
  element.name === name && element.namespace === namespace;

/** Children that are elements. */
export const elementsOf = (element: XmlElement): readonly XmlElement[] => element.children.filter(isElement);

/** The element itself and all below it, in the order of the document. */
export function* withDescendants(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of element.children) if (isElement(child)) yield* withDescendants(child);
}

/** Text of an element that holds nothing but text; `undefined` if it holds elements. */
export function textOf(element: XmlElement): string | undefined {
  let text = '';
  for (const child of element.children) {
    if (isElement(child)) return undefined;
    text += child;
  }
  return text;
}

/** Whether an element holds no text but white space beside its elements. */
export const hasOnlyElements = (element: XmlElement): boolean =>
  element.children.every((child) => isElement(child) || /^[ \t\r\n]*$/.test(child));

/** Value of an attribute, `undefined` if there is none. */
export const attributeOf = (element: XmlElement, name: string, namespace = ''): string | undefined =>
  element.attributes.find((attribute) => attribute.name === name && attribute.namespace === namespace)?.value;
