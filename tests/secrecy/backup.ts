import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeKeyFile } from '@saite/identity';
import pg from 'pg';
import type { Part } from '../../setup/src/processes/part.ts';
import { aChild, anAdult } from './drivers/people.ts';
import { today, type World } from './world.ts';

/** The database's folder, copied while nothing runs, and what is done with it. */
export interface Backup {
  /** Throws the database away and puts the copy in its place; broker and database run again afterwards, and nothing else. */
  restore(): Promise<void>;
  /** Starts the service that answers, on the keys that belong to the data or on others. */
  startHub(keys: 'same' | 'other'): Promise<void>;
  /** Ends it. */
  stopHub(): Promise<void>;
  /** What the hub said in its log since it was asked last. */
  hubSaid(): string;
  query(text: string): Promise<void>;
}

function copy(from: string, to: string): void {
  const { status, stderr } = spawnSync('cp', ['-a', from, to], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${from} was not copied: ${stderr}`);
}

/** Closes the system in order and copies its database. */
export async function takeBackup({ ground }: World): Promise<Backup> {
  const { infrastructure, system, folder } = ground;
  const database = join(folder, 'database');
  const kept = join(folder, 'database-backup');
  const keyPath = join(folder, 'keys.json');
  const keys = readFileSync(keyPath, 'utf8');
  const log = join(folder, 'logs', 'hub.log');
  const partOf = (name: string): Part => {
    const part = ground.services.get(name);
    if (!part) throw new Error(`there is no service ${name}`);
    return part;
  };
  const [hub, sandbox] = [partOf('hub'), partOf('sandbox')];
  await system.stop();
  await infrastructure.database.stop();
  copy(database, kept);
  let read = readFileSync(log, 'utf8').length;
  return {
    restore: async () => {
      await infrastructure.database.stop();
      rmSync(database, { recursive: true });
      copy(kept, database);
      await infrastructure.database.start();
      await sandbox.start(); // the issuer of the tokens
    },
    startHub: async (which) => {
      writeFileSync(keyPath, which === 'same' ? keys : makeKeyFile());
      await hub.start();
    },
    stopHub: () => hub.stop(),
    hubSaid: () => {
      const text = readFileSync(log, 'utf8').slice(read);
      read += text.length;
      return text;
    },
    query: async (text) => {
      const client = new pg.Client({ connectionString: infrastructure.database.url });
      await client.connect();
      try {
        await client.query(text);
      } finally {
        await client.end();
      }
    },
  };
}

const BOXES = `source IN ('pmlp.person', 'spolis.contact-report')`;

/** Gives each person's boxes to the next one: all are whole, and none lies where it was sealed for. */
export const MOVE_BOXES = `
  CREATE SCHEMA kept;
  CREATE TABLE kept.fact AS SELECT source, record_id, version, data FROM hub.fact WHERE ${BOXES};
  CREATE TABLE kept.code_identity AS TABLE hub.code_identity;
  WITH persons AS (SELECT DISTINCT ON (source, subject) source, subject, data::text AS data FROM hub.fact WHERE ${BOXES}
      ORDER BY source, subject, record_id, version DESC),
    moved AS (SELECT source, subject, coalesce(lead(data) OVER row, first_value(data) OVER row)::json AS data
      FROM persons WINDOW row AS (PARTITION BY source ORDER BY subject))
  UPDATE hub.fact SET data = moved.data FROM moved WHERE fact.source = moved.source AND fact.subject = moved.subject;
  WITH numbered AS (SELECT ref, sealed, row_number() OVER (ORDER BY ref) AS place, count(*) OVER () AS persons
      FROM hub.code_identity)
  UPDATE hub.code_identity SET sealed = other.sealed FROM numbered one JOIN numbered other
    ON other.place = one.place % one.persons + 1 WHERE hub.code_identity.ref = one.ref`;

/** Puts all of them back. */
export const MOVE_BACK = `
  UPDATE hub.fact SET data = kept.data FROM kept.fact kept
    WHERE fact.source = kept.source AND fact.record_id = kept.record_id AND fact.version = kept.version;
  UPDATE hub.code_identity SET sealed = kept.sealed FROM kept.code_identity kept WHERE hub.code_identity.ref = kept.ref`;

/** Asks for what is sealed: a person, a child's report, an institution's month. */
export async function askAgain(world: World): Promise<readonly unknown[]> {
  const day = today();
  const [adult, child] = [anAdult(3, day), aChild(1, day)];
  const who = { roles: ['spolis'] };
  const shows = { who, shows: true };
  const asked = [
    await world.call('/v1/persons/query', { ...shows, body: { personCode: adult.code } }),
    await world.call('/v1/persons/query', { ...shows, body: { personCode: child.code } }),
    await world.call(`/v1/contact-reports/${child.reportId}`, shows),
    await world.call(`/v1/institutions/${adult.institutionId}/allowances?month=${day.slice(0, 7)}`, shows),
  ];
  return asked.map(({ status, text }) => ({ status, text }));
}
