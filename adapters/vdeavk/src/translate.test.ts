import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventPerson } from '@saite/adapter-kit';
import { eventContracts } from '@saite/contracts';
import { makeKeyFile, openCode, parseKeyFile, personRef, sealCode } from '@saite/identity';
import { DecisionRecord } from './protocol.ts';
import { readDecision } from './read-decision.ts';
import { madeCode } from './testing/made.ts';
import { disabilityChecked, disabilityDecided } from './translate.ts';

const ring = parseKeyFile(makeKeyFile());
const code = madeCode(1);
const subject = personRef(ring, code);
const person = eventPerson(ring, subject, code, sealCode(ring, subject, code));
const now = new Date('2026-11-20T10:00:00Z');
const record = {
  decision_id: 'd-1',
  version: 3,
  person_code: code,
  group: 'II',
  valid_from: '2026-02-01',
  valid_to: '2028-01-31',
  disorders: ['mental', 'sight'],
  special_care: false,
  prognosticated: true,
  withdrawn: false,
};
const decided = (differing: object = {}, at = now) =>
  disabilityDecided(ring, person, DecisionRecord.parse({ ...record, ...differing }), at);

test('a decision becomes an event of the contract that shows no code', () => {
  const event = decided();
  assert.deepEqual(eventContracts['vdeavk.disability.decided.v1'].parse(event), event);
  assert.equal(event.source, '/registers/vdeavk');
  const { identity, ...facts } = event.data;
  assert.deepEqual(facts, {
    recordId: 'd-1',
    recordVersion: 3,
    withdrawn: false,
    group: 'II',
    validFrom: '2026-02-01',
    validTo: '2028-01-31',
    disorders: ['mental', 'sight'],
    specialCare: false,
    prognosticated: true,
  });
  assert.equal(openCode(ring, subject, identity), code);
  assert.ok(!JSON.stringify(event).includes(code));
});

test('a decision for life has no last day, and a withdrawn one is told as withdrawn', () => {
  const event = decided({ valid_to: undefined, withdrawn: true });
  assert.equal(event.data.validTo, null);
  assert.equal(event.data.withdrawn, true);
});

test('what is read twice is the same event with the same content; another version is another event', () => {
  const again = decided({}, new Date('2027-01-01T00:00:00Z'));
  assert.equal(again.id, decided().id);
  assert.deepEqual(again.data, decided().data);
  assert.notEqual(decided({ version: 4 }).id, decided().id);
});

test('the word that VDEĀVK has answered is the same each time, and another one for another person', () => {
  const word = disabilityChecked(ring, subject, now);
  assert.deepEqual(eventContracts['vdeavk.person.checked.v1'].parse(word), word);
  assert.equal(disabilityChecked(ring, subject, new Date()).id, word.id);
  assert.notEqual(disabilityChecked(ring, personRef(ring, madeCode(2)), now).id, word.id);
});

test('a disorder that VDEĀVK names later, and an attribute that is new, hold up no decision', () => {
  const read = readDecision({ ...record, disorders: ['speech'], degree: 'severe' });
  assert.ok('content' in read);
  assert.deepEqual(read.content.disorders, ['speech']);
});

test('a disability may last for one day, and not end before it begins', () => {
  assert.ok('content' in readDecision({ ...record, valid_to: '2026-02-01' }));
  const wrong = readDecision({ ...record, valid_to: '2026-01-31' });
  assert.ok(!('content' in wrong));
  assert.equal(wrong.errorPath, 'valid_to');
});

for (const [field, value] of [
  ['group', 'IV'],
  ['valid_from', '2026-02-30'],
  ['version', '3'],
  ['disorders', undefined],
  ['special_care', 'yes'],
  ['person_code', '01010112345'],
] as const) {
  test(`a decision with a wrong ${field} is refused with the path of the field and no value`, () => {
    const read = readDecision({ ...record, [field]: value });
    assert.ok(!('content' in read));
    assert.deepEqual(read, {
      kind: 'decision',
      recordId: 'd-1',
      personCode: field === 'person_code' ? undefined : code,
      errorPath: field,
    });
  });
}
