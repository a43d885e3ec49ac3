import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { makeKeyFile, parseKeyFile } from '@saite/identity';
import { type Database, migrate, openDatabase } from '../database.ts';
import { HELD_MESSAGES_STEP, HeldMessages } from '../held-messages.ts';
import { keptMessage } from '../kept-message.ts';
import { createLog } from '../log.ts';
import { openRoom, type Room } from '../testing/room.ts';
import { pathOfCause } from './held-items.ts';
import { moveHeldMessages } from './move-held.ts';
import { OPERATIONS_SCHEMA, OPERATIONS_STEPS } from './schema.ts';

const TYPE = 'sais.payment.recorded.v1';
const QUEUE = 'saite.made';
const CODE = '161175-19997';
const keyRing = parseKeyFile(makeKeyFile());
const EVENT = readFileSync(new URL(`../../../contracts/samples/${TYPE}/pension.json`, import.meta.url));

describe('what is held', () => {
  let room: Room;
  let database: Database;
  let now = new Date('2026-11-20T10:00:00Z');
  const clock = { now: () => now };
  before(async () => {
    room = await openRoom();
    database = openDatabase(room.databaseUrl, 'held-test', createLog('test', 'silent'), 4);
    await migrate(database, OPERATIONS_SCHEMA, OPERATIONS_STEPS);
  });
  after(async () => {
    await database.end();
    await room.close();
  });

  const rowsOf = async (service: string) =>
    (
      await database.query(
        `SELECT key, held.kind, state, type, reason, path, error_path, subject, record_id, record_version, event_id,
           contract_version, attempts, sealed FROM operations.held JOIN operations.cause USING (cause_id)
         WHERE held.service = $1 ORDER BY reason`,
        [service],
      )
    ).rows;

  it('of a former release is moved to where operators see it, once, and can be handed in', async () => {
    await migrate(database, 'adapter_old', [HELD_MESSAGES_STEP]);
    const event = { type: TYPE, id: 'e.1', body: EVENT };
    const poison = keptMessage(keyRing, { type: TYPE, id: CODE, body: Buffer.from(`{"code":"${CODE}"}`) });
    const digest = keptMessage(keyRing, event).digest;
    await database.query(
      `INSERT INTO adapter_old.held_message (queue, digest, message_id, type, body, state, code, detail, attempts, held_at, retry_at)
       VALUES ($1, $2, 'e.1', $3, $4, 'waiting', 'KEY_UNKNOWN', 'not yet', 3, $5, $5),
         ($1, $6, NULL, 'unreadable', $7, 'parked', 'INVALID_EVENT', 'not as the contract says: data.stays.0.from, data.x', 1, $5, NULL)`,
      [QUEUE, digest, TYPE, EVENT, now, poison.digest, poison.body],
    );
    for (let start = 0; start < 2; start += 1) await moveHeldMessages(database, 'adapter_old', 'adapter-old');
    const { rows } = await database.query("SELECT to_regclass('adapter_old.held_message') AS old");
    assert.deepEqual(rows, [{ old: null }]);
    const common = { kind: 'message', path: '' };
    assert.deepEqual(await rowsOf('adapter-old'), [
      {
        ...common,
        key: poison.digest,
        state: 'parked',
        type: 'unreadable',
        reason: 'INVALID_EVENT',
        path: 'data.stays[].from',
        error_path: 'data.stays.0.from',
        subject: null,
        record_id: null,
        record_version: null,
        event_id: null,
        contract_version: null,
        attempts: 1,
        sealed: true,
      },
      {
        ...common,
        key: digest,
        state: 'waiting',
        type: TYPE,
        reason: 'KEY_UNKNOWN',
        error_path: '',
        subject: 'p1.madeUpReferenceOfAnna_',
        record_id: 'IZM-884201',
        record_version: 1,
        event_id: 'e.madeUpEventIdentifier06',
        contract_version: 'v1',
        attempts: 3,
        sealed: false,
      },
    ]);
    await database.query("UPDATE operations.held SET state = 'waiting', retry_at = $1", [now]);
    const handedIn: string[] = [];
    const held = new HeldMessages(database, 'adapter-old', clock, keyRing);
    await held.retryDue(QUEUE, async (messages) => {
      handedIn.push(...messages.map(({ body }) => body.toString()));
      return messages.map(() => ({ verdict: 'done' }));
    });
    assert.deepEqual(handedIn.sort(), [EVENT.toString(), `{"code":"${CODE}"}`].sort());
    assert.deepEqual(await rowsOf('adapter-old'), []);
  });

  it('is given to one process at a time, and comes back if that one dies', async () => {
    const held = new HeldMessages(database, 'adapter-made', clock, keyRing);
    const deliveries = Array.from({ length: 40 }, (_, place) => ({
      type: TYPE,
      id: undefined,
      body: Buffer.from(`${place}`),
    }));
    await held.hold(
      deliveries.map((delivery) => ({
        queue: QUEUE,
        delivery,
        verdict: { verdict: 'later', code: 'EARLY', detail: '' },
      })),
    );
    now = new Date(now.getTime() + 3_000);
    const got: string[] = [];
    const take = () =>
      held.retryDue(
        QUEUE,
        async (messages) => {
          got.push(...messages.map(({ body }) => body.toString()));
          await new Promise((resolve) => setTimeout(resolve, 50));
          return []; // it dies before it says what became of them
        },
        10,
      );
    await Promise.all([take(), take(), take(), take()]);
    assert.equal(new Set(got).size, 40);
    assert.equal(got.length, 40);
    await take();
    assert.equal(got.length, 40, 'whoever has them is waited for');
    now = new Date(now.getTime() + 121_000);
    await take();
    assert.equal(got.length, 50);
  });

  it('never shows an id that is like a personal code', async () => {
    const held = new HeldMessages(database, 'adapter-shown', clock, keyRing);
    const event = JSON.parse(EVENT.toString());
    const body = Buffer.from(JSON.stringify({ ...event, id: CODE, data: { ...event.data, recordId: CODE } }));
    await held.hold([
      {
        queue: QUEUE,
        delivery: { type: TYPE, id: CODE, body },
        verdict: { verdict: 'park', code: 'MADE', detail: '', path: 'data.lines[3].amount' },
      },
    ]);
    const [row] = await rowsOf('adapter-shown');
    assert.deepEqual([row.record_id, row.event_id, row.path], [null, null, 'data.lines[].amount']);
    assert.equal(pathOfCause('a[1].b[22]'), 'a[].b[]');
  });
});
