import type { GrantedFields } from '@saite/contracts';

const isObject = (value: unknown): value is object =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/**
 * What of an answer a system was granted: fields outside the grant are absent, at any depth. A list shows its page and,
 * of each item, the fields granted.
 *
 * @param fields paths from the answer, or from an item of a list; a path grants what lies below it
 */
export function granted(answer: object, fields: GrantedFields): object {
  if (fields === 'all') return answer;
  if ('items' in answer && Array.isArray(answer.items) && 'next' in answer)
    return { items: answer.items.map((item) => pick(item, fields)), next: answer.next };
  return pickFields(answer, fields);
}

function pick(value: unknown, paths: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => pick(item, paths));
  return isObject(value) ? pickFields(value, paths) : value;
}

const pickFields = (value: object, paths: readonly string[]): object =>
  Object.fromEntries(
    Object.entries(value).flatMap(([name, part]) => {
      if (paths.includes(name)) return [[name, part]];
      const below = paths.flatMap((path) =>
        path.startsWith(`${name}.`) ? [path.slice(name.length + 1)] : [],
      );
      return below.length > 0 ? [[name, pick(part, below)]] : [];
    }),
  );
