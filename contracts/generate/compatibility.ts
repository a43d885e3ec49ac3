import { isObject, type Json, type JsonObject } from './json.ts';

/** A change by which a reader or a writer of the published schema would break. */
export interface Breakage {
  /** Where in the event, like `data.stay.endedOn`. */
  readonly path: string;
  readonly what: string;
}

/** Keywords that explain and do not decide what is valid. */
const EXPLAINING = new Set(['$schema', '$id', '$comment', 'title', 'description', 'examples', 'deprecated']);
/** Keywords whose list has no order. */
const SETS = new Set(['enum', 'required', 'type']);

/**
 * Compares a schema with the one that was published under the same type and version. A published schema is frozen
 * for readers and writers alike: only new optional fields may come, and explanations may change. Everything else
 * needs a new version of the type.
 *
 * @returns what breaks, by path; empty if nothing does
 */
export function breakagesOf(published: JsonObject, current: JsonObject): Breakage[] {
  return [...compareSchemas(published, current, '')];
}

function* compareSchemas(published: JsonObject, current: JsonObject, path: string): Generator<Breakage> {
  for (const keyword of new Set([...Object.keys(published), ...Object.keys(current)])) {
    if (EXPLAINING.has(keyword)) continue;
    const before = published[keyword];
    const after = current[keyword];
    if (keyword === 'properties') yield* compareFields(before, after, path);
    else if (keyword === 'required') yield* compareRequired(before, after, path, published);
    else yield* compareKeyword(keyword, before, after, path);
  }
}

function* compareFields(
  before: Json | undefined,
  after: Json | undefined,
  path: string,
): Generator<Breakage> {
  const fields = isObject(before) ? before : {};
  const now = isObject(after) ? after : {};
  for (const [name, field] of Object.entries(fields)) {
    const place = path === '' ? name : `${path}.${name}`;
    const same = now[name];
    if (same === undefined) yield { path: place, what: 'the field is gone or renamed' };
    else if (isObject(field) && isObject(same)) yield* compareSchemas(field, same, place);
    else yield* compareKeyword(name, field, same, path);
  }
}

function* compareRequired(
  before: Json | undefined,
  after: Json | undefined,
  path: string,
  published: JsonObject,
): Generator<Breakage> {
  const was = textsOf(before);
  const is = textsOf(after);
  const known = isObject(published.properties) ? published.properties : {};
  for (const name of is.filter((field) => !was.includes(field))) {
    const what = Object.hasOwn(known, name) ? 'an optional field became required' : 'a new field is required';
    yield { path: path === '' ? name : `${path}.${name}`, what };
  }
  for (const name of was.filter((field) => !is.includes(field))) {
    yield { path: path === '' ? name : `${path}.${name}`, what: 'a required field became optional' };
  }
}

function* compareKeyword(
  keyword: string,
  before: Json | undefined,
  after: Json | undefined,
  path: string,
): Generator<Breakage> {
  if (isObject(before) && isObject(after)) {
    yield* compareSchemas(before, after, keyword === 'items' ? `${path}[]` : `${path}<${keyword}>`);
  } else if (isBranches(before) && isBranches(after) && before.length === after.length) {
    for (const [index, branch] of before.entries()) {
      yield* compareSchemas(branch, after[index] ?? {}, `${path}<${keyword} ${index}>`);
    }
  } else if (textOf(keyword, before) !== textOf(keyword, after)) {
    yield { path, what: `${keyword} changed from ${textOf(keyword, before)} to ${textOf(keyword, after)}` };
  }
}

const isBranches = (value: Json | undefined): value is JsonObject[] =>
  Array.isArray(value) && value.length > 0 && value.every((branch) => isObject(branch));

const textsOf = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((text) => typeof text === 'string') : [];

function textOf(keyword: string, value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  if (!SETS.has(keyword) || !Array.isArray(value)) return JSON.stringify(value);
  return JSON.stringify(value.map((entry) => JSON.stringify(entry)).sort());
}
