import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EventId, PersonCode, PersonRef, RecordId, RecordVersion } from '@saite/contracts';
import { makeKeyFile, parseKeyFile } from './key-ring.ts';
import { eventIdOf, keyedDigest, personRef } from './person-ref.ts';

const ring = parseKeyFile(makeKeyFile());
const another = parseKeyFile(makeKeyFile());
const code = PersonCode.parse('32000000001');
const otherCode = PersonCode.parse('39999999999');

describe('the reference of a person', () => {
  it('is the same for the same code, however the code was written', () => {
    assert.equal(personRef(ring, code), personRef(ring, PersonCode.parse('320000-00001')));
  });

  it('differs for another code and under another key', () => {
    assert.notEqual(personRef(ring, otherCode), personRef(ring, code));
    assert.notEqual(personRef(another, code), personRef(ring, code));
  });

  it('names the version of its key, is valid by the contract and does not show the code', () => {
    const ref = personRef(ring, code);
    assert.match(ref, /^p1\./);
    assert.equal(PersonRef.parse(ref), ref);
    assert.equal(ref.includes(code), false);
    const key = another.index.keys[1];
    assert.ok(key);
    assert.match(
      personRef({ ...ring, index: { current: 12, keys: { ...ring.index.keys, 12: key } } }, code),
      /^p12\./,
    );
  });

  it('is not made without a current key', () => {
    assert.throws(
      () => personRef({ ...ring, index: { current: 2, keys: ring.index.keys } }, code),
      /no index key of version 2/,
    );
  });
});

describe('the id of an event', () => {
  const record = RecordId.parse('IZM-1');
  const one = RecordVersion.parse(1);
  const idOf = (source: string, id = record, version = one, keys = ring) =>
    eventIdOf(keys, source, id, version);

  it('is the same whenever the same version of the same record is read', () => {
    assert.equal(idOf('/registers/sais'), idOf('/registers/sais'));
  });

  it('differs by register, record, version and installation', () => {
    const ids = [
      idOf('/registers/sais'),
      idOf('/registers/spolis'),
      idOf('/registers/sais', RecordId.parse('IZM-2')),
      idOf('/registers/sais', record, RecordVersion.parse(2)),
      idOf('/registers/sais', record, one, another),
      // The parts do not run into each other.
      idOf('/registers/sais', RecordId.parse('IZM-11'), one),
      idOf('/registers/sais', record, RecordVersion.parse(11)),
    ];
    assert.equal(new Set(ids).size, ids.length);
  });

  it('is valid by the contract and shows neither register id nor person', () => {
    const id = idOf('/registers/pmlp', RecordId.parse(personRef(ring, code)));
    assert.equal(EventId.parse(id), id);
    assert.equal(idOf('/registers/sais').includes('IZM-1'), false);
  });
});

describe('the keyed digest of text from outside', () => {
  it('compares without keeping: equal for equal text, different by purpose and installation', () => {
    assert.equal(keyedDigest(ring, 'body', code), keyedDigest(ring, 'body', code));
    assert.notEqual(keyedDigest(ring, 'key', code), keyedDigest(ring, 'body', code));
    assert.notEqual(keyedDigest(another, 'body', code), keyedDigest(ring, 'body', code));
    assert.equal(keyedDigest(ring, 'body', code).includes(code), false);
  });
});
