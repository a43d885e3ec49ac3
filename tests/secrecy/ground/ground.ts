import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { type Infrastructure, openInfrastructure } from '../../../setup/src/infrastructure.ts';
import { freePort } from '../../../setup/src/ports.ts';
import type { Part } from '../../../setup/src/processes/part.ts';
import { readSettings } from '../../../setup/src/settings.ts';
import { createSystem, type System } from '../../../setup/src/system.ts';
import { lastMonth } from '../../statistics/made-month.ts';
import { type Interposer, openInterposer } from './interposer.ts';

/** The whole system as `npm start` runs it, on a broker and a database of its own, so that a dump of them is whole. */
export interface Ground {
  readonly infrastructure: Infrastructure;
  readonly system: System;
  /** Data folder: all that Saite writes down lies in it. */
  readonly folder: string;
  readonly interposer: Interposer;
  /** The services by name. */
  readonly services: ReadonlyMap<string, Part>;
  /** Asks the database as its owner. */
  query<Row extends pg.QueryResultRow>(text: string): Promise<Row[]>;
  close(): Promise<void>;
}

/** Never a broker or database that somebody else uses: all of it is searched. */
const OWN = {
  amqpUrl: undefined,
  brokerAdminUrl: undefined,
  readerAmqpUrl: undefined,
  databaseUrl: undefined,
  oidcIssuer: undefined,
};

/** What the database notes of every statement, with all its parameters: whatever comes to it is in its log. */
const NOTE_ALL = [
  "log_statement = 'all'",
  'log_parameter_max_length = -1',
  'log_parameter_max_length_on_error = -1',
  "log_error_verbosity = 'default'",
];

/** Settings of a run whose data lie in a folder. */
export async function settingsIn(folder: string) {
  return {
    ...readSettings(),
    ...OWN,
    dataFolder: folder,
    port: await freePort(),
    tlsPort: await freePort(),
    sandboxPort: await freePort(),
    logLevel: 'debug',
  };
}

/** @param say where the set-up tells its steps */
export async function openGround(say: (line: string) => void): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'saite-secrecy-'));
  chmodSync(folder, 0o711);
  const notes = join(folder, 'requests');
  mkdirSync(notes);
  const settings = await settingsIn(folder);
  const infrastructure = await openInfrastructure({ settings, say, disposable: true });
  const client = new pg.Client({ connectionString: infrastructure.database.url });
  client.on('error', () => {});
  await client.connect();
  for (const setting of NOTE_ALL) await client.query(`ALTER DATABASE saite SET ${setting}`);
  await client.query('SET log_statement = none');
  const interposer = await openInterposer(`http://127.0.0.1:${settings.sandboxPort}`);
  process.env.NODE_OPTIONS = `--import ${pathToFileURL(join(import.meta.dirname, 'note-requests.ts')).href}`;
  process.env.SAITE_SECRECY_NOTES = notes;
  process.env.SAITE_SECRECY_INTERPOSER = interposer.url;
  // The months since 2018 would be worked out meanwhile, one after another: the same rows of the same kind of tables.
  process.env.SAITE_DATASETS_FROM = lastMonth();
  const system = await createSystem(infrastructure, say);
  const services = new Map(system.stages.flat().map((part) => [part.name, part]));
  const close = async () => {
    await Promise.all([...services.values()].map((part) => part.kill()));
    await interposer.close();
    await client.end().catch(() => {});
    await infrastructure.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await system.start();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    infrastructure,
    system,
    folder,
    interposer,
    services,
    query: async <Row extends pg.QueryResultRow>(text: string) => (await client.query<Row>(text)).rows,
    close,
  };
}
