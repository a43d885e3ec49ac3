import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createLog, type Database, migrate, openDatabase, rigaDate } from '@saite/runtime';
import { openRoom, type Room } from '@saite/runtime/testing';
import { HUB_SCHEMA, HUB_STEPS } from '../store/schema.ts';
import { rotateOutbox } from './outbox.ts';

let room: Room;
let database: Database;
before(async () => {
  room = await openRoom();
  database = openDatabase(room.databaseUrl, 'outbox-test', createLog('test', 'silent'), 2);
  await migrate(database, HUB_SCHEMA, HUB_STEPS);
});
after(async () => {
  await database.end();
  await room.close();
});

for (const [night, midnight] of [
  ['in March, when a day has 23 hours', '2026-03-28T22:00:00Z'],
  ['in October, when a day has 25 hours', '2026-10-24T21:00:00Z'],
] as const) {
  test(`every day has its partition on the nights ${night}`, async () => {
    const start = new Date(midnight).getTime();
    for (let minutes = -3 * 1440 - 1; minutes <= 3 * 1440; minutes += 719) {
      const now = new Date(start + minutes * 60_000);
      await rotateOutbox(database, now);
      for (const day of [0, 6]) {
        const madeOn = rigaDate(new Date(now.getTime() + day * 86_400_000));
        await database.query('INSERT INTO hub.outbox (made_on, sent_at) VALUES ($1, now())', [madeOn]);
      }
    }
    const { rows } = await database.query<{ days: number }>(
      'SELECT count(DISTINCT tableoid)::int AS days FROM hub.outbox GROUP BY made_on',
    );
    assert.ok(rows.length > 3 && rows.every(({ days }) => days === 1));
  });
}
