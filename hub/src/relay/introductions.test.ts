import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventContracts, PersonCode, PlacementRecorded, RecordId, RecordVersion } from '@saite/contracts';
import { eventIdOf, makeKeyFile, parseKeyFile, personRef, sealCode } from '@saite/identity';
import {
  createLog,
  type Database,
  inTransaction,
  migrate,
  openDatabase,
  rigaDate,
  toInstant,
} from '@saite/runtime';
import { openRoom, type Room } from '@saite/runtime/testing';
import { appendFacts } from '../facts/append.ts';
import { toFact } from '../facts/fact.ts';
import { HUB_SCHEMA, HUB_STEPS } from '../store/schema.ts';
import { introduceAdapters } from './introductions.ts';
import { rotateOutbox } from './outbox.ts';

const ring = parseKeyFile(makeKeyFile());
let room: Room;
let database: Database;
let now = new Date('2026-11-20T10:00:00Z');
const clock = { now: () => now };
const up = { state: 'up', needed: false } as const;

const placement = (recordVersion: number) => {
  const code = PersonCode.parse('32000000001');
  const subject = personRef(ring, code);
  const recordId = RecordId.parse('P-1');
  const version = RecordVersion.parse(recordVersion);
  return eventContracts['spolis.placement.recorded.v1'].parse({
    specversion: '1.0',
    id: eventIdOf(ring, 'spolis.placement', recordId, version),
    source: '/registers/spolis',
    type: 'spolis.placement.recorded.v1',
    subject,
    time: toInstant(now),
    datacontenttype: 'application/json',
    data: PlacementRecorded.parse({
      recordId,
      recordVersion,
      withdrawn: false,
      stay: { programme: 'child-out-of-family', institutionId: 'BSRC-1', startedOn: '2026-01-01' },
      identity: sealCode(ring, subject, code),
    }),
  });
};

before(async () => {
  room = await openRoom();
  database = openDatabase(room.databaseUrl, 'introductions-test', createLog('test', 'silent'), 2);
  await migrate(database, HUB_SCHEMA, HUB_STEPS);
  await rotateOutbox(database, now);
  await inTransaction(database, (transaction) =>
    appendFacts(
      transaction,
      [1, 2].map((version) => toFact(placement(version))),
      now,
    ),
  );
});
after(async () => {
  await database.end();
  await room.close();
});

test('an adapter that is heard of for the first time is told every placement that stands, once, when its queue is there', async () => {
  const introduce = () => introduceAdapters(database, clock, { 'adapter-npais': up, hub: up });
  assert.equal(await introduce(), 0);
  now = new Date(now.getTime() + 14_000);
  assert.equal(await introduce(), 0);
  now = new Date(now.getTime() + 1_000);
  assert.equal(await introduce(), 1);
  assert.equal(await introduce(), 0);
  const { rows } = await database.query<{ event: unknown; madeOn: string }>(
    'SELECT event, made_on AS "madeOn" FROM hub.outbox',
  );
  const event = eventContracts['spolis.placement.recorded.v1'].parse(rows[0]?.event);
  assert.deepEqual(event.data, { ...placement(2).data, identity: event.data.identity });
  assert.equal(event.id, placement(2).id);
  assert.equal(rows[0]?.madeOn, rigaDate(now));
});

test('one that is silent waits until it is awake', async () => {
  const introduce = (state: 'up' | 'down') =>
    introduceAdapters(database, clock, { 'adapter-sopa': { state, needed: false } });
  assert.equal(await introduce('up'), 0);
  now = new Date(now.getTime() + 60_000);
  assert.equal(await introduce('down'), 0);
  assert.equal(await introduce('up'), 1);
});
