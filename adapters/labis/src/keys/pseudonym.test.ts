import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { makeKeyFile as makeInstallationKeys, parseKeyFile as parseRing, personRef } from '@saite/identity';
import { madeCode } from '../testing/made.ts';
import { KeyVersion, makeKeyFile, parseKeyFile, rotateKeyFile } from './file.ts';
import { keyCheck, keyedIdOf, Pseudonym, pseudonymOf } from './pseudonym.ts';

const ring = parseRing(makeInstallationKeys());
const text = rotateKeyFile(makeKeyFile());
const keys = parseKeyFile(text);
const [V1, V2] = [KeyVersion.parse(1), KeyVersion.parse(2)];
const ref = personRef(ring, madeCode(1));
const other = personRef(ring, madeCode(2));

test('a pseudonym is the HMAC-SHA-256 of purpose, meaning and reference, with 192 bits of it', () => {
  const key = Buffer.from(JSON.parse(text).keys[2], 'base64');
  const full = createHmac('sha256', key).update(`labis\u0000person\u0000${ref}`).digest();
  const { keyVersion, value } = Pseudonym.parse(pseudonymOf(keys, V2, ref));
  assert.equal(keyVersion, 2);
  assert.deepEqual(Buffer.from(value, 'base64url'), full.subarray(0, 24));
});

test('the same person has the same pseudonym, another person, version or key file another one', () => {
  assert.deepEqual(pseudonymOf(keys, V1, ref), pseudonymOf(keys, V1, ref));
  const values = [
    pseudonymOf(keys, V1, ref),
    pseudonymOf(keys, V2, ref),
    pseudonymOf(keys, V1, other),
    pseudonymOf(parseKeyFile(makeKeyFile()), V1, ref),
  ].map(({ value }) => value);
  assert.equal(new Set(values).size, 4);
});

test("a record's id is another one for each kind, record, person and key version, and no pseudonym", () => {
  const record = { kind: 'placement', recordId: 'p-1', personRef: ref };
  const ids: string[] = [
    keyedIdOf(keys, V1, record),
    keyedIdOf(keys, V2, record),
    keyedIdOf(keys, V1, { ...record, kind: 'service' }),
    keyedIdOf(keys, V1, { ...record, recordId: 'p-2' }),
    keyedIdOf(keys, V1, { ...record, personRef: other }),
    pseudonymOf(keys, V1, ref).value,
    keyCheck(keys, V1),
  ];
  assert.equal(new Set(ids).size, ids.length);
});

test('without the key of a version nothing is made under it', () => {
  assert.throws(() => pseudonymOf(keys, KeyVersion.parse(3), ref), { code: 'KEY_UNKNOWN' });
});
