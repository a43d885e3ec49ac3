import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PersonCode, PersonRef, Sealed } from '@saite/contracts';
import { countBoxes, rewrapText } from './boxes.ts';
import { openCode, sealCode } from './contents.ts';
import { makeKeyFile, parseKeyFile } from './key-ring.ts';
import { forgetOldSealingKeys, rotateSealingKey } from './rotate-keys.ts';

const subject = PersonRef.parse(`p1.${'A'.repeat(22)}`);
const code = PersonCode.parse('32000000001');
const before = makeKeyFile();
const after = rotateSealingKey(before);
const [old, ring] = [parseKeyFile(before), parseKeyFile(after)];
const last = parseKeyFile(forgetOldSealingKeys(after));
const sealed = sealCode(old, subject, code);

describe('the boxes of a text', () => {
  it('are found in any order of their fields, in JSON within JSON, and beside what is none', () => {
    const turned = { box: sealed.box, digest: sealed.digest, keyVersion: 1 };
    const texts = [
      JSON.stringify({
        data: { identity: sealed, list: [turned] },
        pseudonym: { keyVersion: 1, value: 'x' },
      }),
      JSON.stringify({ body: JSON.stringify({ body: JSON.stringify([sealed, turned]) }) }),
      `{"box": "${sealed.box}", "digest": "${sealed.digest}", "keyVersion": 1}{"keyVersion": 1}${JSON.stringify(sealed)}`,
    ];
    for (const text of texts) {
      assert.deepEqual([...countBoxes(text)], [[1, 2]]);
      const result = rewrapText(ring, text);
      assert.deepEqual([result.rewrapped, result.stuck], [2, 0]);
      assert.deepEqual([...countBoxes(result.text)], [[2, 2]]);
    }
  });

  it('open with the new key alone, and nothing else of the text is another', () => {
    const text = `{ "a": 1.0,  "identity": ${JSON.stringify(sealed)}, "b": "keyVersion\\u0000" }`;
    const { text: changed } = rewrapText(ring, text);
    const identity = Sealed.parse(JSON.parse(changed).identity);
    assert.equal(openCode(last, subject, identity), code);
    assert.equal(changed.replace(identity.box, sealed.box).replace('"keyVersion":2', '"keyVersion":1'), text);
  });

  it('that are under the current key, or whose key is gone, stay as they are', () => {
    const current = JSON.stringify(sealCode(ring, subject, code));
    assert.deepEqual(rewrapText(ring, current), { text: current, rewrapped: 0, stuck: 0 });
    const lost = JSON.stringify(sealed);
    assert.deepEqual(rewrapText(last, lost), { text: lost, rewrapped: 0, stuck: 1 });
  });
});
