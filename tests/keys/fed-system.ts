import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { CalendarDate } from '@saite/contracts';
import { until } from '@saite/runtime/testing';
import pg from 'pg';
import { everybody, type Size, type Told } from '../../sandbox/src/host/told.ts';
import { projectRoot } from '../../setup/src/project.ts';
import type { RunningSystem } from '../support/system.ts';

const run = promisify(execFile);
export const SPOLIS = { roles: ['spolis'] };
/** Entries of the audit trail keep the reference, and the box, of their day. */
export const AUDIT = 'audit.entry';
/** A whole system starts, is fed, killed and started again; on a busy machine that takes its time. */
export const PATIENCE = { timeout: 900_000 };

/** A system that knows some persons, and others whom nobody has told of yet. */
export interface FedSystem {
  readonly system: RunningSystem;
  /** A connection of the test's own to its database. */
  readonly eyes: pg.Client;
  /** Personal codes of those who are known. */
  readonly known: readonly string[];
  /** Months of which their answers are compared. */
  readonly months: readonly [string, string];
  /** Those who are told of while a key changes: the first key, and the second. */
  readonly loads: readonly [Told[], Told[]];
}

/** What a made population is, person by person. */
export const madePersons = (seed: number, size: Size, today: CalendarDate): Told[] => [
  ...everybody(seed, size, { today }),
];

const CONTROLS: Readonly<Record<string, string>> = {
  pmlp: '/sandbox/pmlp/persons',
  sais: '/sandbox/sais/payments',
  sopa: '/sandbox/sopa/surveys',
};

/** Lets the registers know of a person, and SPOLIS tell of the stays; what is refused fails. */
export async function feed(system: RunningSystem, { registers, admission, reports }: Told): Promise<void> {
  for (const [register, records] of Object.entries(registers)) {
    const path = CONTROLS[register];
    if (path) await system.sandbox(path, records);
    for (const one of register === 'npais' ? records : []) {
      const { record, ...content } = Object(one);
      await system.sandbox(`/sandbox/npais/${record === 'crisis' ? 'crises' : 'decisions'}`, [content]);
    }
  }
  for (const { path, body } of [...admission, ...reports]) await admit(system, path, body);
}

/** A call of SPOLIS that is made again while the hub is down, as SPOLIS would. */
async function admit(system: RunningSystem, path: string, body: unknown): Promise<void> {
  await until(
    () =>
      system.call(SPOLIS, path, body).then(
        ({ status }) => status,
        () => 503,
      ),
    (status) => status < 500,
    180_000,
  );
}

/** The personal codes that a person goes by. */
export const codesOf = ({ registers, admission }: Told): string[] => [
  ...new Set(
    [...(registers.pmlp ?? []), ...admission.map(({ body }) => body)]
      .map((record) => Object(record).personCode)
      .filter((code): code is string => typeof code === 'string'),
  ),
];

/** Everything that SPOLIS may read of persons, by path and code. */
export async function answersAbout(
  system: RunningSystem,
  codes: readonly string[],
  months: readonly string[],
): Promise<ReadonlyMap<string, unknown>> {
  const answers = new Map<string, unknown>();
  const ask = async (path: string, body: object) => {
    const { status, json } = await system.call(SPOLIS, path, body);
    answers.set(`${path} ${JSON.stringify(body)}`, { status, json });
  };
  for (const code of codes) {
    for (const month of months) await ask('/v1/allowances/query', { personCode: code, month });
    await ask('/v1/children/query', { childCode: code });
    await ask('/v1/persons/query', { personCode: code });
  }
  return answers;
}

/** Between two questions of a caller, or two searches of a database: the machine is the system's. */
const BREATH_MS = 100;

/**
 * Asks for allowances all the time, as a caller's system would. A hub that was killed or is closed does not answer; one
 * that answers must not fail.
 *
 * @returns ends the asking, and says how many answers were failures
 */
export function keepAsking({ system, known, months: [month] }: FedSystem, persons: number) {
  const codes = known.slice(0, persons);
  let isAsking = true;
  let failed = 0;
  const asking = (async () => {
    while (isAsking)
      for (const personCode of codes) {
        const answer = await system
          .call(SPOLIS, '/v1/allowances/query', { personCode, month })
          .catch(() => undefined);
        if (answer && answer.status >= 500) failed += 1;
        await pause(BREATH_MS);
      }
  })();
  return async (): Promise<number> => {
    isAsking = false;
    await asking;
    return failed;
  };
}

/** Runs `npm run keys` upon a running system. */
export async function keysCommand(
  { environment }: RunningSystem,
  ...args: readonly string[]
): Promise<{ readonly status: number; readonly said: string }> {
  const file = `${projectRoot}/setup/commands/keys.ts`;
  try {
    const { stdout } = await run(process.execPath, [file, ...args], { env: environment });
    return { status: 0, said: stdout };
  } catch (error) {
    const { code, stderr } = Object(error);
    return { status: Number(code), said: String(stderr) };
  }
}

/** A connection of the test's own to a system's database. */
export async function openEyes({ environment }: RunningSystem): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: environment.DATABASE_URL ?? '' });
  await client.connect();
  return client;
}

const QUIET_MS = 3_000;

/** Waits until the hub has had nothing to do for a while. */
export async function untilQuiet(eyes: pg.Client, limitMs = 120_000): Promise<void> {
  let busyAt = performance.now();
  await until(
    async () => {
      const { rows } = await eyes.query(
        `SELECT (SELECT count(*) FROM hub.dirty) + (SELECT count(*) FROM hub.outbox WHERE sent_at IS NULL)
           + (SELECT count(*) FROM operations.held WHERE service = 'hub' AND kind = 'message' AND state = 'waiting') AS waiting`,
      );
      if (Number(rows[0].waiting) > 0) busyAt = performance.now();
      return performance.now() - busyAt;
    },
    (quietMs) => quietMs > QUIET_MS,
    limitMs,
  );
}

/**
 * Rows that match a pattern, by table, in all schemas: each row as text, and what is stored as bytes read as text too.
 *
 * @param pattern a POSIX regular expression
 */
export async function rowsWith(
  eyes: pg.Client,
  pattern: string,
  except: readonly string[],
): Promise<Readonly<Record<string, number>>> {
  const { rows: tables } = await eyes.query<{ name: string; bytes: string[] }>(
    `SELECT format('%I.%I', nspname, relname) AS name, array(
       SELECT format('encode(%I, ''escape'')', attname) FROM pg_attribute
       WHERE attrelid = class.oid AND atttypid = 'bytea'::regtype AND attnum > 0 AND NOT attisdropped) AS bytes
     FROM pg_class class JOIN pg_namespace space ON space.oid = relnamespace
     WHERE relkind = 'r' AND nspname !~ '^pg_' AND nspname <> 'information_schema' ORDER BY 1`,
  );
  await pause(BREATH_MS); // it is asked again and again
  const found: Record<string, number> = {};
  for (const { name, bytes } of tables.filter((table) => !except.includes(table.name))) {
    const text = ['stored::text', ...bytes].map((part) => `coalesce(${part}, '')`).join(" || ' ' || ");
    const { rows } = await eyes.query(`SELECT count(*) AS count FROM ${name} AS stored WHERE ${text} ~ $1`, [
      pattern,
    ]);
    if (Number(rows[0].count) > 0) found[name] = Number(rows[0].count);
  }
  return found;
}
