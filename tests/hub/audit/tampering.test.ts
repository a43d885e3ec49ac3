import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import type { FaultCode } from '@saite/hub/audit';
import { inTransaction } from '@saite/runtime';
import { until } from '@saite/runtime/testing';
import { appendAudit } from '../../../hub/src/audit/append.ts';
import { appendEmbargo, findEntries } from '../../../hub/src/audit/embargoes.ts';
import { projectRoot } from '../../../setup/src/project.ts';
import { openTrailRoom, PERSON, type TrailRoom } from './trail-room.ts';

const run = promisify(execFile);

/** What somebody with all rights at the database does, and what the verifier says of it. */
const DEEDS: readonly (readonly [string, string, FaultCode, string])[] = [
  [
    'an organisation changed',
    `UPDATE audit.entry SET organisation = 'other' WHERE ${at(3)}`,
    'ENTRY_CHANGED',
    '3',
  ],
  [
    'a time moved by a microsecond',
    `UPDATE audit.entry SET at = at + interval '1 microsecond' WHERE ${at(5)}`,
    'ENTRY_CHANGED',
    '5',
  ],
  [
    'a sealed text re-spaced',
    `UPDATE audit.entry SET sealed = (sealed::text || ' ')::json WHERE ${at(2)}`,
    'ENTRY_CHANGED',
    '2',
  ],
  [
    'an embargo lifted in place',
    `UPDATE audit.entry SET visible_from = at, embargo = NULL WHERE ${at(8)}`,
    'ENTRY_CHANGED',
    '8',
  ],
  ['an entry taken out', `DELETE FROM audit.entry WHERE ${at(4)}`, 'ENTRY_LOST', '4'],
  [
    'a link and its entry taken out',
    `WITH gone AS (DELETE FROM audit.link WHERE position = 6 RETURNING entry_id) DELETE FROM audit.entry WHERE entry_id IN (SELECT entry_id FROM gone)`,
    'ENTRY_LOST',
    '6',
  ],
  ['a link taken out', 'DELETE FROM audit.link WHERE position = 7', 'ENTRY_LOST', '7'],
  [
    'two links exchanged',
    `UPDATE audit.link SET position = -position WHERE position IN (4, 5); UPDATE audit.link SET position = 9 + position WHERE position < 0`,
    'ENTRY_REORDERED',
    '4',
  ],
  ['the tail cut', 'DELETE FROM audit.link WHERE position > 8', 'TAIL_CUT', '9'],
  [
    'an entry put beside the chain',
    `INSERT INTO audit.entry SELECT gen_random_uuid(), answer_id, at, kind, operation, door, organisation, roles, ground, person, target, embargo, visible_from, sealed FROM audit.entry WHERE ${at(1)}`,
    'ENTRY_NOT_CHAINED',
    'id',
  ],
  ['a head moved', 'UPDATE audit.head SET position = 9, entries = 9 WHERE number = 2', 'HEAD_CHANGED', '9'],
  ['a head taken out', 'DELETE FROM audit.head WHERE number = 1', 'HEAD_LOST', 'head'],
  ['a word on an embargo changed', `UPDATE audit.embargo SET visible_from = now()`, 'EMBARGO_CHANGED', '9'],
  ['a word on an embargo taken out', 'DELETE FROM audit.embargo', 'EMBARGO_CHANGED', '9'],
  [
    'a word on an embargo slipped in',
    `INSERT INTO audit.embargo (embargo_id, answer_id, ground, visible_from, made_at, sealed) SELECT gen_random_uuid(), answer_id, 'lifted', now(), now(), sealed FROM audit.embargo`,
    'EMBARGO_UNTOLD',
    'id',
  ],
];

function at(position: number): string {
  return `entry_id = (SELECT entry_id FROM audit.link WHERE position = ${position})`;
}

describe('the commands that export and verify the audit trail', () => {
  let room: TrailRoom;
  let folder: string;
  const command = async (...args: readonly string[]) => {
    const file = join(projectRoot, 'setup/commands/audit.ts');
    const env = { ...process.env, DATABASE_URL: room.databaseUrl };
    try {
      const { stdout } = await run(process.execPath, [file, ...args], { env });
      return { status: 0, said: stdout };
    } catch (error) {
      const { code, stdout, stderr } = Object(error);
      return { status: code, said: `${stdout}${stderr}` };
    }
  };
  const path = (name: string) => join(folder, name);
  const key = () => ['--key', path('audit-key.pub.json')];

  before(async () => {
    room = await openTrailRoom();
    folder = mkdtempSync(join(tmpdir(), 'saite-audit-'));
    writeFileSync(path('audit-key.pub.json'), room.keeping.open);
    const trail = room.open();
    await room.append(7);
    await room.append(1, { custody: true });
    await inTransaction(room.database, async (transaction) => {
      const { rows } = await transaction.query('SELECT entry_id AS "entryId" FROM audit.entry LIMIT 1');
      const entries = await findEntries(transaction, rows[0]);
      assert.ok(entries);
      const word = { ground: 'investigation', visibleFrom: null, reason: 'reason' } as const;
      const { target } = await appendEmbargo(transaction, room.ring, entries, word, room.clock.now());
      const who = { operation: 'embargoAuditEntries', kind: 'change', door: 'rest', actor: 'a' } as const;
      const why = {
        organisation: 'o',
        roles: ['auditor'],
        purpose: undefined,
        agreement: undefined,
        embargo: undefined,
      };
      await appendAudit(
        transaction,
        room.ring,
        { ...who, ...why },
        { persons: [PERSON], target },
        room.clock.now(),
      );
    });
    await until(
      () => room.count('link'),
      (links) => links === 9,
    );
    await room.append(3);
    await inTransaction(room.database, (transaction) => trail.makeHead(transaction, room.clock.now()));
    await until(
      () => readFileSync(room.keeping.headsFile, 'utf8').split('\n').length,
      (lines) => lines === 3,
    );
    await trail.close();
  });
  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await room.close();
  });

  it('find nothing wrong with a good trail, and need no database to verify it', async () => {
    const exported = await command('export', path('trail.jsonl'));
    assert.equal(exported.status, 0, exported.said);
    const url = room.databaseUrl;
    const verified = await command(
      'verify',
      path('trail.jsonl'),
      ...key(),
      '--heads',
      room.keeping.headsFile,
    );
    assert.equal(verified.said.trimEnd().split('\n').at(-1), 'audit: 12 entries, 2 heads, 0 faults');
    assert.equal(verified.status, 0);
    assert.ok(!readFileSync(path('trail.jsonl'), 'utf8').includes(new URL(url).password));
  });

  it('say what to say if asked otherwise, in both languages', async () => {
    for (const args of [[], ['verify', 'x'], ['export'], ['turn', 'x']]) {
      const { status, said } = await command(...args);
      assert.equal(status, 1);
      assert.match(said, /npm run audit[\s\S]*Norādiet/);
    }
    assert.match((await command('verify', path('none'), ...key())).said, /There is no file[\s\S]*Nav datnes/);
    assert.match(
      (await command('verify', path('trail.jsonl'), '--key', room.keeping.headsFile)).said,
      /not the public half[\s\S]*publiskā daļa/,
    );
  });

  for (const [what, sql, code, place] of DEEDS)
    it(`find ${what}`, async () => {
      await room.database.query('CREATE SCHEMA saved');
      for (const table of TABLES)
        await room.database.query(`CREATE TABLE saved.${table} AS TABLE audit.${table}`);
      try {
        await room.database.query(sql);
        const { faults } = await room.verdict({ withHeads: true });
        const [first] = faults;
        assert.equal(first?.code, code, JSON.stringify(faults));
        if (place === 'id') assert.match(first?.id ?? '', /^[0-9a-f-]{36}$/);
        else if (place === 'head') assert.equal(first?.head, 1);
        else assert.equal(String(first?.position), place, JSON.stringify(faults));
      } finally {
        for (const table of TABLES) {
          await room.database.query(`TRUNCATE audit.${table}`);
          await room.database.query(
            `INSERT INTO audit.${table} OVERRIDING SYSTEM VALUE TABLE saved.${table}`,
          );
        }
        await room.database.query('DROP SCHEMA saved CASCADE');
      }
      assert.deepEqual((await room.verdict({ withHeads: true })).faults, []);
    });

  it('tell what was found and where, in both languages, and end with the count', async () => {
    const lines = readFileSync(path('trail.jsonl'), 'utf8').replace(
      '"organisation":"BT-1"',
      '"organisation":"BT-2"',
    );
    writeFileSync(path('changed.jsonl'), lines);
    const { status, said } = await command('verify', path('changed.jsonl'), ...key());
    assert.equal(status, 1);
    assert.match(
      said,
      /✗ ENTRY_CHANGED position \/ pozīcija 1, id [0-9a-f-]{36}\n {4}the entry.*\n {4}ieraksts/,
    );
    assert.ok(!said.includes(PERSON));
    assert.equal(said.trimEnd().split('\n').at(-1), 'audit: 12 entries, 2 heads, 1 faults');
  });
});

const TABLES = ['entry', 'link', 'head', 'embargo'] as const;
