import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { z } from 'zod';

const Key = z.string().transform((text, context) => {
  const key = Buffer.from(text, 'base64');
  if (key.length === 32) return createSecretKey(key); // several times faster to use than the bytes
  context.addIssue({ code: 'custom', message: 'expected 32 bytes, base64' });
  return z.NEVER;
});

const versionsOf = <Value extends z.ZodType>(key: Value) =>
  z
    .strictObject({
      current: z.int().min(1).max(9999).describe('Version that new values are made with'),
      keys: z
        .record(z.string().regex(/^[1-9][0-9]{0,3}$/), key)
        .describe('Keys by version, 32 bytes, base64'),
    })
    .refine((versions) => versions.keys[versions.current] !== undefined, {
      error: 'the current version has no key',
    });

const fileOf = <Value extends z.ZodType>(key: Value) =>
  z.strictObject({
    index: versionsOf(key).describe('Keys of the person references'),
    sealing: versionsOf(key).describe('Keys that wrap the data keys'),
    audit: versionsOf(key)
      .optional()
      .describe('Keys that wrap the data keys of the audit trail; kept for as long as its entries'),
    digest: key.describe('Key of the digests of sealed content and of event ids'),
  });

const KeyFile = fileOf(Key);
const KeyFileText = fileOf(z.string());
/** A key file's content, keys as base64. */
export type KeyFileText = z.infer<typeof KeyFileText>;

/** Keys of one use, by version. */
export interface VersionedKeys {
  /** Version that new values are made with. */
  readonly current: number;
  readonly keys: Readonly<Record<string, KeyObject>>;
}

/**
 * The secret keys of one installation. A ring may change while it is held, as its file does: whoever needs two things
 * of one family takes the family once.
 */
export interface KeyRing {
  /** Keys of the person references. */
  readonly index: VersionedKeys;
  /** Keys that wrap the data keys. */
  readonly sealing: VersionedKeys;
  /** Keys that wrap the data keys of the audit trail, whose entries are never written again. */
  readonly audit: VersionedKeys;
  /** Key of the digests of sealed content and of event ids; the same for ever. */
  readonly digest: KeyObject;
  /** Looks at once whether the file holds other keys by now; without it the ring is as it was read. */
  lookAgain?(): void;
}

/**
 * Reads a key file. In one of before the audit trail had keys of its own, its entries are under the sealing keys.
 *
 * @param text JSON as {@link makeKeyFile} writes it
 * @throws Error that names the wrong fields and never shows a key
 */
export function parseKeyFile(text: string): KeyRing {
  const { audit, ...others } = readWith(KeyFile, text);
  return { ...others, audit: audit ?? others.sealing };
}

/** Reads a key file to write it anew. @throws Error that never shows a key */
export function readKeyFileText(text: string): KeyFileText {
  parseKeyFile(text);
  return readWith(KeyFileText, text);
}

function readWith<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new Error('The key file is not JSON. Restore it from the backup of the keys.');
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const fields = [...new Set(parsed.error.issues.map((issue) => fieldOf(issue.path) + whyOf(issue)))].join(
    '; ',
  );
  throw new Error(`The key file is not valid (${fields}). Restore it from the backup of the keys.`);
}

const FIELDS: ReadonlySet<PropertyKey> = new Set(['index', 'sealing', 'audit', 'digest', 'current', 'keys']);

/** The path of a field as far as its names are ours: a key may have been written where a name belongs. */
const fieldOf = (path: readonly PropertyKey[]): string =>
  path
    .filter((part) => FIELDS.has(part))
    .map(String)
    .join('.') || '(the whole)';

/** Only our own words are repeated: those of a name that was not expected would quote it. */
const whyOf = (issue: z.core.$ZodIssue): string =>
  issue.code === 'custom' ? `: ${issue.message}` : ': not as expected';

/** A new key, as the key file writes it. */
export const newKey = (): string => randomBytes(32).toString('base64');

/** The text of a key file. */
export const keyFileText = (content: KeyFileText): string => `${JSON.stringify(content, null, 2)}\n`;

/** The text of a new key file with random keys of version 1. */
export function makeKeyFile(): string {
  const first = () => ({ current: 1, keys: { 1: newKey() } });
  return keyFileText({ index: first(), sealing: first(), audit: first(), digest: newKey() });
}
