import { ITEM, type RecordShape, type Shape } from '@saite/contracts/soap';
import { elementsOf, textOf, type XmlElement } from '@saite/xml';
import { carriedText } from './xml-text.ts';

/**
 * A record as the contracts have it, from an element that is valid by the schema: lists without their items, numbers,
 * flags. Read from the verified form, text by text: the soap library's reader takes white space from the ends of texts.
 */
export function recordFromXml(shape: RecordShape, element: XmlElement): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const child of elementsOf(element)) {
    const field = shape.fields.find(({ name }) => name === child.name);
    if (field) record[field.name] = fromXml(field.shape, child);
  }
  return record;
}

function fromXml(shape: Shape, element: XmlElement): unknown {
  switch (shape.kind) {
    case 'record':
      return recordFromXml(shape, element);
    case 'list':
      return elementsOf(element).map((item) => fromXml(shape.item, item));
    case 'entries':
      return Object.fromEntries(
        elementsOf(element).map((item) => elementsOf(item).map((part) => textOf(part) ?? '')),
      );
    case 'text':
      return textFromXml(shape.facets.base, textOf(element) ?? '');
    default:
      return shape satisfies never;
  }
}

type Base = Extract<Shape, { readonly kind: 'text' }>['facets']['base'];

/** White space around numbers, flags and dates means nothing in a schema. */
function textFromXml(base: Base, text: string): unknown {
  switch (base) {
    case 'string':
      return text;
    case 'int':
    case 'long':
      return Number(text.trim());
    case 'boolean':
      return ['true', '1'].includes(text.trim());
    case 'date':
    case 'dateTime':
      return text.trim();
    default:
      return base satisfies never;
  }
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** A record of the contracts as it is written in XML: in the order of the schema, lists with an item each. */
export function recordToXml(shape: RecordShape, value: unknown): Record<string, unknown> {
  const given = isFields(value) ? value : {};
  const record: Record<string, unknown> = {};
  for (const field of shape.fields) {
    const part = given[field.name];
    if (part !== undefined) record[field.name] = part === null ? null : toXml(field.shape, part);
  }
  return record;
}

function toXml(shape: Shape, value: unknown): unknown {
  switch (shape.kind) {
    case 'record':
      return recordToXml(shape, value);
    case 'list':
      return { [ITEM]: Array.isArray(value) ? value.map((item) => toXml(shape.item, item)) : [] };
    case 'entries':
      return {
        [ITEM]: Object.entries(isFields(value) ? value : {}).map(([name, text]) => ({
          name: carriedText(name),
          value: carriedText(String(text)),
        })),
      };
    case 'text':
      return carriedText(String(value));
    default:
      return shape satisfies never;
  }
}
