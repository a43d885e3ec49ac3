import { z } from 'zod';
import * as contracts from '../index.ts';
import { xsdPattern } from './xsd-pattern.ts';

/** What the text of an element may be. */
export interface Facets {
  readonly base: 'string' | 'date' | 'dateTime' | 'int' | 'long' | 'boolean';
  readonly patterns: readonly string[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minInclusive?: string;
  readonly maxInclusive?: string;
  readonly values?: readonly string[];
}

/** A value that is the text of an element. */
export interface TextShape {
  readonly kind: 'text';
  /** Name of the type; none if it is a built-in one as it is. */
  readonly name: string | undefined;
  readonly facets: Facets;
}

/** A record, whose fields are elements in their order. */
export interface RecordShape {
  readonly kind: 'record';
  readonly name: string;
  readonly description: string;
  readonly fields: readonly FieldShape[];
}

/** The form that a value has in XML. */
export type Shape =
  | TextShape
  | RecordShape
  /** A list: an element around one element each. */
  | { readonly kind: 'list'; readonly item: Shape }
  /** Texts by name: an element around a name and a value each. */
  | { readonly kind: 'entries' };

export interface FieldShape {
  readonly name: string;
  readonly shape: Shape;
  /** Whether it may be absent. */
  readonly optional: boolean;
  /** Whether it may be there without a value (`xsi:nil`). */
  readonly nullable: boolean;
  readonly description: string;
}

/**
 * Which side writes the record. What a caller sends has the fields of its contract; of an answer any field may be
 * absent, since a system gets what it was granted, and `null` is said by `xsi:nil`.
 */
export type Side = 'request' | 'response';

const NAMES: ReadonlyMap<unknown, string> = new Map(
  Object.entries(contracts).map(([name, value]) => [value, name]),
);

/** The name under which the contracts export a schema, also one that only got another description. */
function nameOf(schema: z.core.$ZodType): string | undefined {
  for (let each: z.core.$ZodType | undefined = schema; each; each = each._zod.parent) {
    const name = NAMES.get(each);
    if (name !== undefined) return name;
  }
  return undefined;
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const describe = (schema: z.core.$ZodType): string | undefined => z.globalRegistry.get(schema)?.description;

interface Unwrapped {
  readonly schema: z.core.$ZodType;
  readonly optional: boolean;
  readonly nullable: boolean;
  readonly description: string | undefined;
}

function unwrap(schema: z.core.$ZodType): Unwrapped {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type !== 'optional' && def.type !== 'nullable')
    return { schema, optional: false, nullable: false, description: describe(schema) };
  const inner = unwrap(def.innerType);
  return {
    schema: inner.schema,
    optional: inner.optional || def.type === 'optional',
    nullable: inner.nullable || def.type === 'nullable',
    description: describe(schema) ?? inner.description,
  };
}

/**
 * The form of a record of the contracts.
 *
 * @param name name of its type
 * @throws TypeError of a schema that has no form in XML
 */
export function recordShape(schema: z.core.$ZodType, side: Side, name: string): RecordShape {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type !== 'object') throw new TypeError(`${name} is no record`);
  return {
    kind: 'record',
    name,
    description: describe(schema) ?? name,
    fields: Object.entries(def.shape).map(([field, value]) => {
      const { schema: inner, optional, nullable, description } = unwrap(value);
      return {
        name: field,
        shape: shapeOf(inner, side, `${name}${capital(field)}`),
        optional: optional || side === 'response',
        nullable,
        description: description ?? field,
      };
    }),
  };
}

function shapeOf(schema: z.core.$ZodType, side: Side, fallback: string): Shape {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const name = nameOf(schema);
  switch (def.type) {
    case 'object':
      // What both sides write has a type for each: only one of them says which fields must be there.
      return recordShape(
        schema,
        side,
        name === undefined ? fallback : side === 'request' ? `Sent${name}` : name,
      );
    case 'array':
      return { kind: 'list', item: shapeOf(def.element, side, `${fallback}Item`) };
    case 'record':
      return { kind: 'entries' };
    default: {
      const facets = facetsOf(schema);
      return { kind: 'text', name: isPlain(facets) ? undefined : (name ?? fallback), facets };
    }
  }
}

const isPlain = ({ base, patterns, ...limits }: Facets): boolean =>
  patterns.length === 0 && Object.keys(limits).length === 0;

/** What JSON Schema says of a text, number or flag. */
const Leaf = z.object({
  type: z.enum(['string', 'integer', 'boolean']),
  format: z.string().optional(),
  pattern: z.string().optional(),
  allOf: z.array(z.object({ pattern: z.string() })).optional(),
  enum: z.array(z.string()).optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});

const MOST_INT = 2_147_483_647;

function facetsOf(schema: z.core.$ZodType): Facets {
  const leaf = Leaf.parse(z.toJSONSchema(schema, { io: 'input' }));
  switch (leaf.type) {
    case 'boolean':
      return { base: 'boolean', patterns: [] };
    case 'integer': {
      const { minimum = -Infinity, maximum = Infinity } = leaf;
      return {
        base: maximum <= MOST_INT ? 'int' : 'long',
        patterns: [],
        ...(minimum > Number.MIN_SAFE_INTEGER && { minInclusive: String(minimum) }),
        ...(maximum <= MOST_INT && maximum !== MOST_INT && { maxInclusive: String(maximum) }),
      };
    }
    case 'string':
      // No zone: a day is a day in Riga and is never moved into another.
      if (leaf.format === 'date')
        return { base: 'date', patterns: ['[0-9]{4}-[0-9]{2}-[0-9]{2}'], minInclusive: '1900-01-01' };
      if (leaf.format === 'date-time') {
        const isInUtc = leaf.pattern?.endsWith('(?:Z))$') ?? false;
        return { base: 'dateTime', patterns: [isInUtc ? '.+Z' : '.+(Z|[+-][0-9]{2}:[0-9]{2})'] };
      }
      return {
        base: 'string',
        patterns: [leaf.pattern, ...(leaf.allOf ?? []).map(({ pattern }) => pattern)]
          .filter((pattern) => pattern !== undefined)
          .map(xsdPattern),
        ...(leaf.minLength !== undefined && { minLength: leaf.minLength }),
        ...(leaf.maxLength !== undefined && { maxLength: leaf.maxLength }),
        ...(leaf.enum !== undefined && { values: leaf.enum }),
      };
    default:
      return leaf.type satisfies never;
  }
}
