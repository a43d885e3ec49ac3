/** All but the characters of XML 1.0 (2.2): these it cannot carry in any form. */
const NOT_ALLOWED = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** A carriage return is written as a reference, because a reader would make a line feed of it. */
const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };

/** Text as it stands in an element; what XML cannot carry is shown as the replacement character. */
const escaped = (text: string): string =>
  text.replace(NOT_ALLOWED, '\ufffd').replace(/[&<>\r]/g, (character) => ESCAPED[character] ?? character);

/** An element with text. */
export const leaf = (name: string, text: string): string => `<${name}>${escaped(text)}</${name}>`;

/** An element with elements, which are written already. */
export const branch = (name: string, children: readonly string[]): string =>
  `<${name}>${children.join('')}</${name}>`;

/** An element that is left out if there is nothing to say. */
export const optional = (name: string, text: string | null | undefined): readonly string[] =>
  text === null || text === undefined ? [] : [leaf(name, text)];

/** A whole text with its root in a namespace. */
export const documentOf = (root: string, namespace: string, children: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${namespace}">${children.join('')}</${root}>\n`;
