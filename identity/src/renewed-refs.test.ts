import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PersonCode, type PersonRef, Sealed } from '@saite/contracts';
import fc from 'fast-check';
import { openCode, openPerson, openTexts, sealCode, sealPerson, sealTexts } from './contents.ts';
import { makeKeyFile, parseKeyFile } from './key-ring.ts';
import { openNarrative, sealNarrative } from './narratives.ts';
import { personRef } from './person-ref.ts';
import { allRefs, codesOfRefs, refsOfOthers, renameRefs, versionOfRef } from './renewed-refs.ts';
import { forgetOldSealingKeys, rotateIndexKey, rotateSealingKey } from './rotate-keys.ts';

const before = makeKeyFile();
const after = rotateIndexKey(before);
const [old, ring] = [parseKeyFile(before), parseKeyFile(after)];
const codes = [1, 2, 3].map((number) => PersonCode.parse(`3200000000${number}`));
const [one, two, three] = codes as [PersonCode, PersonCode, PersonCode];
const names = new Map<PersonRef, PersonRef>(
  codes.map((code) => [personRef(old, code), personRef(ring, code)]),
);
const nameOf = (code: PersonCode) => personRef(ring, code);
const boxIn = (text: string) => Sealed.parse(JSON.parse(text));

describe('references in a text under another index key', () => {
  it('are renamed wherever they lie, and nothing else is another', () => {
    const ref = personRef(old, one);
    const text = (name: string) =>
      `{ "subject":  "${name}", "n": 1.0, "key": "missing/${name}/2026", "body": ${JSON.stringify(JSON.stringify([name]))} }`;
    assert.equal(renameRefs(ring, text(ref), names).text, text(nameOf(one)));
    const others = `"${ref}A" "x${ref}" "${personRef(parseKeyFile(makeKeyFile()), one)}"`;
    assert.equal(renameRefs(ring, others, names).text, others);
  });

  it('take their boxes with them: code, person and texts open under the new name, with the same digest', () => {
    const ref = personRef(old, one);
    const person = {
      personCode: one,
      givenName: 'Anna',
      familyName: 'Paraudziņa',
      formerCodes: [two],
      parentCodes: [three],
    };
    const note = { note: 'Zvanīja.' };
    const boxes = {
      code: sealCode(old, ref, one),
      person: sealPerson(old, ref, person),
      note: sealNarrative(old, ref, 'note', note),
    };
    const { text, stuck } = renameRefs(ring, JSON.stringify({ ref, boxes }), names);
    const renamed = JSON.parse(text);
    const [code, sealed, words] = [renamed.boxes.code, renamed.boxes.person, renamed.boxes.note].map((box) =>
      Sealed.parse(box),
    ) as [Sealed, Sealed, Sealed];
    assert.equal(stuck, 0);
    assert.equal(openCode(ring, nameOf(one), code), one);
    assert.deepEqual(openPerson(ring, nameOf(one), sealed), person);
    assert.deepEqual(openNarrative(ring, nameOf(one), 'note', words), note);
    assert.deepEqual(
      [code.digest, sealed.digest, words.digest],
      [boxes.code.digest, boxes.person.digest, boxes.note.digest],
    );
    assert.throws(() => openCode(ring, ref, code));
  });

  it('leave a box of a record, and of another person whose name is not here; kin takes it along', () => {
    const texts = sealTexts(old, 'held/1', { body: 'x' });
    const foreign = sealCode(old, personRef(old, two), two);
    const text = JSON.stringify([personRef(old, one), texts, foreign]);
    const [, same, still] = JSON.parse(renameRefs(ring, text, names).text);
    assert.deepEqual(openTexts(ring, 'held/1', Sealed.parse(same)), { body: 'x' });
    assert.deepEqual(still, foreign);
    const [, , taken] = JSON.parse(renameRefs(ring, text, names, names).text);
    assert.equal(openCode(ring, nameOf(two), Sealed.parse(taken)), two);
  });

  it('say how many boxes stay behind because their sealing key is gone', () => {
    const ref = personRef(old, one);
    const rotated = parseKeyFile(forgetOldSealingKeys(rotateSealingKey(after)));
    const { stuck } = renameRefs(rotated, JSON.stringify([ref, sealCode(old, ref, one)]), names);
    assert.equal(stuck, 1);
  });

  it('are never seen within a box', () => {
    fc.assert(
      fc.property(fc.constantFrom(...codes), (code) => {
        assert.deepEqual(refsOfOthers(JSON.stringify(sealCode(old, personRef(old, code), code)), 9), []);
      }),
      { numRuns: 500 },
    );
  });
});

describe('what a reference is called under another key', () => {
  it('follows from the code in a box that is bound to it, also of those whom a person names', () => {
    const ref = personRef(old, one);
    const person = sealPerson(old, ref, {
      personCode: one,
      givenName: 'A',
      familyName: 'B',
      formerCodes: [two],
      parentCodes: [three],
    });
    assert.deepEqual(codesOfRefs(ring, JSON.stringify([sealCode(old, ref, one)]), [ref]), [one]);
    assert.deepEqual(codesOfRefs(ring, JSON.stringify({ deep: { person } }), [ref]), codes);
    assert.deepEqual(codesOfRefs(ring, JSON.stringify(person), [nameOf(one)]), []);
    assert.deepEqual(
      [...allRefs(ring, one)].map(([version, name]) => [version, versionOfRef(name)]),
      [
        [1, 1],
        [2, 2],
      ],
    );
    assert.equal(boxIn(JSON.stringify(person)).keyVersion, 1);
  });
});
