import { ITEM, type RecordShape, type Shape } from '@saite/contracts/soap';
import { carriedText } from './xml-text.ts';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** A record as the contracts have it, from one that was read from valid XML: lists without their items, numbers, flags. */
export function recordFromXml(shape: RecordShape, read: unknown): Record<string, unknown> {
  const given = isFields(read) ? read : {};
  const record: Record<string, unknown> = {};
  for (const field of shape.fields) {
    if (!Object.hasOwn(given, field.name)) continue;
    const value = fromXml(field.shape, given[field.name]);
    if (value !== undefined) record[field.name] = value;
  }
  return record;
}

function fromXml(shape: Shape, read: unknown): unknown {
  switch (shape.kind) {
    case 'record':
      return recordFromXml(shape, read);
    case 'list':
      return itemsOf(read).map((item) => fromXml(shape.item, item));
    case 'entries':
      return Object.fromEntries(
        itemsOf(read)
          .filter(isFields)
          .map(({ name, value }) => [String(name), String(value ?? '')]),
      );
    case 'text':
      return textFromXml(shape.facets.base, typeof read === 'string' ? read : '');
    default:
      return shape satisfies never;
  }
}

/** An empty list is read as nothing, one item as itself. */
function itemsOf(read: unknown): readonly unknown[] {
  const items = isFields(read) ? read[ITEM] : undefined;
  if (items === undefined) return [];
  return Array.isArray(items) ? items : [items];
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
