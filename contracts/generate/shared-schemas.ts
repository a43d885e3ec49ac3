import { z } from 'zod';
import * as contracts from '../src/index.ts';
import { isObject, type Json, type JsonObject, plainObject } from './json.ts';

/*
 * Zod's own way to share schemas (`.meta({ id })`) writes `#/definitions/…`, which AsyncAPI's parser does not
 * resolve. So schemas are written in full first, and what equals an exported object of the contracts becomes a
 * reference afterwards.
 */

const withoutDescription = ({ description: _, ...rest }: JsonObject): string => JSON.stringify(sorted(rest));

const sorted = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key] ?? null)]),
  );
};

/** Exported object schemas of the contracts, draft 7, by name. */
function namedObjects(): Map<string, JsonObject> {
  const named = new Map<string, JsonObject>();
  for (const [name, value] of Object.entries(contracts)) {
    if (!(value instanceof z.ZodObject)) continue;
    const { $schema: _, ...schema } = plainObject(z.toJSONSchema(value, { io: 'input', target: 'draft-7' }));
    named.set(name, schema);
  }
  return named;
}

/** Takes objects that have a name out of schemas, and keeps them as components. */
export class SharedSchemas {
  readonly components: JsonObject = {};
  readonly #names = new Map<string, string>();

  constructor() {
    for (const [name, schema] of namedObjects()) {
      const text = withoutDescription(schema);
      if (!this.#names.has(text)) this.#names.set(text, name);
      this.#schemas.set(name, schema);
    }
  }

  readonly #schemas = new Map<string, JsonObject>();

  /** The schema with its named parts replaced by references; `outermost` itself is never replaced. */
  share(schema: Json, outermost = true): Json {
    if (Array.isArray(schema)) return schema.map((part) => this.share(part, false));
    if (!isObject(schema)) return schema;
    const name = outermost ? undefined : this.#names.get(withoutDescription(schema));
    if (name !== undefined) return this.#reference(name, schema);
    return Object.fromEntries(Object.entries(schema).map(([key, part]) => [key, this.share(part, false)]));
  }

  #reference(name: string, schema: JsonObject): Json {
    const named = this.#schemas.get(name);
    if (named && !Object.hasOwn(this.components, name)) {
      this.components[name] = {};
      this.components[name] = { title: name, ...plainObject(this.share(named)) };
    }
    const reference = { $ref: `#/components/schemas/${name}` };
    if (schema.description === undefined || schema.description === named?.description) return reference;
    return { description: schema.description, allOf: [reference] };
  }
}
