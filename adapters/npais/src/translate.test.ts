import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventPerson } from '@saite/adapter-kit';
import { eventContracts } from '@saite/contracts';
import { makeKeyFile, openCode, openNarrative, parseKeyFile, personRef, sealCode } from '@saite/identity';
import { UpstreamCrisis, UpstreamDecision } from './contract/records.ts';
import { readRecord } from './read-record.ts';
import { madeCode } from './testing/made.ts';
import { crisisReported, custodyDecided } from './translate.ts';

const ring = parseKeyFile(makeKeyFile());
const code = madeCode(1);
const subject = personRef(ring, code);
const person = eventPerson(ring, subject, code, sealCode(ring, subject, code));
const now = new Date('2026-11-20T10:00:00Z');
const decision = {
  DecisionID: 'd-1',
  RecordVersion: '3',
  ChildCode: code,
  CourtID: 'court-1',
  Kind: 'custody-suspended',
  DecidedOn: '2026-05-04',
  EffectiveFrom: '2026-05-05',
  Withdrawn: 'false',
};
const crisis = {
  CrisisID: 'd-1',
  RecordVersion: '1',
  ChildCode: code,
  ReportedBy: 'inspection',
  OccurredAt: '2026-05-03T21:30:00+03:00',
  Measure: 'Bērns nogādāts krīzes centrā.',
  Withdrawn: 'false',
};
const decided = (given: object = decision, at = now) =>
  custodyDecided(ring, person, UpstreamDecision.parse(given), at);
const reported = (given: object = crisis) => crisisReported(ring, person, UpstreamCrisis.parse(given), now);

test('a decision becomes an event of the contract that shows no code', () => {
  const event = decided();
  assert.deepEqual(eventContracts['npais.custody.decided.v1'].parse(event), event);
  assert.equal(event.source, '/registers/npais');
  const { identity, ...facts } = event.data;
  assert.deepEqual(facts, {
    recordId: 'd-1',
    recordVersion: 3,
    withdrawn: false,
    court: 'court-1',
    kind: 'custody-suspended',
    decidedOn: '2026-05-04',
    effectiveFrom: '2026-05-05',
  });
  assert.equal(openCode(ring, subject, identity), code);
  assert.ok(!JSON.stringify(event).includes(code));
});

test('a crisis becomes an event of the contract that shows neither code nor text, its instant in UTC', () => {
  const event = reported();
  assert.deepEqual(eventContracts['npais.crisis.reported.v1'].parse(event), event);
  assert.equal(event.data.occurredAt, '2026-05-03T18:30:00.000Z');
  assert.equal(event.data.reportedBy, 'inspection');
  assert.equal(openNarrative(ring, subject, 'crisis', event.data.narrative).measure, crisis.Measure);
  assert.ok(!JSON.stringify(event).includes(code) && !JSON.stringify(event).includes('krīzes'));
});

test('what is read twice is the same event with the same content; another version is another event', () => {
  const again = decided(decision, new Date('2027-01-01T00:00:00Z'));
  assert.equal(again.id, decided().id);
  assert.deepEqual(again.data, decided().data);
  assert.notEqual(decided({ ...decision, RecordVersion: '4' }).id, decided().id);
  assert.equal(reported().id, reported().id);
  assert.equal(reported().data.narrative.digest, reported().data.narrative.digest);
});

test('a decision and a crisis of the same id and version are two events', () => {
  assert.notEqual(decided({ ...decision, RecordVersion: '1' }).id, reported().id);
});

test('what is withdrawn is told as withdrawn', () => {
  assert.equal(decided({ ...decision, Withdrawn: 'true' }).data.withdrawn, true);
  assert.equal(reported({ ...crisis, Withdrawn: 'true' }).data.withdrawn, true);
});

const wrong: readonly ['decision' | 'crisis', Record<string, string>, string][] = [
  ['decision', { Kind: 'custody-lent' }, 'Decision.Kind'],
  ['decision', { DecidedOn: '2026-02-30' }, 'Decision.DecidedOn'],
  ['decision', { RecordVersion: 'third' }, 'Decision.RecordVersion'],
  ['decision', { ChildCode: '01010112345' }, 'Decision.ChildCode'],
  ['crisis', { OccurredAt: '2026-05-03T21:30:00' }, 'Crisis.OccurredAt'],
  ['crisis', { ReportedBy: 'neighbour' }, 'Crisis.ReportedBy'],
  ['crisis', { Measure: ' ' }, 'Crisis.Measure'],
];
for (const [kind, field, path] of wrong) {
  test(`a ${kind} with a wrong ${Object.keys(field)[0]} is refused with the path of the field and no value`, () => {
    const record = readRecord(kind, { ...(kind === 'decision' ? decision : crisis), ...field });
    assert.ok(!('content' in record));
    assert.equal(record.errorPath, path);
    assert.equal(record.recordId, 'd-1');
    assert.equal(record.personCode, 'ChildCode' in field ? undefined : code);
  });
}
