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

/** Gives each person's box to the next one: all are whole, and none lies where it was sealed for. */
export const MOVE_BOXES = `
  WITH numbered AS (SELECT ref, sealed, row_number() OVER (ORDER BY ref) AS place, count(*) OVER () AS persons
      FROM hub.code_identity)
  UPDATE hub.code_identity SET sealed = other.sealed FROM numbered one JOIN numbered other
    ON other.place = one.place % one.persons + 1 WHERE hub.code_identity.ref = one.ref;
  WITH numbered AS (SELECT record_id, version, data, row_number() OVER (ORDER BY record_id, version) AS place,
      count(*) OVER () AS facts FROM hub.fact WHERE source = 'pmlp.person')
  UPDATE hub.fact SET data = other.data FROM numbered one JOIN numbered other ON other.place = one.place % one.facts + 1
    WHERE fact.source = 'pmlp.person' AND fact.record_id = one.record_id AND fact.version = one.version`;

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
