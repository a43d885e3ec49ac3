import { createHmac } from 'node:crypto';
import type { PersonRef } from '@saite/contracts';
import { SaiteError } from '@saite/runtime';
import { z } from 'zod';
import { KeyVersion, type PseudonymKeys } from './file.ts';

/** 192 bits of an HMAC-SHA-256 as base64url: far more than anybody can try, or than may collide by chance. */
const CHARACTERS = 32;
const keyedValue = (meaning: string) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]{32}$/)
    .describe(meaning);

/** What stands for a person (*pseidonīms*): the same for every record of one personal code, under one key version. */
export const Pseudonym = z
  .strictObject({
    keyVersion: KeyVersion,
    value: keyedValue('Pseudonym of the person: HMAC-SHA-256 under that version, 192 bits, base64url'),
  })
  .describe('Pseudonym of a person');
export type Pseudonym = z.infer<typeof Pseudonym>;

/** A record's id as LabIS knows it: another one under each key version, and for each person that it was ever about. */
export const KeyedId = keyedValue('Keyed id of the record, 192 bits, base64url').brand<'KeyedId'>();
export type KeyedId = z.infer<typeof KeyedId>;

/** A record of a register, as it is about one person. */
export interface RecordOfPerson {
  readonly kind: string;
  readonly recordId: string;
  readonly personRef: PersonRef;
}

/** Everything that is made with the key says first that it is for LabIS, and then what it is. */
const PURPOSE = 'labis';

function keyed({ keys }: PseudonymKeys, version: KeyVersion, ...parts: readonly string[]): string {
  const key = keys[version];
  if (!key) throw new SaiteError('KEY_UNKNOWN', 'The version of the key in force is not in the key file.');
  const text = [PURPOSE, ...parts].join('\u0000');
  return createHmac('sha256', key).update(text).digest('base64url').slice(0, CHARACTERS);
}

/**
 * The pseudonym of a person. What is keyed is the reference, itself keyed by the index key: nobody computes it from a
 * personal code without both keys, and whoever has this one alone can try no codes.
 *
 * @throws SaiteError `KEY_UNKNOWN`
 */
export const pseudonymOf = (keys: PseudonymKeys, keyVersion: KeyVersion, ref: PersonRef): Pseudonym => ({
  keyVersion,
  value: keyed(keys, keyVersion, 'person', ref),
});

/**
 * The id of a record at LabIS. The person is part of it: a placement that SPOLIS carries on under another code, as
 * after an adoption, is another record there.
 *
 * @throws SaiteError `KEY_UNKNOWN`
 */
export const keyedIdOf = (keys: PseudonymKeys, version: KeyVersion, record: RecordOfPerson): KeyedId =>
  KeyedId.parse(keyed(keys, version, 'record', record.kind, record.recordId, record.personRef));

/** What tells one key from another without showing it: a version must not come back with another key. */
export const keyCheck = (keys: PseudonymKeys, version: KeyVersion): string => keyed(keys, version, 'check');
