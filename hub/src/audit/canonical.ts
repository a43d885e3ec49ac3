import { createHash } from 'node:crypto';

/** What stands in a chain: texts, whole numbers, yes and no, nothing else. */
export type Canonical =
  | string
  | boolean
  | number
  | null
  | readonly Canonical[]
  | { readonly [name: string]: Canonical | undefined };

/**
 * The one form of a content: JSON as RFC 8785 says, names in the order of their UTF-16 units, nothing between. Numbers
 * are whole and small, so that there is one way to write each.
 */
export function canonicalJson(value: Canonical): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const names = Object.keys(value).sort();
  const parts: string[] = [];
  for (const name of names) {
    const part = value[name];
    if (part !== undefined) parts.push(`${JSON.stringify(name)}:${canonicalJson(part)}`);
  }
  return `{${parts.join(',')}}`;
}

// Array.isArray does not narrow a read-only array.
const isList = (value: object): value is readonly Canonical[] => Array.isArray(value);

const digest = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** Stands before the first link, and names the form: another form would begin with another. */
export const FIRST_HASH: Buffer = digest('saite audit chain 1');

/** Stands before the first head. */
export const FIRST_HEAD: Buffer = digest('saite audit heads 1');

/** The hash of a link: SHA-256 over the 32 bytes of the hash before it and the canonical JSON of its entry. */
export const linkHash = (previous: Uint8Array, entry: Canonical): Buffer =>
  digest(previous, canonicalJson(entry));

/** SHA-256 of the canonical JSON of a content. */
export const contentHash = (content: Canonical): Buffer => digest(canonicalJson(content));
