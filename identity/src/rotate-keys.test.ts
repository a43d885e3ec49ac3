import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeKeyFile, parseKeyFile } from './key-ring.ts';
import { forgetOldKeys, type KeyFamily, keyVersions, rotateKeys, withAuditKeys } from './rotate-keys.ts';

const FAMILIES: readonly KeyFamily[] = ['sealing', 'index'];
const shown = (text: string) => JSON.parse(text);

describe('the key file of an installation', () => {
  for (const family of FAMILIES) {
    it(`gets a new current key of the family ${family}; no other key changes`, () => {
      const first = makeKeyFile();
      const third = rotateKeys(rotateKeys(first, family), family);
      assert.deepEqual(keyVersions(third, family), { current: 3, versions: [1, 2, 3] });
      const { [family]: versions, ...others } = shown(third);
      const { [family]: versionsBefore, ...othersBefore } = shown(first);
      assert.equal(new Set(Object.values(versions.keys)).size, 3);
      assert.equal(versions.keys[1], versionsBefore.keys[1]);
      assert.deepEqual(others, othersBefore);
    });

    it(`forgets all but the current key of the family ${family}, and no version comes back`, () => {
      const rotated = rotateKeys(makeKeyFile(), family);
      const forgotten = forgetOldKeys(rotated, family);
      assert.deepEqual(keyVersions(forgotten, family), { current: 2, versions: [2] });
      assert.equal(shown(forgotten)[family].keys[2], shown(rotated)[family].keys[2]);
      assert.deepEqual(keyVersions(rotateKeys(forgotten, family), family).versions, [2, 3]);
    });
  }

  it('of before gets keys of the audit trail: those that its entries are under, and a new one', () => {
    const { audit: _, ...before } = shown(makeKeyFile());
    const text = withAuditKeys(JSON.stringify(before));
    const { current, keys } = shown(text).audit;
    assert.equal(current, 2);
    assert.equal(keys[1], before.sealing.keys[1]);
    assert.notEqual(keys[2], keys[1]);
    assert.equal(withAuditKeys(text), text);
    assert.equal(parseKeyFile(text).audit.current, 2);
  });

  it('that is not valid is refused without showing a key', () => {
    const { index, ...broken } = shown(makeKeyFile());
    for (const use of [withAuditKeys, (text: string) => rotateKeys(text, 'index')])
      assert.throws(
        () => use(JSON.stringify({ ...broken, sealing: { ...broken.sealing, current: 7 } })),
        (error: unknown) => error instanceof Error && !error.message.includes(broken.digest.slice(0, 8)),
      );
    assert.ok(index);
  });
});
