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
  References,
  rigaDate,
  toInstant,
} from '@saite/runtime';
import { openRoom, type Room } from '@saite/runtime/testing';
import { appendFacts } from '../facts/append.ts';
import { toFact } from '../facts/fact.ts';
import { HUB_SCHEMA, HUB_STEPS } from '../store/schema.ts';
import { keptSetting } from '../store/setting.ts';
import { introduceServices } from './introductions.ts';
import { rotateOutbox } from './outbox.ts';

const ring = parseKeyFile(makeKeyFile());
let room: Room;
let database: Database;
let references: References;
let now = new Date('2026-11-20T10:00:00Z');
const clock = { now: () => now };

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

const decision = () => {
  const code = PersonCode.parse('39999999999');
  const subject = personRef(ring, code);
  const recordId = RecordId.parse('D-1');
  const version = RecordVersion.parse(1);
  return eventContracts['vdeavk.disability.decided.v1'].parse({
    ...placement(1),
    id: eventIdOf(ring, 'vdeavk.disability', recordId, version),
    source: '/registers/vdeavk',
    type: 'vdeavk.disability.decided.v1',
    subject,
    data: {
      recordId,
      recordVersion: version,
      withdrawn: false,
      group: 'II',
      validFrom: '2026-01-01',
      validTo: null,
      disorders: ['sight'],
      specialCare: false,
      prognosticated: false,
      identity: sealCode(ring, subject, code),
    },
  });
};

const PLACEMENT = 'spolis.placement.recorded.v1';
const awake = (service: string, ...takes: readonly string[]) => new Map([[service, takes]]);

before(async () => {
  room = await openRoom();
  database = openDatabase(room.databaseUrl, 'introductions-test', createLog('test', 'silent'), 2);
  await migrate(database, HUB_SCHEMA, HUB_STEPS);
  references = await References.open({
    name: 'hub',
    database,
    keyRing: ring,
    schemas: [HUB_SCHEMA],
    schema: HUB_SCHEMA,
    word: keptSetting(database, 'index-version'),
    log: createLog('test', 'silent'),
  });
  await rotateOutbox(database, now);
  await introduceServices(database, clock, awake('adapter-sais', PLACEMENT));
  await inTransaction(database, (transaction) =>
    appendFacts(
      transaction,
      references,
      [1, 2].map((version) => toFact(placement(version))),
      now,
    ),
  );
});
after(async () => {
  await references.close();
  await database.end();
  await room.close();
});

test('a service that is heard of for the first time is told every fact that it takes, once, when its queue is there', async () => {
  const introduce = () =>
    introduceServices(database, clock, awake('adapter-npais', PLACEMENT, 'npais.delivery.requested.v1'));
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

test('one that was there before the first fact is told nothing', async () => {
  now = new Date(now.getTime() + 60_000);
  assert.equal(await introduceServices(database, clock, awake('adapter-sais', PLACEMENT)), 0);
});

test('one that is silent waits until it is awake', async () => {
  const service = awake('adapter-sopa', PLACEMENT);
  assert.equal(await introduceServices(database, clock, service), 0);
  now = new Date(now.getTime() + 60_000);
  assert.equal(await introduceServices(database, clock, new Map()), 0);
  assert.equal(await introduceServices(database, clock, service), 1);
});

test('one that takes more than before is told of what is new to it only', async () => {
  const decided = decision();
  await inTransaction(database, (transaction) =>
    appendFacts(transaction, references, [toFact(decided)], now),
  );
  const service = awake('adapter-sopa', PLACEMENT, 'vdeavk.disability.decided.v1');
  assert.equal(await introduceServices(database, clock, service), 0);
  now = new Date(now.getTime() + 15_000);
  await database.query('DELETE FROM hub.outbox');
  assert.equal(await introduceServices(database, clock, service), 1);
  const { rows } = await database.query<{ event: unknown }>('SELECT event FROM hub.outbox');
  const told = eventContracts['vdeavk.disability.decided.v1'].parse(rows[0]?.event);
  assert.deepEqual([told.data, told.source], [decided.data, decided.source]);
});
