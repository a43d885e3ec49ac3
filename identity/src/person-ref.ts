import { createHmac, type KeyObject } from 'node:crypto';
import type { EventId, PersonCode, PersonRef, RecordId, RecordVersion } from '@saite/contracts';
import type { KeyRing } from './key-ring.ts';

const DIGEST_CHARACTERS = 22; // 132 bits of base64url, of which 128 are kept by slicing whole characters

const keyed = (key: KeyObject, ...parts: readonly string[]): string =>
  createHmac('sha256', key).update(parts.join('\u0000')).digest('base64url').slice(0, DIGEST_CHARACTERS);

/**
 * The opaque reference of a personal code.
 *
 * @param version of the index key; the current one if not said
 */
export function personRef(ring: KeyRing, code: PersonCode, version: number = ring.index.current): PersonRef {
  const key = ring.index.keys[version];
  if (!key) throw new Error(`the key ring has no index key of version ${version}`);
  return `p${version}.${keyed(key, 'person', code)}` as PersonRef;
}

/**
 * The id of the event that tells one version of one record.
 * What is read twice is the same event; the id shows neither register id nor person.
 */
export function eventIdOf(
  ring: KeyRing,
  source: string,
  recordId: RecordId,
  version: RecordVersion,
): EventId {
  return `e.${keyed(ring.digest, 'event', source, recordId, String(version))}` as EventId;
}

/**
 * A keyed digest of text from outside, for comparing without keeping it: a plain digest of something that holds a
 * personal code could be searched for by trying all codes.
 */
export const keyedDigest = (ring: KeyRing, purpose: string, text: string): string =>
  keyed(ring.digest, 'text', purpose, text);
