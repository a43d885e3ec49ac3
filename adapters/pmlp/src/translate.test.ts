import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventContracts } from '@saite/contracts';
import { makeKeyFile, openPerson, parseKeyFile, personRef } from '@saite/identity';
import { PersonRecord } from './protocol.ts';
import { madeCode } from './testing/made-person.ts';
import { personUpdated } from './translate.ts';

const ring = parseKeyFile(makeKeyFile());
const now = new Date('2026-11-20T08:00:00Z');
const record = (differing: object = {}) =>
  PersonRecord.parse({
    person_code: madeCode(1),
    version: 3,
    given_name: 'Ģertrūde',
    family_name: 'Ļaudaka-Čakstiņa',
    birth_date: '1940-02-29',
    parents: [],
    former_codes: [],
    ...differing,
  });

test('tells a person by reference, with identity sealed', () => {
  const event = personUpdated(ring, record(), now);
  eventContracts['pmlp.person.updated.v1'].parse(event);
  assert.equal(event.subject, personRef(ring, madeCode(1)));
  assert.equal(event.data.recordId, event.subject);
  assert.equal(event.data.recordVersion, 3);
  assert.deepEqual(openPerson(ring, event.subject, event.data.identity), {
    personCode: madeCode(1),
    givenName: 'Ģertrūde',
    familyName: 'Ļaudaka-Čakstiņa',
    formerCodes: [],
    parentCodes: [],
  });
  assert.doesNotMatch(JSON.stringify(event), new RegExp(`${madeCode(1)}|Ģertrūde|Čakstiņa`));
});

test('tells death, residence and parents; the address travels sealed', () => {
  const event = personUpdated(
    ring,
    record({
      death_date: '2026-11-19',
      declared_residence: { address_code: '107074603', atvk: '0038001', since: '1999-01-01' },
      parents: [madeCode(7)],
    }),
    now,
  );
  assert.equal(event.data.diedOn, '2026-11-19');
  assert.deepEqual(event.data.residence, { atvk: '0038001', since: '1999-01-01' });
  assert.deepEqual(event.data.parentRefs, [personRef(ring, madeCode(7))]);
  assert.doesNotMatch(JSON.stringify(event), /107074603/);
  assert.equal(openPerson(ring, event.subject, event.data.identity).addressCode, '107074603');
});

test('keeps the former codes in their order', () => {
  const formers = [madeCode(5), madeCode(2), madeCode(9)];
  const event = personUpdated(ring, record({ former_codes: formers }), now);
  assert.deepEqual(
    event.data.formerRefs,
    formers.map((code) => personRef(ring, code)),
  );
});

test('is the same event with the same content when read twice', () => {
  const [one, other] = [personUpdated(ring, record(), now), personUpdated(ring, record(), new Date())];
  assert.equal(one.id, other.id);
  assert.equal(one.data.identity.digest, other.data.identity.digest);
  assert.notEqual(personUpdated(ring, record({ version: 4 }), now).id, one.id);
});
