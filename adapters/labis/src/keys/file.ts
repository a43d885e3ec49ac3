import { createSecretKey, randomBytes } from 'node:crypto';
import { SaiteError } from '@saite/runtime';
import { z } from 'zod';

const KEY_BYTES = 32;

const Key = z.string().transform((text, context) => {
  const key = Buffer.from(text, 'base64');
  if (key.length === KEY_BYTES) return createSecretKey(key);
  context.addIssue({ code: 'custom', message: 'expected 32 bytes, base64' });
  return z.NEVER;
});

/** A version of the key: a whole number from 1; what was made with one version shows nothing of another. */
export const KeyVersion = z
  .int({ error: 'expected a whole number from 1 to 9999' })
  .min(1)
  .max(9999)
  .brand<'KeyVersion'>()
  .describe('Version of the key of the pseudonyms');
export type KeyVersion = z.infer<typeof KeyVersion>;

const fileOf = <Value extends z.ZodType>(key: Value) =>
  z
    .strictObject({
      current: KeyVersion.describe('Version that pseudonyms are made with'),
      keys: z.record(z.string().regex(/^[1-9][0-9]{0,3}$/), key).describe('Keys by version'),
    })
    .refine(({ current, keys }) => keys[current] !== undefined, {
      error: 'the current version has no key',
    });

const TextFile = fileOf(z.string());
const KeyFile = fileOf(Key);

/** The keys of the pseudonyms (*pseidonīmu atslēgas*), by version. */
export type PseudonymKeys = z.infer<typeof KeyFile>;

const newKey = () => randomBytes(KEY_BYTES).toString('base64');
const textOf = (content: { current: number; keys: Record<string, string> }) =>
  `${JSON.stringify(content, null, 2)}\n`;

/**
 * Reads the file of the keys.
 *
 * @throws SaiteError `KEYS_INVALID` that never shows what stands in the file
 */
export const parseKeyFile = (text: string): PseudonymKeys => readWith(KeyFile, text);

/** The text of a new file, with a random key as version 1. */
export const makeKeyFile = (): string => textOf({ current: 1, keys: { 1: newKey() } });

/**
 * The text of the file with one more version, which is the current one from now on.
 *
 * @throws SaiteError `KEYS_INVALID`
 */
export function rotateKeyFile(text: string): string {
  parseKeyFile(text);
  const { keys } = readWith(TextFile, text);
  const next = Math.max(...Object.keys(keys).map(Number)) + 1;
  return textOf({ current: next, keys: { ...keys, [next]: newKey() } });
}

/**
 * The text of the file without the versions that are no longer current.
 *
 * @throws SaiteError `KEYS_INVALID`
 */
export function forgetOldKeys(text: string): string {
  parseKeyFile(text);
  const { current, keys } = readWith(TextFile, text);
  return textOf({ current, keys: { [current]: keys[current] ?? '' } });
}

/** Which versions a file has, and which one is current. @throws SaiteError `KEYS_INVALID` */
export function keyVersions(text: string): { readonly current: number; readonly versions: number[] } {
  const { current, keys } = parseKeyFile(text);
  return { current, versions: Object.keys(keys).map(Number) };
}

function readWith<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    content = undefined;
  }
  const { success, data } = schema.safeParse(content);
  if (success) return data;
  throw new SaiteError(
    'KEYS_INVALID',
    "The file of LabIS's keys is not valid. Restore it from the backup of the keys.",
  );
}
