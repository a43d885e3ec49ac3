import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PersonCode, PersonRef, Sealed } from '@saite/contracts';
import fc from 'fast-check';
import { z } from 'zod';
import { openAudit, openCode, sealAudit, sealCode } from './contents.ts';
import { type KeyRing, makeKeyFile, parseKeyFile } from './key-ring.ts';
import { forgetOldSealingKeys, rotateSealingKey } from './rotate-keys.ts';
import { open, rewrap, seal } from './seal.ts';

const subject = PersonRef.parse(`p1.${'A'.repeat(22)}`);
const other = PersonRef.parse(`p1.${'B'.repeat(22)}`);
const code = PersonCode.parse('32000000001');
const otherCode = PersonCode.parse('39999999999');
const DOES_NOT_OPEN = /does not open/;

const first = makeKeyFile();
const second = rotateSealingKey(first);
const third = rotateSealingKey(second);
const ringOf = (text: string) => parseKeyFile(text);
/** The newest file after the old keys were destroyed. */
const only = (text: string) => parseKeyFile(forgetOldSealingKeys(text));

const key = (fill: number) => Buffer.alloc(32, fill).toString('base64');
/** A key file and boxes as the first version of the program wrote them; they must stay readable for ever. */
const firstFile = JSON.stringify({
  index: { current: 1, keys: { 1: key(1) } },
  sealing: { current: 1, keys: { 1: key(2) } },
  digest: key(4),
});
const firstBox: Sealed = {
  keyVersion: 1,
  digest: 'dVFlyXRlI0CW-dgeXmn8xi',
  box: 'AWCDW6bppx__DD7PVKKEA-gBzuBYGmUG22hAvyDTvf_aPya8kCqGd6JTkBQfO5Dl39gO4MAZdGECs6A4.g5O0V9BrIJ_p9dxwehNkagxoVJ-Yj7HKgam-S6C74vPMyyM41XRvRcJyO_O60ndoTOnEJGT_2S0',
};
const firstOfOther: Sealed = {
  keyVersion: 1,
  digest: 'RVLYVKzqELSlNfZ6QK1IiF',
  box: 'qKwSBPjvlB3BUncPyswgXetoKXLxV2_6bw3Z7YoDJLLRIr7z7hTUBmmulmJ3mVw2v_OE8XuPdnFfylGT.1hsxMxVkdSOp_upvJWnuC0eIqOVGDtzJilCKQ7WZSS37wWXSJrPKydRaAvuVNSFFOnamOyXOXKM',
};

const mixed = (one: Sealed, two: Sealed): Sealed => ({
  ...one,
  box: `${one.box.split('.')[0]}.${two.box.split('.')[1]}`,
});

/** Fails if a box opens, whoever it is said to be about, now or after it was wrapped anew. */
function assertNeverOpens(rings: readonly KeyRing[], sealed: Sealed, what: string): void {
  for (const ring of rings) {
    for (const ref of [subject, other]) assert.throws(() => openCode(ring, ref, sealed), DOES_NOT_OPEN, what);
    let again: Sealed;
    try {
      again = rewrap(ring, sealed);
    } catch {
      continue;
    }
    for (const ref of [subject, other]) assert.throws(() => openCode(ring, ref, again), DOES_NOT_OPEN, what);
  }
}

/** `__proto__` is no field of any content: the reader drops it. */
const anyTexts = fc
  .dictionary(fc.string(), fc.string())
  .filter((content) => !Object.keys(content).includes('__proto__'));

describe('a box wrapped anew', () => {
  it('opens with the new key alone, to what was sealed, and is as the contract says', () => {
    fc.assert(
      fc.property(anyTexts, (content) => {
        const context = { subject, what: 'record' };
        const sealed = rewrap(ringOf(second), seal(ringOf(first), context, content));
        assert.equal(sealed.keyVersion, 2);
        assert.deepEqual(Sealed.parse(sealed), sealed);
        const opened = open(only(second), context, sealed, z.json());
        assert.deepEqual(opened, JSON.parse(JSON.stringify(content)));
      }),
    );
  });

  it('keeps its digest and its encrypted content, so nobody need know whom it is about', () => {
    const before = sealCode(ringOf(first), subject, code);
    const after = rewrap(ringOf(second), before);
    assert.equal(after.digest, before.digest);
    assert.equal(after.box.split('.')[1], before.box.split('.')[1]);
    assert.notEqual(after.box.split('.')[0], before.box.split('.')[0]);
  });

  it('can be wrapped again and again', () => {
    const once = rewrap(ringOf(second), sealCode(ringOf(first), subject, code));
    const twice = rewrap(ringOf(third), once);
    assert.equal(twice.keyVersion, 3);
    assert.equal(openCode(only(third), subject, twice), code);
  });

  it('stays the very same under the current key', () => {
    const sealed = sealCode(ringOf(second), subject, code);
    assert.equal(rewrap(ringOf(second), sealed), sealed);
  });

  it('is not made without the key that it was under', () => {
    const sealed = sealCode(ringOf(first), subject, code);
    assert.throws(() => rewrap(only(second), sealed), { code: 'KEY_UNKNOWN' });
    assert.throws(() => openCode(only(second), subject, sealed), { code: 'KEY_UNKNOWN' });
  });
});

describe('a box of the first form', () => {
  it('opens for ever', () => {
    assert.equal(openCode(ringOf(firstFile), subject, firstBox), code);
    assert.equal(openCode(ringOf(rotateSealingKey(firstFile)), subject, firstBox), code);
  });

  it('opens after it was wrapped anew and the old key was destroyed, for the same person only', () => {
    const rotated = rotateSealingKey(firstFile);
    const again = rewrap(ringOf(rotated), firstBox);
    assert.equal(openCode(only(rotated), subject, again), code);
    assert.throws(() => openCode(only(rotated), other, again), DOES_NOT_OPEN);
    const later = rotateSealingKey(rotated);
    assert.equal(openCode(only(later), subject, rewrap(ringOf(later), again)), code);
  });
});

describe('a moved, mixed or changed box', () => {
  const rotated = rotateSealingKey(firstFile);
  const rings = [ringOf(firstFile), ringOf(rotated)];
  const [ring] = rings;
  assert.ok(ring);
  const mine = sealCode(ring, subject, code);
  const others = sealCode(ring, other, otherCode);

  it('opens for nobody else', () => {
    for (const sealed of [mine, firstBox, rewrap(ringOf(rotated), mine), rewrap(ringOf(rotated), firstBox)])
      assert.throws(() => openCode(ringOf(rotated), other, sealed), DOES_NOT_OPEN);
  });

  it('never opens with parts of two boxes, of one form or of both, before or after it is wrapped anew', () => {
    const boxes = [mine, others, firstBox, firstOfOther, sealCode(ring, subject, code)];
    for (const one of boxes)
      for (const two of boxes) if (one !== two) assertNeverOpens(rings, mixed(one, two), 'mixed');
  });

  it('never opens once a character of it was changed, before or after it is wrapped anew', () => {
    for (const sealed of [mine, firstBox]) {
      const dot = sealed.box.indexOf('.');
      for (let place = 0; place < sealed.box.length - 1; place += 5) {
        // Not the last of a part: some of its bits belong to no byte. Nor what the tag of the first form protects:
        // without it the right data key is found all the same.
        if (place === dot || place === dot - 1) continue;
        const changed = sealed.box[place] === 'x' ? 'y' : 'x';
        const box = `${sealed.box.slice(0, place)}${changed}${sealed.box.slice(place + 1)}`;
        const isTagOfFirstForm = sealed === firstBox && place > dot - 24 && place < dot;
        if (isTagOfFirstForm) assert.throws(() => openCode(ring, subject, { ...sealed, box }), DOES_NOT_OPEN);
        else assertNeverOpens(rings, { ...sealed, box }, String(place));
      }
    }
  });

  it('never opens with a wrapped key of another length', () => {
    const [wrapped = '', content = ''] = mine.box.split('.');
    for (const part of [wrapped.slice(0, -3), `${wrapped}AAA`, wrapped.slice(0, 80), 'AAAA'])
      assertNeverOpens(rings, { ...mine, box: `${part}.${content}` }, part);
  });
});

describe('a box of the audit trail', () => {
  it('is under keys of its own, which a rotation leaves alone', () => {
    const sealed = sealAudit(ringOf(first), 'answer-1', { actor: 'tour' });
    assert.deepEqual(openAudit(only(third), 'answer-1', sealed), { actor: 'tour' });
    assert.throws(() => openAudit(only(third), 'answer-2', sealed), DOES_NOT_OPEN);
    assert.throws(
      () => open(ringOf(first), { subject: 'answer-1', what: 'record' }, sealed, z.json()),
      DOES_NOT_OPEN,
    );
  });

  it('of before it had keys of its own stays readable after the sealing key was destroyed', () => {
    const sealed = sealAudit(ringOf(firstFile), 'answer-1', { actor: 'tour' });
    const rotated = rotateSealingKey(firstFile);
    assert.deepEqual(openAudit(only(rotated), 'answer-1', sealed), { actor: 'tour' });
    assert.equal(sealAudit(ringOf(rotated), 'answer-1', { actor: 'tour' }).keyVersion, 2);
  });
});
