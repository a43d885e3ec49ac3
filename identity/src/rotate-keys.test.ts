import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeKeyFile, parseKeyFile } from './key-ring.ts';
import { forgetOldSealingKeys, rotateSealingKey, sealingKeyVersions, withAuditKeys } from './rotate-keys.ts';

const shown = (text: string) => JSON.parse(text);

describe('the key file of an installation', () => {
  it('gets a new current sealing key; no other key changes', () => {
    const first = makeKeyFile();
    const third = rotateSealingKey(rotateSealingKey(first));
    assert.deepEqual(sealingKeyVersions(third), { current: 3, versions: [1, 2, 3] });
    const { sealing, ...others } = shown(third);
    const { sealing: before, ...othersBefore } = shown(first);
    assert.equal(new Set(Object.values(sealing.keys)).size, 3);
    assert.equal(sealing.keys[1], before.keys[1]);
    assert.deepEqual(others, othersBefore);
  });

  it('forgets all but the current sealing key, and no version comes back', () => {
    const rotated = rotateSealingKey(makeKeyFile());
    const forgotten = forgetOldSealingKeys(rotated);
    assert.deepEqual(sealingKeyVersions(forgotten), { current: 2, versions: [2] });
    assert.equal(shown(forgotten).sealing.keys[2], shown(rotated).sealing.keys[2]);
    assert.deepEqual(sealingKeyVersions(rotateSealingKey(forgotten)).versions, [2, 3]);
  });

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
    const content = shown(makeKeyFile());
    const text = JSON.stringify({ ...content, sealing: { ...content.sealing, current: 7 } });
    for (const use of [withAuditKeys, rotateSealingKey, forgetOldSealingKeys, sealingKeyVersions])
      assert.throws(
        () => use(text),
        (error: unknown) => error instanceof Error && !error.message.includes(content.digest.slice(0, 8)),
      );
  });
});
