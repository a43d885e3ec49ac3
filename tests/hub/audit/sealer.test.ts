import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { makeAuditKeyFile, parseAuditKeyFile } from '@saite/identity';
import { createLog, inTransaction, openDatabase } from '@saite/runtime';
import { until } from '@saite/runtime/testing';
import { appendAudit } from '../../../hub/src/audit/append.ts';
import { appendEmbargo, findEntries } from '../../../hub/src/audit/embargoes.ts';
import { AUDIT_GRANTS } from '../../../hub/src/audit/schema.ts';
import { readChainState } from '../../../hub/src/audit/state.ts';
import { openTrailRoom, PERSON, type TrailRoom } from './trail-room.ts';

const PROGRAM = join(import.meta.dirname, 'seal-program.ts');

describe('the sealer', () => {
  let room: TrailRoom;
  beforeEach(async () => {
    room = await openTrailRoom();
  });
  afterEach(() => room.close());

  const chained = (count: number) =>
    until(
      () => room.count('link'),
      (links) => links === count,
      30_000,
    );
  const headed = (count: number) =>
    until(
      () => room.count('head'),
      (heads) => heads >= count,
      30_000,
    );

  it('chains every entry, in order and without gaps, whoever else chains', async () => {
    room.open();
    room.open({ headsFile: `${room.keeping.headsFile}.other` });
    await Promise.all([room.append(40), room.append(40), room.append(40)]);
    await chained(120);
    assert.equal(await room.count('pending'), 0);
    const { rows } = await room.database.query('SELECT max(position) AS last FROM audit.link');
    assert.deepEqual(rows, [{ last: 120 }]);
    await headed(2);
    assert.deepEqual((await room.verdict()).faults, []);
  });

  it('chains what waits twice, or is chained already, once', async () => {
    await room.append(2);
    await room.database.query('INSERT INTO audit.pending (entry_id) SELECT entry_id FROM audit.entry');
    room.open();
    await until(
      () => room.count('pending'),
      (waiting) => waiting === 0,
    );
    await room.database.query('INSERT INTO audit.pending (entry_id) SELECT entry_id FROM audit.entry');
    await until(
      () => room.count('pending'),
      (waiting) => waiting === 0,
    );
    assert.equal(await room.count('link'), 2);
    await headed(1);
    assert.deepEqual((await room.verdict()).faults, []);
  });

  it('says so when an entry was taken out before it was chained, and goes on with the others', async () => {
    await room.append(3);
    await room.database.query(
      'DELETE FROM audit.entry WHERE entry_id = (SELECT entry_id FROM audit.pending ORDER BY seq LIMIT 1)',
    );
    const trail = room.open();
    await until(
      () => trail.health(),
      ({ code }) => code === 'AUDIT_ENTRY_LOST',
    );
    await chained(2);
    assert.equal((await readChainState(room.database)).lost, 1);
  });

  it('is degraded while it lags', async () => {
    await room.append(1);
    room.clock.at = new Date('2026-11-20T10:01:00Z');
    const sealing = await room.database.connect();
    try {
      await sealing.query(`BEGIN; SELECT pg_advisory_xact_lock(hashtextextended('saite.audit.sealer', 0))`);
      const trail = room.open();
      await until(
        () => trail.health(),
        ({ code }) => code === 'AUDIT_UNSEALED',
      );
      await sealing.query('COMMIT');
      await chained(1);
      await until(
        () => trail.health(),
        ({ state }) => state === 'up',
      );
    } finally {
      sealing.release();
    }
  });

  for (const point of ['audit.before-commit', 'audit.after-commit']) {
    it(`loses and doubles nothing when it dies at ${point}`, async () => {
      await room.append(5);
      const child = fork(PROGRAM, [room.keeping.headsFile], {
        env: { ...process.env, DATABASE_URL: room.databaseUrl, SAITE_FAULT_POINT: point },
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      });
      child.send(makeAuditKeyFile().secret);
      const [, signal] = await once(child, 'exit');
      assert.equal(signal, 'SIGKILL');
      const committed = point === 'audit.after-commit' ? 5 : 0;
      assert.deepEqual([await room.count('link'), await room.count('pending')], [committed, 5 - committed]);
      // Heads of the program that died are of its own key.
      await room.database.query('TRUNCATE audit.head');
      writeFileSync(room.keeping.headsFile, '');
      room.open();
      await room.append(2);
      await chained(7);
      await headed(1);
      assert.deepEqual((await room.verdict()).faults, []);
    });
  }

  describe('signs heads', () => {
    const heads = async () => {
      const { rows } = await room.database.query('SELECT number, position FROM audit.head ORDER BY number');
      return rows.map(({ number, position }) => [number, position]);
    };
    const lines = () => readFileSync(room.keeping.headsFile, 'utf8').split('\n').slice(0, -1);

    it('at every start, each day in Riga, each hour with entries, and on demand; and keeps each twice', async () => {
      const first = room.open();
      await headed(1);
      await room.append(3);
      await chained(3);
      room.clock.at = new Date('2026-11-20T10:59:00Z');
      const onDemand = await inTransaction(room.database, (transaction) =>
        first.makeHead(transaction, room.clock.now()),
      );
      assert.equal(onDemand.position, 3);
      room.clock.at = new Date('2026-11-20T21:00:00Z'); // 23.00 in Riga, nothing came since
      await until(lines, (kept) => kept.length === 2);
      room.clock.at = new Date('2026-11-20T22:00:01Z'); // the next day in Riga
      await headed(3);
      await room.append(1);
      await chained(4);
      room.clock.at = new Date('2026-11-20T23:00:02Z');
      await headed(4);
      await first.close();
      room.open();
      await headed(5);
      assert.deepEqual(await heads(), [
        [1, 0],
        [2, 3],
        [3, 3],
        [4, 4],
        [5, 4],
      ]);
      await until(lines, (kept) => kept.length === 5);
      assert.deepEqual((await room.verdict({ withHeads: true })).faults, []);
    });

    it('and writes to the file what a crash kept from it, a torn line too', async () => {
      const first = room.open();
      await until(lines, (kept) => kept.length === 1);
      await first.close();
      const [line = ''] = lines();
      writeFileSync(room.keeping.headsFile, '');
      appendFileSync(room.keeping.headsFile, line.slice(0, 40));
      const second = room.open();
      await until(lines, (kept) => kept.length === 2);
      assert.equal(lines()[0], line);
      assert.equal(second.health().state, 'up');
      assert.deepEqual((await room.verdict({ withHeads: true })).faults, []);
    });

    it('and says so when the database has other heads than the file, and adds none', async () => {
      const first = room.open();
      await until(lines, (kept) => kept.length === 1);
      await first.close();
      const kept = lines();
      await room.database.query('TRUNCATE audit.head');
      const second = room.open({ key: parseAuditKeyFile(makeAuditKeyFile().secret) });
      await until(
        () => second.health(),
        ({ code }) => code === 'AUDIT_HEADS_DIFFER',
      );
      assert.deepEqual(lines(), kept);
    });
  });
});

describe('a database user with the rights of the hub', () => {
  let room: TrailRoom;
  const user = `audit_${process.pid}_${Date.now()}`;
  const url = () => {
    const own = new URL(room.databaseUrl);
    own.username = user;
    own.password = 'secret';
    return own.href;
  };
  before(async () => {
    room = await openTrailRoom();
    await room.database.query(`CREATE ROLE ${user} LOGIN PASSWORD 'secret'`);
    await room.database.query(`GRANT USAGE ON SCHEMA audit, hub TO ${user}`);
    await room.database.query(`GRANT SELECT ON ALL TABLES IN SCHEMA hub TO ${user}`);
    for (const [table, rights] of Object.entries(AUDIT_GRANTS.hub ?? {}))
      await room.database.query(`GRANT ${rights.join(', ')} ON audit.${table} TO ${user}`);
  });
  after(async () => {
    await room.database.query(`DROP OWNED BY ${user}`);
    await room.database.query(`DROP ROLE ${user}`);
    await room.close();
  });

  it('writes entries and words on embargoes, chains and signs', async () => {
    const database = openDatabase(url(), 'test-least', createLog('test', 'silent'), 4);
    try {
      const trail = room.open({ database });
      await inTransaction(database, async (transaction) => {
        const call = {
          operation: 'queryPerson',
          kind: 'look',
          door: 'rest',
          actor: 'a',
          organisation: 'o',
        } as const;
        const why = { roles: ['ministry'], purpose: 'x', agreement: undefined, embargo: undefined };
        await appendAudit(transaction, room.ring, { ...call, ...why }, { persons: [PERSON] }, new Date());
        const { rows } = await transaction.query('SELECT answer_id AS "answerId" FROM audit.entry');
        const entries = await findEntries(transaction, rows[0]);
        assert.ok(entries);
        const word = { ground: 'investigation', visibleFrom: null, reason: 'reason' } as const;
        await appendEmbargo(transaction, room.ring, entries, word, new Date());
      });
      await until(
        () => room.count('link'),
        (links) => links === 1,
      );
      await inTransaction(database, (transaction) => trail.makeHead(transaction, new Date()));
      assert.ok((await room.count('head')) >= 1);
      await trail.close();
    } finally {
      await database.end();
    }
  });

  it('can change, take out and empty nothing', async () => {
    const database = openDatabase(url(), 'test-least', createLog('test', 'silent'), 1);
    const refused = async (sql: string) =>
      assert.rejects(database.query(sql), (error) => Object(error).code === '42501', sql);
    try {
      for (const table of Object.keys(AUDIT_GRANTS.hub ?? {})) {
        await refused(
          `UPDATE audit.${table} SET ${table === 'pending' ? 'entry_id = entry_id' : COLUMN[table]}`,
        );
        await refused(`TRUNCATE audit.${table}`);
        await refused(`ALTER TABLE audit.${table} DISABLE TRIGGER ALL`);
        await refused(`DROP TABLE audit.${table}`);
        if (table !== 'pending') await refused(`DELETE FROM audit.${table}`);
      }
      await refused('CREATE TABLE audit.other (id int)');
    } finally {
      await database.end();
    }
  });
});

/** A change that would do nothing, if it were allowed. */
const COLUMN: Readonly<Record<string, string>> = {
  entry: 'embargo = embargo',
  link: 'hash = hash',
  head: 'hash = hash',
  embargo: 'ground = ground',
};
