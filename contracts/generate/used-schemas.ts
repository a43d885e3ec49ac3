import { isObject, type Json, type JsonObject } from './json.ts';

const REFERENCE = '#/components/schemas/';

/** Adds the names that a value refers to, directly or through the schemas that it refers to. */
function collect(value: Json, schemas: JsonObject, used: Set<string>): void {
  if (Array.isArray(value)) {
    for (const part of value) collect(part, schemas, used);
  } else if (isObject(value)) {
    const name = typeof value.$ref === 'string' ? value.$ref.replace(REFERENCE, '') : undefined;
    if (name !== undefined && !used.has(name)) {
      used.add(name);
      collect(schemas[name] ?? null, schemas, used);
    }
    for (const part of Object.values(value)) collect(part, schemas, used);
  }
}

/** The document with only those of its schemas that a path uses, by the alphabet. */
export function withoutUnusedSchemas(document: JsonObject): JsonObject {
  const components = isObject(document.components) ? document.components : {};
  const schemas = isObject(components.schemas) ? components.schemas : {};
  const used = new Set<string>();
  collect(document.paths ?? null, schemas, used);
  const kept = Object.entries(schemas)
    .filter(([name]) => used.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...document, components: { ...components, schemas: Object.fromEntries(kept) } };
}
