import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { PersonCode, Sealed } from '@saite/contracts';
import {
  countBoxes,
  forgetOldSealingKeys,
  makeKeyFile,
  openCode,
  parseKeyFile,
  personRef,
  rotateSealingKey,
  sealCode,
} from '@saite/identity';
import { type Database, openDatabase } from './database.ts';
import { createMetrics } from './health.ts';
import { createLog } from './log.ts';
import type { Loop } from './loop.ts';
import { startRewrap } from './rewrap.ts';
import { openRoom, type Room, until } from './testing/index.ts';

const file = makeKeyFile();
const rotated = rotateSealingKey(file);
const [old, ring] = [parseKeyFile(file), parseKeyFile(rotated)];
const last = parseKeyFile(forgetOldSealingKeys(rotated));
const code = PersonCode.parse('32000000001');
const ref = personRef(old, code);
const box = () => JSON.stringify(sealCode(old, ref, code));
const log = createLog('rewrap-test', 'silent');

let room: Room;
let database: Database;
let loop: Loop | undefined;
before(async () => {
  room = await openRoom();
  database = openDatabase(room.databaseUrl, 'rewrap-test', log, 4);
});
after(async () => {
  await database.end();
  await room.close();
});
beforeEach(async () => {
  await database.query(`
    DROP SCHEMA IF EXISTS mine CASCADE; DROP SCHEMA IF EXISTS theirs CASCADE;
    CREATE SCHEMA mine; CREATE SCHEMA theirs;
    CREATE TABLE mine.record (id int PRIMARY KEY, one json, two jsonb, three text, four bytea, state text,
      made text GENERATED ALWAYS AS (two ->> 'digest') STORED);
    CREATE TABLE mine.day (made_on date, event json) PARTITION BY RANGE (made_on);
    CREATE TABLE mine.day_1 PARTITION OF mine.day FOR VALUES FROM ('2026-01-01') TO ('2026-01-02');
    CREATE TABLE theirs.record (one json)`);
});
afterEach(async () => {
  await loop?.close();
  loop = undefined;
});

const start = () => {
  loop = startRewrap({ database, keyRing: ring, schemas: ['mine'], log, metrics: createMetrics('test') });
};
const insert = (id: number, text = box()) =>
  database.query('INSERT INTO mine.record (id, one, two, three, four) VALUES ($1, $2, $3, $4, $5)', [
    id,
    text,
    text,
    JSON.stringify({ body: text }),
    Buffer.concat([Buffer.from([0xff, 0x00]), Buffer.from(text)]),
  ]);
/** All that a schema holds, as text. */
const dump = async (schema: string) => {
  const { rows } = await database.query(
    `SELECT concat_ws(' ', id, one, two, three, encode(four, 'escape'), state) AS text FROM ${schema}.record ORDER BY id`,
  );
  const { rows: days } = await database.query('SELECT event::text AS text FROM mine.day');
  return [...rows, ...days].map((row) => String(row.text)).join('\n');
};
const versions = async () => Object.fromEntries(countBoxes(await dump('mine')));

describe('boxes that a service stores', () => {
  it('come under the current key in every column and table of its schemas, and nowhere else', async () => {
    for (let id = 0; id < 150; id += 1) await insert(id);
    await database.query("INSERT INTO mine.day VALUES ('2026-01-01', $1)", [box()]);
    await database.query('INSERT INTO theirs.record VALUES ($1)', [box()]);
    start();
    await until(versions, (counts) => counts[1] === undefined);
    assert.deepEqual(await versions(), { 2: 601 });
    const { rows } = await database.query('SELECT one FROM theirs.record');
    assert.equal(Sealed.parse(rows[0].one).keyVersion, 1);
  });

  it('say the same as before, with the new key alone; nothing beside them changes', async () => {
    await insert(1);
    const beforehand = await database.query("SELECT id, made, two ->> 'digest' AS digest FROM mine.record");
    start();
    await until(versions, (counts) => counts[1] === undefined);
    const { rows } = await database.query('SELECT one, two, three, four FROM mine.record');
    const inText = JSON.parse(JSON.parse(rows[0].three).body);
    const inBytes = JSON.parse(rows[0].four.subarray(2).toString());
    for (const sealed of [rows[0].one, rows[0].two, inText, inBytes])
      assert.equal(openCode(last, ref, Sealed.parse(sealed)), code);
    assert.deepEqual([...rows[0].four.subarray(0, 2)], [0xff, 0x00]);
    const afterwards = await database.query("SELECT id, made, two ->> 'digest' AS digest FROM mine.record");
    assert.deepEqual(afterwards.rows, beforehand.rows);
  });

  it('are left while somebody works with the row, whose work neither waits nor is lost', async () => {
    await insert(1);
    await insert(2);
    const worker = await database.connect();
    await worker.query('BEGIN');
    await worker.query("UPDATE mine.record SET state = 'at work', one = $1 WHERE id = 1", [box()]);
    start();
    await until(versions, (counts) => counts[2] === 4 && counts[1] === 4);
    await worker.query('COMMIT');
    worker.release();
    await until(versions, (counts) => counts[2] === 8);
    assert.match(await dump('mine'), /at work/);
  });

  it('that come in later are found too, for as long as the ring has an older key', async () => {
    await insert(1);
    start();
    await until(versions, (counts) => counts[1] === undefined);
    await insert(2);
    await until(versions, (counts) => counts[2] === 8);
  });

  it('whose wrapped key was changed stay as they are and hold up nobody', async () => {
    const broken = JSON.parse(box());
    broken.box = `${'A'.repeat(83)}.${broken.box.split('.')[1]}`;
    for (let id = 0; id < 120; id += 1) await insert(id, JSON.stringify(broken));
    await insert(500);
    const before = (await dump('mine')).split('\n').slice(0, -1);
    start();
    await until(versions, (counts) => counts[2] === 4);
    assert.deepEqual((await dump('mine')).split('\n').slice(0, -1), before);
  });
});
