/**
 * How a file of SOPA is described: one description from which the XML schema is written, the catalogue of its
 * elements is made and its records are read. Names are the elements' own; in a record that was read they begin with
 * a small letter.
 */

/** A text in both languages. */
export interface Words {
  readonly lv: string;
  readonly en: string;
}

/** A simple type: what the schema lets through as text, and what that text means. */
export interface SimpleType<Value> {
  /** Name in the schema, `DateType`. */
  readonly name: string;
  readonly base: 'xs:string' | 'xs:date';
  /** Facets in the order in which the schema writes them. */
  readonly facets: readonly Facet[];
  readonly example: string;
  /** @returns the value, or `undefined` for a text that the schema does not let through */
  readonly read: (text: string) => Value | undefined;
}

export interface Facet {
  readonly facet: 'pattern' | 'enumeration' | 'minLength' | 'maxLength';
  readonly value: string;
  /** What the value of an enumeration stands for. */
  readonly words?: Words;
}

/** A type that holds elements in a fixed order. */
export interface RecordType<Fields extends FieldTable> {
  readonly name: string;
  readonly words: Words;
  readonly fields: Fields;
}

/** How often an element stands. */
export type Occurs = 'one' | 'optional' | 'some' | 'any';

/** An element of a record. */
export interface Field<Value, How extends Occurs = Occurs> {
  readonly type: SimpleType<Value> | NestedType<Value>;
  readonly occurs: How;
  /** Most times that it may stand, for `some` and `any`. */
  readonly most: number;
  readonly words: Words;
  readonly example: string | undefined;
}

/** A record within a record; `read` is that of its own fields. */
export interface NestedType<Value> {
  readonly record: RecordType<FieldTable>;
  readonly read: (node: RecordNode) => Value;
}

export type FieldTable = Readonly<Record<string, Field<unknown>>>;

type ValueOf<Entry> =
  Entry extends Field<infer Value, infer How>
    ? How extends 'one'
      ? Value
      : How extends 'optional'
        ? Value | null
        : readonly Value[]
    : never;

/** What a record says: each element's value, `null` for one that is left out, a list for one that may be repeated. */
export type RecordOf<Type> =
  Type extends RecordType<infer Fields>
    ? { readonly [Name in keyof Fields & string as Uncapitalize<Name>]: ValueOf<Fields[Name]> }
    : never;

/** An element as a parser hands it over. */
export interface RecordNode {
  readonly name: string;
  readonly text: string;
  readonly children: readonly RecordNode[];
}

/** A record is not as the model says, though a schema let it through. */
export class RecordMismatch extends Error {
  /** Name of the element. */
  readonly element: string;

  constructor(element: string) {
    super(`the element ${element} is not as the model says`);
    this.name = 'RecordMismatch';
    this.element = element;
  }
}

const uncapitalized = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** Makes the reader of a type, once. */
export function readerOf<Fields extends FieldTable>(
  type: RecordType<Fields>,
): (node: RecordNode) => RecordOf<RecordType<Fields>>;
export function readerOf(type: RecordType<FieldTable>): (node: RecordNode) => object {
  const fields = Object.entries(type.fields).map(([name, field]) => ({
    name,
    key: uncapitalized(name),
    field,
  }));
  return (node) => {
    const content: Record<string, unknown> = {};
    let next = 0;
    for (const { name, key, field } of fields) {
      const values: unknown[] = [];
      for (let child = node.children[next]; child?.name === name; child = node.children[next]) {
        values.push(readField(field, child));
        next += 1;
      }
      content[key] = occurring(name, field.occurs, values);
    }
    const left = node.children[next];
    if (left) throw new RecordMismatch(left.name);
    return content;
  };
}

function occurring(name: string, occurs: Occurs, values: readonly unknown[]): unknown {
  if (occurs === 'any') return values;
  if (occurs === 'some') {
    if (values.length === 0) throw new RecordMismatch(name);
    return values;
  }
  if (values.length > 1 || (occurs === 'one' && values.length === 0)) throw new RecordMismatch(name);
  return values[0] ?? null;
}

function readField({ type }: Field<unknown>, node: RecordNode): unknown {
  if ('record' in type) return type.read(node);
  const value = node.children.length > 0 ? undefined : type.read(node.text);
  if (value === undefined) throw new RecordMismatch(node.name);
  return value;
}

/** A type of its own, with its elements in order. */
export const recordType = <Fields extends FieldTable>(
  name: string,
  words: Words,
  fields: Fields,
): RecordType<Fields> => ({ name, words, fields });

const MANY = 1000;

/** An element that must stand. */
export const one = <Value>(type: SimpleType<Value>, words: Words, example?: string): Field<Value, 'one'> => ({
  type,
  occurs: 'one',
  most: 1,
  words,
  example,
});

/** An element that may be left out. */
export const optional = <Value>(
  type: SimpleType<Value>,
  words: Words,
  example?: string,
): Field<Value, 'optional'> => ({ type, occurs: 'optional', most: 1, words, example });

/** An element that may be repeated or left out. */
export const any = <Value>(type: SimpleType<Value>, words: Words, most = MANY): Field<Value, 'any'> => ({
  type,
  occurs: 'any',
  most,
  words,
  example: undefined,
});

/** A record within a record, once. */
export const inside = <Fields extends FieldTable>(
  type: RecordType<Fields>,
  words: Words,
): Field<RecordOf<RecordType<Fields>>, 'one'> => ({
  type: { record: type, read: readerOf(type) },
  occurs: 'one',
  most: 1,
  words,
  example: undefined,
});

/** Records within a record, one or more. */
export const some = <Fields extends FieldTable>(
  type: RecordType<Fields>,
  words: Words,
  most = MANY,
): Field<RecordOf<RecordType<Fields>>, 'some'> => ({
  type: { record: type, read: readerOf(type) },
  occurs: 'some',
  most,
  words,
  example: undefined,
});

/** Records within a record, any number of them. */
export const records = <Fields extends FieldTable>(
  type: RecordType<Fields>,
  words: Words,
): Field<RecordOf<RecordType<Fields>>, 'any'> => ({
  type: { record: type, read: readerOf(type) },
  occurs: 'any',
  most: Number.POSITIVE_INFINITY,
  words,
  example: undefined,
});
