import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import type { Sealed } from '@saite/contracts';
import type { z } from 'zod';
import type { KeyRing } from './key-ring.ts';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** What a sealed box is bound to: it opens nowhere else. */
export interface SealContext {
  /** The person whom it is about, or the name of a record that has none yet. */
  readonly subject: string;
  /** What lies in the box: `person-code`, `person`, ... */
  readonly what: string;
}

const POOL_BYTES = 16_384;
let pool = Buffer.alloc(0);

/** Random bytes of the system, fetched many at a time: each is handed out once and wiped from the pool. */
function freshBytes(count: number): Buffer {
  if (pool.length < count) pool = randomBytes(POOL_BYTES);
  const bytes = Buffer.from(pool.subarray(0, count));
  pool.fill(0, 0, count);
  pool = pool.subarray(count);
  return bytes;
}

const boundTo = (context: SealContext, keyVersion: number) =>
  Buffer.from(`${keyVersion}\u0000${context.what}\u0000${context.subject}`);

/** Keys are objects: bytes as a key make each call three times slower. */
function encrypt(key: KeyObject, content: Buffer, bound: Buffer): Buffer {
  const iv = freshBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(bound);
  return Buffer.concat([iv, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: KeyObject, box: Buffer, bound: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, IV_BYTES))
    .setAAD(bound)
    .setAuthTag(box.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(box.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
}

/** JSON with the keys in order, so that equal content has one digest. */
function canonical(value: unknown): string {
  if (hasOneText(value)) return JSON.stringify(value); // as a code is sealed: there is nothing to order
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function hasOneText(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return false;
  const [first, ...others] = Object.values(value);
  return others.length === 0 && typeof first === 'string';
}

/** Which keys of the ring wrap the data key. */
export type SealFamily = 'sealing' | 'audit';

/** A key version that is not on the ring: forgotten, or the key file is older than what it should open. */
export class KeyUnknown extends Error {
  readonly code = 'KEY_UNKNOWN';
  constructor(version: number) {
    super(`sealing key version ${version} is not on the key ring`);
    this.name = 'KeyUnknown';
  }
}

/** The key of a version, if the ring has it; one that it does not know may have come into the file this moment. */
function findKey(ring: KeyRing, family: SealFamily, version: number): KeyObject | undefined {
  const known = ring[family].keys[version];
  if (known) return known;
  ring.lookAgain?.();
  return ring[family].keys[version];
}

/** Whether the key of a box is on the ring. */
export const hasKeyOf = (ring: KeyRing, { keyVersion }: Sealed): boolean =>
  findKey(ring, 'sealing', keyVersion) !== undefined;

/** @throws KeyUnknown */
function wrappingKey(ring: KeyRing, family: SealFamily, version: number): KeyObject {
  const key = findKey(ring, family, version);
  if (key) return key;
  throw new KeyUnknown(version);
}

function currentKey(
  ring: KeyRing,
  family: SealFamily,
): { readonly version: number; readonly key: KeyObject } {
  const { current: version, keys } = ring[family];
  const key = keys[version];
  if (!key) throw new Error('the key ring has no current sealing key');
  return { version, key };
}

/** What is wrapped: the version under which the content was sealed, which the content is bound to, and the data key. */
interface Opener {
  readonly bornUnder: number;
  readonly dataKey: Buffer;
}

const KEY_BYTES = 32;
/** A wrapped data key of the first form, in which it was bound to person and purpose. */
const FIRST_FORM_BYTES = IV_BYTES + KEY_BYTES + TAG_BYTES;

/**
 * A wrapped data key is bound to the version that wraps it and to the content, byte by byte: it fits no other box, and
 * can be wrapped anew by somebody who does not know whom and what the content is bound to.
 */
const wrapBoundTo = (keyVersion: number, content: Buffer) =>
  Buffer.concat([Buffer.from(`${keyVersion}\u0000`), content]);

function boxOf(wrapping: { version: number; key: KeyObject }, opener: Opener, content: Buffer): string {
  const born = Buffer.alloc(2);
  born.writeUInt16BE(opener.bornUnder);
  const plain = Buffer.concat([born, opener.dataKey]);
  const wrapped = encrypt(wrapping.key, plain, wrapBoundTo(wrapping.version, content));
  return `${wrapped.toString('base64url')}.${content.toString('base64url')}`;
}

function partsOf(sealed: Sealed): { readonly wrapped: Buffer; readonly content: Buffer } {
  const [wrapped, content] = sealed.box.split('.');
  if (!wrapped || !content) throw new Error('a sealed box of unknown form');
  return { wrapped: Buffer.from(wrapped, 'base64url'), content: Buffer.from(content, 'base64url') };
}

function unwrap(key: KeyObject, keyVersion: number, wrapped: Buffer, content: Buffer): Opener {
  const plain = decrypt(key, wrapped, wrapBoundTo(keyVersion, content));
  return { bornUnder: plain.readUInt16BE(0), dataKey: plain.subarray(2) };
}

/**
 * Seals identity or narrative (AES-256-GCM): a random data key encrypts the content, bound to person and purpose; the
 * current key wraps the data key, bound to its version and to the content.
 */
export function seal(
  ring: KeyRing,
  context: SealContext,
  content: unknown,
  family: SealFamily = 'sealing',
): Sealed {
  const wrapping = currentKey(ring, family);
  const text = canonical(content);
  const dataKey = freshBytes(KEY_BYTES);
  const bound = boundTo(context, wrapping.version);
  const encrypted = encrypt(createSecretKey(dataKey), Buffer.from(text), bound);
  return {
    keyVersion: wrapping.version,
    digest: createHmac('sha256', ring.digest)
      .update(`${context.what}\u0000${text}`)
      .digest('base64url')
      .slice(0, 22),
    box: boxOf(wrapping, { dataKey, bornUnder: wrapping.version }, encrypted),
  };
}

/**
 * Opens a sealed box, of today's form or of the first one.
 *
 * @throws KeyUnknown if the key version is not on the ring
 * @throws Error if the box was changed, or belongs to another person or purpose
 */
export function open<Content>(
  ring: KeyRing,
  context: SealContext,
  sealed: Sealed,
  schema: z.ZodType<Content>,
  family: SealFamily = 'sealing',
): Content {
  const { keyVersion } = sealed;
  const key = wrappingKey(ring, family, keyVersion);
  const { wrapped, content } = partsOf(sealed);
  try {
    const { dataKey, bornUnder } =
      wrapped.length === FIRST_FORM_BYTES
        ? { dataKey: decrypt(key, wrapped, boundTo(context, keyVersion)), bornUnder: keyVersion }
        : unwrap(key, keyVersion, wrapped, content);
    const text = decrypt(createSecretKey(dataKey), content, boundTo(context, bornUnder)).toString();
    return schema.parse(JSON.parse(text));
  } catch {
    throw new Error('a sealed box does not open: changed, or bound to another person or purpose');
  }
}

/**
 * The same box under the current sealing key; the content is not touched. Nobody need know whom it is about: the
 * content stays bound to person and purpose, so what was moved, mixed or changed opens as little as before.
 *
 * @throws KeyUnknown if the key version is not on the ring
 * @throws Error if the wrapped key was changed, or belongs to another box
 */
export function rewrap(ring: KeyRing, sealed: Sealed): Sealed {
  const wrapping = currentKey(ring, 'sealing');
  const { keyVersion } = sealed;
  if (keyVersion === wrapping.version) return sealed;
  const key = wrappingKey(ring, 'sealing', keyVersion);
  const { wrapped, content } = partsOf(sealed);
  const opener =
    wrapped.length === FIRST_FORM_BYTES
      ? { dataKey: unwrapFirstForm(key, wrapped), bornUnder: keyVersion }
      : unwrap(key, keyVersion, wrapped, content);
  return { ...sealed, keyVersion: wrapping.version, box: boxOf(wrapping, opener, content) };
}

/**
 * The same content bound to another name of its person: opened under the one of before, and sealed anew.
 *
 * @param names the new name for each that it may be bound to
 * @param purposes what it may be
 * @returns nothing if it is bound to none of them, or was changed
 * @throws KeyUnknown if the key version is not on the ring
 */
export function rebind(
  ring: KeyRing,
  sealed: Sealed,
  names: Iterable<readonly [string, string]>,
  purposes: readonly string[],
): Sealed | undefined {
  const opened = openerOf(ring, sealed);
  if (!opened) return undefined;
  const { content } = partsOf(sealed);
  const dataKey = createSecretKey(opened.dataKey);
  for (const [before, after] of names)
    for (const what of purposes) {
      const text = ifBoundTo(dataKey, content, boundTo({ subject: before, what }, opened.bornUnder));
      if (text === undefined) continue;
      const wrapping = currentKey(ring, 'sealing');
      const fresh = freshBytes(KEY_BYTES);
      const encrypted = encrypt(
        createSecretKey(fresh),
        text,
        boundTo({ subject: after, what }, wrapping.version),
      );
      return {
        ...sealed,
        keyVersion: wrapping.version,
        box: boxOf(wrapping, { dataKey: fresh, bornUnder: wrapping.version }, encrypted),
      };
    }
  return undefined;
}

/** What opens the content of a box, without knowing whom it is bound to; nothing if the box was changed. */
function openerOf(ring: KeyRing, sealed: Sealed): Opener | undefined {
  const { keyVersion } = sealed;
  const key = wrappingKey(ring, 'sealing', keyVersion);
  const { wrapped, content } = partsOf(sealed);
  if (wrapped.length === FIRST_FORM_BYTES)
    return { dataKey: unwrapFirstForm(key, wrapped), bornUnder: keyVersion };
  try {
    return unwrap(key, keyVersion, wrapped, content);
  } catch {
    return undefined;
  }
}

function ifBoundTo(key: KeyObject, content: Buffer, bound: Buffer): Buffer | undefined {
  try {
    return decrypt(key, content, bound);
  } catch {
    return undefined;
  }
}

/**
 * The data key of a box of the first form, whose tag cannot be checked without knowing person and purpose. Nothing
 * rests on that tag: a data key that is not the right one opens no content, now or later. What GCM encrypts is a
 * stream of counter mode, whose first counter, 1, is the tag's.
 */
function unwrapFirstForm(key: KeyObject, wrapped: Buffer): Buffer {
  const counter = Buffer.concat([wrapped.subarray(0, IV_BYTES), Buffer.from([0, 0, 0, 2])]);
  const decipher = createDecipheriv('aes-256-ctr', key, counter);
  return Buffer.concat([decipher.update(wrapped.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
}
