import { createSecretKey, randomBytes } from 'node:crypto';
import { z } from 'zod';

const Key = z.string().transform((text, context) => {
  const key = Buffer.from(text, 'base64');
  if (key.length === 32) return createSecretKey(key); // several times faster to use than the bytes
  context.addIssue({ code: 'custom', message: 'expected 32 bytes, base64' });
  return z.NEVER;
});

const VersionedKeys = z
  .strictObject({
    current: z.int().min(1).max(9999).describe('Version that new values are made with'),
    keys: z.record(z.string().regex(/^[1-9][0-9]{0,3}$/), Key).describe('Keys by version, 32 bytes, base64'),
  })
  .refine((versions) => versions.keys[versions.current] !== undefined, {
    error: 'the current version has no key',
  });

const KeyFile = z.strictObject({
  index: VersionedKeys.describe('Keys of the person references'),
  sealing: VersionedKeys.describe('Keys that wrap the data keys'),
  digest: Key.describe('Key of the digests of sealed content and of event ids'),
});

/** The secret keys of one installation: index keys and sealing keys by version, and the digest key. */
export type KeyRing = z.infer<typeof KeyFile>;

/**
 * Reads a key file.
 *
 * @param text JSON as {@link makeKeyFile} writes it
 * @throws Error that names the wrong fields and never shows a key
 */
export function parseKeyFile(text: string): KeyRing {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new Error('The key file is not JSON. Restore it from the backup of the keys.');
  }
  const parsed = KeyFile.safeParse(content);
  if (parsed.success) return parsed.data;
  const fields = [...new Set(parsed.error.issues.map((issue) => fieldOf(issue.path) + whyOf(issue)))].join(
    '; ',
  );
  throw new Error(`The key file is not valid (${fields}). Restore it from the backup of the keys.`);
}

const FIELDS: ReadonlySet<PropertyKey> = new Set(['index', 'sealing', 'digest', 'current', 'keys']);

/** The path of a field as far as its names are ours: a key may have been written where a name belongs. */
const fieldOf = (path: readonly PropertyKey[]): string =>
  path
    .filter((part) => FIELDS.has(part))
    .map(String)
    .join('.') || '(the whole)';

/** Only our own words are repeated: those of a name that was not expected would quote it. */
const whyOf = (issue: z.core.$ZodIssue): string =>
  issue.code === 'custom' ? `: ${issue.message}` : ': not as expected';

/** The text of a new key file with random keys of version 1. */
export function makeKeyFile(): string {
  const key = () => randomBytes(32).toString('base64');
  return `${JSON.stringify({ index: { current: 1, keys: { 1: key() } }, sealing: { current: 1, keys: { 1: key() } }, digest: key() }, null, 2)}\n`;
}
