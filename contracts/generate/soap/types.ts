import {
  codeWords,
  type Facets,
  type FieldShape,
  ITEM,
  type RecordShape,
  type Shape,
  soapWords,
  type TextShape,
} from '@saite/contracts/soap';
import { annotation, branch, escaped } from '../xml-text.ts';

/** Types of a value that any record may hold: texts by name. */
const ENTRY = 'Entry';

function facetLines({ base, patterns, values, ...limits }: Facets): string[] {
  const bounds = Object.entries(limits).map(([facet, value]) => `<xs:${facet} value="${value}"/>`);
  return branch(`xs:restriction base="xs:${base}"`, 'xs:restriction', [
    ...patterns.map((pattern) => `<xs:pattern value="${escaped(pattern)}"/>`),
    ...bounds,
    ...(values ?? []).flatMap((value) => {
      const start = `xs:enumeration value="${escaped(value)}"`;
      const lv = codeWords(value);
      if (lv === undefined) return [`<${start}/>`];
      return branch(
        start,
        'xs:enumeration',
        branch('xs:annotation', 'xs:annotation', [
          `<xs:documentation xml:lang="lv">${escaped(lv)}</xs:documentation>`,
        ]),
      );
    }),
  ]);
}

/** Collects the types of a schema, each once, in the order in which they are first used. */
export class SoapTypes {
  readonly #lines = new Map<string, readonly string[]>();

  /** The elements of a record, in their order. */
  sequence({ name, fields }: RecordShape): string[] {
    return branch(
      'xs:sequence',
      'xs:sequence',
      fields.flatMap((field) => this.#element(name, field)),
    );
  }

  /** A type for a record. */
  record(shape: RecordShape): string {
    this.#add(shape.name, () =>
      branch(`xs:complexType name="${shape.name}"`, 'xs:complexType', this.sequence(shape)),
    );
    return `tns:${shape.name}`;
  }

  lines(): string[] {
    return [...this.#lines.values()].flatMap((lines) => ['', ...lines]);
  }

  #add(name: string, lines: () => readonly string[]): void {
    if (this.#lines.has(name)) return;
    this.#lines.set(name, []); // its place, before the types that it uses
    this.#lines.set(name, lines());
  }

  #element(type: string, { name, shape, optional, nullable, description }: FieldShape): string[] {
    const words = annotation({ lv: soapWords(type, name), en: description });
    const occurs = `${optional ? ' minOccurs="0"' : ''}${nullable ? ' nillable="true"' : ''}`;
    const itemType = this.#itemType(shape);
    if (itemType === undefined)
      return branch(`xs:element name="${name}" type="${this.#typeOf(shape)}"${occurs}`, 'xs:element', words);
    return branch(`xs:element name="${name}"${occurs}`, 'xs:element', [
      ...words,
      ...branch(
        'xs:complexType',
        'xs:complexType',
        branch('xs:sequence', 'xs:sequence', [
          `<xs:element name="${ITEM}" type="${itemType}" minOccurs="0" maxOccurs="unbounded"/>`,
        ]),
      ),
    ]);
  }

  /** Type of each element of a list; none of what is no list. */
  #itemType(shape: Shape): string | undefined {
    if (shape.kind === 'list') return this.#typeOf(shape.item);
    if (shape.kind !== 'entries') return undefined;
    this.#add(ENTRY, () =>
      branch(
        `xs:complexType name="${ENTRY}"`,
        'xs:complexType',
        branch('xs:sequence', 'xs:sequence', [
          '<xs:element name="name" type="xs:string"/>',
          '<xs:element name="value" type="xs:string"/>',
        ]),
      ),
    );
    return `tns:${ENTRY}`;
  }

  #typeOf(shape: Shape): string {
    switch (shape.kind) {
      case 'text':
        return this.#text(shape);
      case 'record':
        return this.record(shape);
      case 'list':
      case 'entries':
        throw new TypeError('a list in a list has no form');
      default:
        return shape satisfies never;
    }
  }

  #text({ name, facets }: TextShape): string {
    if (name === undefined) return `xs:${facets.base}`;
    this.#add(name, () => branch(`xs:simpleType name="${name}"`, 'xs:simpleType', facetLines(facets)));
    return `tns:${name}`;
  }
}
