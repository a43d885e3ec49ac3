import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forgetOldKeys, keyVersions, makeKeyFile, parseKeyFile, rotateKeyFile } from './file.ts';

const keyTexts = (text: string): Record<string, string> => JSON.parse(text).keys;

test('a new file has one key of 256 bits, and never the same one', () => {
  assert.deepEqual(keyVersions(makeKeyFile()), { current: 1, versions: [1] });
  assert.equal(Buffer.from(keyTexts(makeKeyFile())[1] ?? '', 'base64').length, 32);
  assert.notDeepEqual(keyTexts(makeKeyFile()), keyTexts(makeKeyFile()));
});

test('rotating adds a version with another key, makes it current and changes no other', () => {
  const first = makeKeyFile();
  const third = rotateKeyFile(rotateKeyFile(first));
  assert.deepEqual(keyVersions(third), { current: 3, versions: [1, 2, 3] });
  assert.equal(keyTexts(third)[1], keyTexts(first)[1]);
  assert.equal(new Set(Object.values(keyTexts(third))).size, 3);
});

test('forgetting leaves the current version alone, and a version never comes back', () => {
  const forgotten = forgetOldKeys(rotateKeyFile(makeKeyFile()));
  assert.deepEqual(keyVersions(forgotten), { current: 2, versions: [2] });
  assert.deepEqual(keyVersions(rotateKeyFile(forgotten)).versions, [2, 3]);
});

const KEY = Buffer.alloc(32, 7).toString('base64');
for (const [what, text] of [
  ['no JSON', `{"current": 1, "keys": {"1": "${KEY}"`],
  ['a short key', '{"current": 1, "keys": {"1": "c2hvcnQ="}}'],
  ['no key of the current version', `{"current": 2, "keys": {"1": "${KEY}"}}`],
  ['an unknown field', `{"current": 1, "keys": {"1": "${KEY}"}, "${KEY}": 1}`],
] as const) {
  test(`a file with ${what} is refused without showing a key`, () => {
    for (const use of [parseKeyFile, rotateKeyFile, forgetOldKeys, keyVersions])
      assert.throws(
        () => use(text),
        (error: unknown) => {
          assert.ok(error instanceof Error && 'code' in error && error.code === 'KEYS_INVALID');
          assert.ok(!String(error).includes(KEY.slice(0, 12)));
          return true;
        },
      );
  });
}
