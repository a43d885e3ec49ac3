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

/**
 * Seals identity or narrative: a random data key encrypts the content, the current sealing key wraps the data
 * key, both bound to person and purpose (AES-256-GCM).
 */
export function seal(ring: KeyRing, context: SealContext, content: unknown): Sealed {
  const keyVersion = ring.sealing.current;
  const key = ring.sealing.keys[keyVersion];
  if (!key) throw new Error('the key ring has no current sealing key');
  const bound = boundTo(context, keyVersion);
  const text = canonical(content);
  const dataKey = freshBytes(32);
  const box = [encrypt(key, dataKey, bound), encrypt(createSecretKey(dataKey), Buffer.from(text), bound)];
  return {
    keyVersion,
    digest: createHmac('sha256', ring.digest)
      .update(`${context.what}\u0000${text}`)
      .digest('base64url')
      .slice(0, 22),
    box: box.map((part) => part.toString('base64url')).join('.'),
  };
}

/**
 * Opens a sealed box.
 *
 * @throws Error if the key version is not on the ring, the box was changed, or it belongs to another person or purpose
 */
export function open<Content>(
  ring: KeyRing,
  context: SealContext,
  sealed: Sealed,
  schema: z.ZodType<Content>,
): Content {
  const key = ring.sealing.keys[sealed.keyVersion];
  if (!key) throw new Error(`sealing key version ${sealed.keyVersion} is not on the key ring`);
  const [wrapped, box] = sealed.box.split('.');
  if (!wrapped || !box) throw new Error('a sealed box of unknown form');
  const bound = boundTo(context, sealed.keyVersion);
  try {
    const dataKey = createSecretKey(decrypt(key, Buffer.from(wrapped, 'base64url'), bound));
    return schema.parse(JSON.parse(decrypt(dataKey, Buffer.from(box, 'base64url'), bound).toString()));
  } catch {
    throw new Error('a sealed box does not open: changed, or bound to another person or purpose');
  }
}
