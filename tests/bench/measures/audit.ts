import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { PersonRef } from '@saite/contracts';
import { makeAuditKeyFile, parseAuditKeyFile } from '@saite/identity';
import { createLog, type Database, inTransaction, openDatabase, References } from '@saite/runtime';
import { type AuditedCall, appendAudit } from '../../../hub/src/audit/append.ts';
import { readPerson } from '../../../hub/src/doors/persons/known-person.ts';
import { HUB_SCHEMA } from '../../../hub/src/store/schema.ts';
import { keptSetting } from '../../../hub/src/store/setting.ts';
import { Verified } from '../audit/verified.ts';
import { writeExport } from '../audit/write-export.ts';
import { median } from '../statistics.ts';
import { type HubRoom, openHubRoom } from '../support/hub-room.ts';
import { storeChildren } from '../support/made-children.ts';
import { answerOf } from '../support/processes.ts';
import type { Run } from '../support/run.ts';
import { step, whole } from '../support/screen.ts';

/** What the audit trail costs. */
export interface AuditResult {
  /** A person's facts read in a transaction, and the same with the entry about it, µs. */
  readonly readMicroseconds: number;
  readonly readWithEntryMicroseconds: number;
  /** Both measured in turn, several times: the middle of their ratios. */
  readonly ratio: number;
  /** Entries that the hub chained, and how many a second. */
  readonly sealed: number;
  readonly sealedPerSecond: number;
  /** From the smaller trail to the larger. */
  readonly verified: readonly Verified[];
}

const PERSONS = 200;
const ROUNDS = 7;
const READS = 400;
const LIMIT_MS = 300_000;
const LOOK: AuditedCall = {
  operation: 'queryPerson',
  kind: 'look',
  door: 'rest',
  actor: 'bench',
  organisation: 'BT-0001000',
  roles: ['orphan-court'],
  purpose: undefined,
  agreement: undefined,
  embargo: undefined,
};

export function measureAudit(run: Run): Promise<AuditResult> {
  return run.endings.within(async (closes) => {
    const room = await step('audit: hub', () => openHubRoom(run, closes));
    const database = openDatabase(room.databaseUrl, 'bench-audit', createLog('bench', 'warn'), 2);
    closes(() => database.end());
    await storeChildren(room.database, 1, PERSONS, run.today);
    const cost = await step('audit: the same read with and without its entry', () => costOf(run, database), {
      outcome: ({ ratio }) => `${ratio.toFixed(2)} times`,
    });
    const sealed = run.options.auditEntries / 20;
    const seconds = await step('audit: entries chained', () => seal(room, sealed), {
      outcome: (took) => `${whole(sealed / took)} a second`,
    });
    const verified = [
      await verify(run, run.options.auditEntries / 10),
      await verify(run, run.options.auditEntries),
    ];
    return { ...cost, sealed, sealedPerSecond: sealed / seconds, verified };
  });
}

async function costOf(run: Run, database: Database) {
  const { rows } = await database.query<{ ref: PersonRef }>(
    'SELECT DISTINCT subject AS ref FROM hub.fact ORDER BY subject',
  );
  const refs = rows.map(({ ref }) => ref);
  const references = await References.open({
    name: 'bench',
    database,
    keyRing: run.keyRing,
    schemas: [],
    schema: HUB_SCHEMA,
    word: keptSetting(database, 'index-version'),
    log: createLog('bench', 'silent'),
  });
  const round = async (writes: boolean): Promise<number> => {
    const startedAt = performance.now();
    for (let read = 0; read < READS; read += 1) {
      const ref = refs[read % refs.length];
      if (!ref) throw new Error('there is nobody to read');
      await inTransaction(database, async (transaction) => {
        if (!(await readPerson(transaction, references, ref))) throw new Error('nobody is known');
        if (writes) await appendAudit(transaction, run.keyRing, LOOK, { persons: [ref] }, new Date());
      });
    }
    return ((performance.now() - startedAt) * 1000) / READS;
  };
  await round(true);
  const rounds: { readonly without: number; readonly with: number }[] = [];
  while (rounds.length < ROUNDS) rounds.push({ without: await round(false), with: await round(true) });
  await references.close();
  return {
    readMicroseconds: median(rounds.map(({ without }) => without)),
    readWithEntryMicroseconds: median(rounds.map((each) => each.with)),
    ratio: median(rounds.map((each) => each.with / each.without)),
  };
}

/** @returns seconds until the hub has chained entries that came all at once */
async function seal({ database, hub }: HubRoom, entries: number): Promise<number> {
  await nothingWaits(database, hub);
  await database.query(
    `WITH made AS (INSERT INTO audit.entry SELECT gen_random_uuid(), gen_random_uuid(), at, kind, operation, door,
        organisation, roles, ground, person, target, embargo, visible_from, sealed
       FROM (SELECT * FROM audit.entry LIMIT 1) one, generate_series(1, $1) RETURNING entry_id)
     INSERT INTO audit.pending (entry_id) SELECT entry_id FROM made`,
    [entries],
  );
  const startedAt = performance.now();
  await nothingWaits(database, hub);
  return (performance.now() - startedAt) / 1000;
}

async function nothingWaits(database: HubRoom['database'], hub: HubRoom['hub']): Promise<void> {
  const end = Date.now() + LIMIT_MS;
  for (;;) {
    const { rows } = await database.query('SELECT FROM audit.pending LIMIT 1');
    if (rows.length === 0) return;
    if (Date.now() > end) throw new Error('entries wait in vain to be chained');
    hub.assertRuns();
    await pause(20);
  }
}

function verify(run: Run, entries: number): Promise<Verified> {
  return run.endings.within(async (closes) => {
    const { secret, open } = makeAuditKeyFile();
    const [file, key] = [join(run.folder, 'trail.jsonl'), join(run.folder, 'audit-key.pub.json')];
    closes(async () => rmSync(file, { force: true }));
    writeFileSync(key, open);
    const name = `audit: ${whole(entries)} entries`;
    await step(`${name} written`, () => writeExport(file, entries, parseAuditKeyFile(secret)));
    const plan = { name: 'verify', file: 'tests/bench/audit/verify-file.ts', args: [file, key] };
    const verified = await step(
      `${name} verified`,
      async () => Verified.parse(await answerOf({ ...plan, environment: {}, folder: run.folder }, closes)),
      { outcome: ({ peakMemory }) => `${whole(peakMemory)} MiB` },
    );
    // A figure counts only if the work behind it was done.
    if (verified.faults > 0 || verified.entries !== entries)
      throw new Error('a good trail was not taken for one');
    return verified;
  });
}
