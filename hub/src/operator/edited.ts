import type { EditBody, HeldField } from '@saite/contracts';

type Value = EditBody['changes'][number]['value'];

/** A field that an edit changes: what it was, as far as that may be shown, and what it becomes. */
export interface Difference {
  readonly path: string;
  readonly before: Value;
  readonly beforeState: 'clear' | 'invalid' | 'withheld' | 'missing';
  readonly after: Value;
}

export interface Edited {
  readonly content: unknown;
  readonly difference: readonly Difference[];
}

/** Paths of changes that no field in clear has; their place among the changes. */
export type WrongChange = { readonly path: string; readonly message: string };

const partsOf = (path: string): (string | number)[] =>
  [...path.matchAll(/([A-Za-z][A-Za-z0-9]*)|\[(\d+)\]/g)].map(([, name, place]) => name ?? Number(place));

type Container = Record<string | number, unknown>;
const isContainer = (value: unknown): value is Container => value !== null && typeof value === 'object';

/**
 * An event with some fields changed. Only fields may be changed that were shown as editable: never the record's name, its
 * version, or anything sealed.
 *
 * @param fields of the event as it is, by its contract
 */
export function applyChanges(
  content: unknown,
  fields: readonly HeldField[],
  changes: EditBody['changes'],
): Edited | { readonly wrong: readonly WrongChange[] } {
  const copy: unknown = structuredClone(content);
  const byPath = new Map(fields.map((field) => [field.path, field]));
  const wrong: WrongChange[] = [];
  const difference: Difference[] = [];
  for (const [place, { path, value }] of changes.entries()) {
    const field = byPath.get(path);
    if (!field?.editable || !setAt(copy, partsOf(path), value)) {
      wrong.push({ path: `changes[${place}].path`, message: 'no field that may be edited' });
      continue;
    }
    difference.push({
      path,
      before: field.value,
      beforeState: field.state === 'sealed' ? 'withheld' : field.state,
      after: value,
    });
  }
  return wrong.length > 0 ? { wrong } : { content: copy, difference };
}

/** Sets a field; `null` takes it out. @returns whether the field's place is there */
function setAt(content: unknown, parts: readonly (string | number)[], value: Value): boolean {
  let place: unknown = content;
  for (const part of parts.slice(0, -1)) {
    if (!isContainer(place) || !Object.hasOwn(place, part)) return false;
    place = place[part];
  }
  const last = parts.at(-1);
  if (last === undefined || !isContainer(place)) return false;
  if (value === null && !Array.isArray(place)) delete place[last];
  else place[last] = value;
  return true;
}
