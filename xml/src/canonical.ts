import { isElement, type XmlAttribute, type XmlElement } from './element.ts';

/**
 * Exclusive XML Canonicalization 1.0 of an element, without comments (there are none).
 *
 * @param inclusive prefixes that are treated as inclusive canonicalization does, `#default` among them
 * @see https://www.w3.org/TR/xml-exc-c14n/
 */
export function canonicalXml(element: XmlElement, inclusive: Iterable<string> = []): string {
  const prefixes = new Set([...inclusive].map((prefix) => (prefix === '#default' ? '' : prefix)));
  prefixes.delete('xml'); // never declared
  const parts: string[] = [];
  write(element, prefixes, new Map(), parts);
  return parts.join('');
}

function write(
  element: XmlElement,
  inclusive: ReadonlySet<string>,
  rendered: ReadonlyMap<string, string>,
  parts: string[],
): void {
  const declared = declarationsOf(element, inclusive, rendered);
  const name = qualified(element.prefix, element.name);
  parts.push('<', name);
  for (const [prefix, uri] of declared)
    parts.push(prefix === '' ? ' xmlns="' : ` xmlns:${prefix}="`, escapeAttribute(uri), '"');
  for (const attribute of sorted(element.attributes))
    parts.push(' ', qualified(attribute.prefix, attribute.name), '="', escapeAttribute(attribute.value), '"');
  parts.push('>');
  const inner = declared.length === 0 ? rendered : new Map([...rendered, ...declared]);
  for (const child of element.children) {
    if (isElement(child)) write(child, inclusive, inner, parts);
    else parts.push(escapeText(child));
  }
  parts.push('</', name, '>');
}

/** Declarations that an element needs: of what it and its attributes use, and of the inclusive prefixes. */
function declarationsOf(
  element: XmlElement,
  inclusive: ReadonlySet<string>,
  rendered: ReadonlyMap<string, string>,
): readonly (readonly [string, string])[] {
  const used = new Set(inclusive);
  used.add(element.prefix);
  for (const { prefix } of element.attributes) if (prefix !== '') used.add(prefix);
  used.delete('xml');
  const declared: (readonly [string, string])[] = [];
  for (const prefix of used) {
    const uri = element.scope.get(prefix);
    // Only the default namespace can be undeclared, and only where an outer one was rendered.
    if (uri === undefined ? prefix === '' && (rendered.get('') ?? '') !== '' : rendered.get(prefix) !== uri)
      declared.push([prefix, uri ?? '']);
  }
  return declared.length < 2 ? declared : declared.sort(([left], [right]) => compare(left, right));
}

function sorted(attributes: readonly XmlAttribute[]): readonly XmlAttribute[] {
  if (attributes.length < 2) return attributes;
  return attributes.toSorted(
    (left, right) => compare(left.namespace, right.namespace) || compare(left.name, right.name),
  );
}

/** By code units, which is by code points for every name but those beyond the basic plane. */
const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

const qualified = (prefix: string, name: string): string => (prefix === '' ? name : `${prefix}:${name}`);

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};
const escaped = (found: string): string => ESCAPED[found] ?? found;

const escapeText = (text: string): string =>
  /[&<>\r]/.test(text) ? text.replace(/[&<>\r]/g, escaped) : text;

const escapeAttribute = (value: string): string =>
  /[&<"\t\n\r]/.test(value) ? value.replace(/[&<"\t\n\r]/g, escaped) : value;
