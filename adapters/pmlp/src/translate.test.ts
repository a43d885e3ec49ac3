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

test('tells every residence that is known, of each where and since when', () => {
  const [riga, ogre] = [
    { address_code: '107074603', atvk: '0001000', since: '1999-01-01' },
    { address_code: '107074604', atvk: '0003000', since: '2020-05-01' },
  ];
  const differing = { declared_residence: ogre, declared_residences: [riga, ogre] };
  const { data } = personUpdated(ring, record(differing), now);
  assert.deepEqual(data.residences, [
    { atvk: '0001000', since: '1999-01-01' },
    { atvk: '0003000', since: '2020-05-01' },
  ]);
  assert.doesNotMatch(JSON.stringify(data), /10707460/);
});

test('says nothing of former residences if it may not see them, or none is in force', () => {
  const residence = { address_code: '107074603', atvk: '0001000', since: '1999-01-01' };
  const unseen = personUpdated(ring, record({ declared_residence: residence }), now);
  assert.ok(unseen.data.residence && !('residences' in unseen.data));
  const nowhere = personUpdated(ring, record({ declared_residences: [residence] }), now);
  assert.ok(!('residence' in nowhere.data) && !('residences' in nowhere.data));
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
