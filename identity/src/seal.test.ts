import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PersonCode, PersonRef, Sealed } from '@saite/contracts';
import fc from 'fast-check';
import { z } from 'zod';
import { openCode, openPerson, sealCode, sealPerson } from './contents.ts';
import { makeKeyFile, parseKeyFile } from './key-ring.ts';
import { open, type SealContext, seal } from './seal.ts';

const ring = parseKeyFile(makeKeyFile());
const subject = PersonRef.parse(`p1.${'A'.repeat(22)}`);
const somebodyElse = PersonRef.parse(`p1.${'B'.repeat(22)}`);
const about: SealContext = { subject, what: 'narrative' };
const code = PersonCode.parse('32000000001');
/** `__proto__` is no field of any content: the reader drops it. */
const anyContent = fc.jsonValue().filter((content) => !JSON.stringify(content).includes('__proto__'));
const DOES_NOT_OPEN = /does not open/;

/** The same ring with one key more, which is current. */
function rotated() {
  const newer = parseKeyFile(makeKeyFile());
  const added = newer.sealing.keys[1];
  assert.ok(added);
  return { ...ring, sealing: { current: 2, keys: { ...ring.sealing.keys, 2: added } } };
}

describe('a sealed box', () => {
  it('opens to what was sealed, whatever it was', () => {
    fc.assert(
      fc.property(anyContent, (content) => {
        const opened = open(ring, about, seal(ring, about, content), z.json());
        assert.deepEqual(opened, JSON.parse(JSON.stringify(content)));
      }),
    );
  });

  it('is valid by the contract and shows nothing of its content', () => {
    const sealed = sealCode(ring, subject, code);
    assert.deepEqual(Sealed.parse(sealed), sealed);
    assert.equal(JSON.stringify(sealed).includes(code), false);
  });

  it('opens for the same person only', () => {
    const sealed = sealCode(ring, subject, code);
    assert.equal(openCode(ring, subject, sealed), code);
    assert.throws(() => openCode(ring, somebodyElse, sealed), DOES_NOT_OPEN);
  });

  it('opens for the same purpose only', () => {
    const sealed = seal(ring, about, { personCode: code });
    assert.throws(() => openCode(ring, subject, sealed), DOES_NOT_OPEN);
  });

  it('does not open once a single character of it was changed', () => {
    const sealed = sealCode(ring, subject, code);
    // Not the last one: some of its bits belong to no byte.
    for (let place = 0; place < sealed.box.length - 1; place += 7) {
      const changed = sealed.box[place] === 'x' ? 'y' : 'x';
      const box = `${sealed.box.slice(0, place)}${changed}${sealed.box.slice(place + 1)}`;
      if (sealed.box[place] === '.') continue;
      assert.throws(() => openCode(ring, subject, { ...sealed, box }), DOES_NOT_OPEN, String(place));
    }
  });

  it('does not open with parts of two boxes, or with a part missing', () => {
    const first = sealCode(ring, subject, code).box.split('.');
    const second = sealCode(ring, subject, code).box.split('.');
    const sealed = sealCode(ring, subject, code);
    assert.throws(
      () => openCode(ring, subject, { ...sealed, box: `${first[0]}.${second[1]}` }),
      DOES_NOT_OPEN,
    );
    assert.throws(() => openCode(ring, subject, { ...sealed, box: `${first[0]}` }), /unknown form/);
    assert.throws(() => openCode(ring, subject, { ...sealed, box: 'AA.AA' }), DOES_NOT_OPEN);
  });

  it('does not open without the key of its version, or under another version', () => {
    const sealed = sealCode(ring, subject, code);
    assert.throws(
      () => openCode(ring, subject, { ...sealed, keyVersion: 7 }),
      /version 7 is not on the key ring/,
    );
    assert.throws(() => openCode(rotated(), subject, { ...sealed, keyVersion: 2 }), DOES_NOT_OPEN);
  });

  it('does not open with the keys of another installation', () => {
    const sealed = sealCode(ring, subject, code);
    assert.throws(() => openCode(parseKeyFile(makeKeyFile()), subject, sealed), DOES_NOT_OPEN);
  });

  it('still opens after the keys were rotated; new boxes use the new key', () => {
    const older = sealCode(ring, subject, code);
    const newer = sealCode(rotated(), subject, code);
    assert.equal(openCode(rotated(), subject, older), code);
    assert.equal(newer.keyVersion, 2);
  });

  it('does not open to content of another form', () => {
    const sealed = seal(ring, { subject, what: 'person-code' }, { personCode: 'nobody' });
    assert.throws(() => openCode(ring, subject, sealed), DOES_NOT_OPEN);
  });

  it('never shows its content or a key in an error', () => {
    const sealed = seal(ring, { subject, what: 'person-code' }, { personCode: '16117519990' });
    assert.throws(
      () => openCode(ring, subject, sealed),
      (error: unknown) =>
        error instanceof Error &&
        !`${error.message}${error.stack}`.includes('16117519990') &&
        error.cause === undefined,
    );
  });
});

describe('the digest of a sealed box', () => {
  const person = {
    personCode: code,
    givenName: 'Anna',
    familyName: 'Bērziņa',
    formerCodes: [],
    parentCodes: [],
  };

  it('is equal for equal content, though the boxes differ', () => {
    const first = sealPerson(ring, subject, person);
    const again = sealPerson(ring, subject, { ...person });
    assert.equal(first.digest, again.digest);
    assert.notEqual(first.box, again.box);
    assert.deepEqual(openPerson(ring, subject, first), openPerson(ring, subject, again));
  });

  it('does not depend on the order of the fields or on the sealing key', () => {
    const turned = Object.fromEntries(Object.entries(person).reverse());
    const context = { subject, what: 'person' };
    assert.equal(seal(ring, context, turned).digest, sealPerson(ring, subject, person).digest);
    assert.equal(sealPerson(rotated(), subject, person).digest, sealPerson(ring, subject, person).digest);
  });

  it('differs for other content, another purpose and another installation', () => {
    const digest = seal(ring, about, person).digest;
    assert.notEqual(seal(ring, about, { ...person, givenName: 'Ilze' }).digest, digest);
    assert.notEqual(seal(ring, { subject, what: 'person' }, person).digest, digest);
    assert.notEqual(seal(parseKeyFile(makeKeyFile()), about, person).digest, digest);
  });
});
