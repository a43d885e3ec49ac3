import { setTimeout as pause } from 'node:timers/promises';
import {
  allSchemas,
  countStoredBoxes,
  countStoredRefs,
  PERSON_REFS,
  preparedVersion,
  type StoredBoxes,
  type StoredRefs,
} from '@saite/runtime';
import pg from 'pg';
import { askBroker } from './broker/ready.ts';
import { readBrokerState } from './broker/state.ts';
import { readDatabaseState } from './database/state.ts';
import { SetupProblem } from './problem.ts';
import type { Settings } from './settings.ts';

/** The audit trail is never written again: its boxes are under keys of their own, its references those of the day. */
const NOT_COUNTED = new Set(['audit']);

/** Opens the database of a system that runs, as its owner. */
export async function withDatabase<Result>(
  settings: Settings,
  work: (database: pg.Client) => Promise<Result>,
): Promise<Result> {
  const state = readDatabaseState(settings.dataFolder);
  const url =
    settings.databaseUrl ??
    (state?.port === undefined
      ? undefined
      : `postgres://saite:${state.password}@127.0.0.1:${state.port}/saite`);
  if (url === undefined) throw notRunning('DATABASE_URL');
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch {
    throw notRunning('DATABASE_URL');
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const notRunning = (variable: string) =>
  new SetupProblem(
    `This looks into the database and the broker of a running system: start it (npm start), or set ${variable}.`,
    `Šī darbība ielūkojas strādājošas sistēmas datubāzē un brokerī: palaidiet to (npm start) vai iestatiet ${variable}.`,
  );

/** How many boxes of which key version lie in which schema. */
export const storedBoxes = (settings: Settings): Promise<StoredBoxes[]> =>
  withDatabase(settings, async (database) => {
    const schemas = await allSchemas(database);
    return countStoredBoxes(
      database,
      schemas.filter((schema) => !NOT_COUNTED.has(schema)),
    );
  });

/** How far a change of the index key is. */
export interface IndexProgress {
  /** Up to which version everybody is known; nothing before the hub has run. */
  readonly prepared: number | undefined;
  readonly stored: readonly StoredRefs[];
}

/** How many references of which version of the index key lie in which schema. */
export const indexProgress = (settings: Settings): Promise<IndexProgress> =>
  withDatabase(settings, async (database) => {
    const schemas = await allSchemas(database);
    const stored = await countStoredRefs(
      database,
      schemas.filter((schema) => !NOT_COUNTED.has(schema)),
    );
    const prepared = schemas.includes(PERSON_REFS.schema) ? await preparedVersion(database) : undefined;
    return { prepared, stored };
  });

/** Messages that wait in one of Saite's queues. */
export interface WaitingMessages {
  readonly queue: string;
  readonly messages: number;
}

const LOOK_MS = 1_000;
const LIMIT_MS = 30_000;
/** So old are the broker's figures at most: a queue tells them every five seconds, and so often they are gathered. */
const FIGURES_MS = 12_000;

/**
 * Waits until each of Saite's queues has been seen empty once: whatever was published before is stored by then. The
 * bounded archive is not looked at: it holds copies that nobody reads.
 *
 * @param since when what is looked for could last be published
 * @returns the queues that never were empty; nothing if all were
 * @throws SetupProblem if the broker does not answer all that time
 */
export async function queuesNeverEmpty(settings: Settings, since: Date): Promise<WaitingMessages[]> {
  const url = brokerAdminUrl(settings);
  await pause(Math.max(0, since.getTime() + FIGURES_MS - Date.now()));
  const seenEmpty = new Set<string>();
  const end = Date.now() + LIMIT_MS;
  for (;;) {
    const told = await waitingMessages(url, virtualHostOf(settings));
    for (const { queue, messages } of told ?? []) if (messages === 0) seenEmpty.add(queue);
    const waiting = told?.filter(({ queue }) => !seenEmpty.has(queue));
    if (waiting?.length === 0) return [];
    if (Date.now() > end) {
      if (waiting === undefined) throw notRunning('SAITE_BROKER_ADMIN_URL');
      return waiting;
    }
    await pause(LOOK_MS);
  }
}

function brokerAdminUrl(settings: Settings): string {
  const state = readBrokerState(settings.dataFolder);
  const own =
    state?.ports.management === undefined
      ? undefined
      : `http://admin:${state.passwords.admin}@127.0.0.1:${state.ports.management}`;
  const url = settings.brokerAdminUrl ?? (settings.amqpUrl === undefined ? own : undefined);
  if (url === undefined) throw notRunning('SAITE_BROKER_ADMIN_URL');
  return url;
}

function virtualHostOf({ amqpUrl }: Settings): string {
  const path = amqpUrl === undefined ? '' : new URL(amqpUrl).pathname.slice(1);
  return path === '' ? encodeURIComponent('/') : path;
}

/** @returns nothing if the broker does not answer, as one under load may not for a while */
async function waitingMessages(url: string, virtualHost: string): Promise<WaitingMessages[] | undefined> {
  const queues = await askBroker(url, `/api/queues/${virtualHost}?columns=name,messages`);
  if (!Array.isArray(queues)) return undefined;
  return queues
    .map((queue: { name?: unknown; messages?: unknown }) => ({
      queue: String(queue.name),
      messages: Number(queue.messages ?? 0),
    }))
    .filter(({ queue }) => /^saite\.(?!archive$)/.test(queue));
}
