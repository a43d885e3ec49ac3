import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openRoom } from '@saite/runtime/testing';
import pg from 'pg';
import { z } from 'zod';
import { ensureAuditKey } from '../../../setup/src/keys.ts';
import { freePort } from '../../../setup/src/ports.ts';
import type { Closes } from '../support/endings.ts';
import { type StartedProcess, startProcess } from '../support/processes.ts';
import type { Run } from '../support/run.ts';

/** Sandbox, hub and the adapter of SAIS, each a process of its own, with real SOAP between them. */
export interface World {
  readonly hubUrl: string;
  readonly sandboxUrl: string;
  readonly amqpUrl: string;
  /** Tokens of several callers with the role `spolis`. */
  readonly tokens: readonly string[];
  readonly processes: readonly StartedProcess[];
  /** Fills the registers, admits everybody, and resolves when the hub has nothing left to do. */
  fill(persons: number): Promise<void>;
}

const CALLERS = 8;
const IDLE_LIMIT_MS = 300_000;
const Token = z.object({ access_token: z.string() });

export async function openWorld(run: Run, closes: Closes): Promise<World> {
  const room = await openRoom();
  closes(() => room.close());
  const [sandboxPort, hubPort] = [await freePort(), await freePort()];
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
  const hubUrl = `http://127.0.0.1:${hubPort}`;
  const folder = mkdtempSync(join(run.folder, 'registers-'));
  const environment = {
    AMQP_URL: room.amqpUrl,
    DATABASE_URL: room.databaseUrl,
    OIDC_ISSUER: sandboxUrl,
    SAITE_DATA: folder,
    ...ensureAuditKey(folder, {}),
    SAITE_PORT: String(hubPort),
    SAITE_SANDBOX_PORT: String(sandboxPort),
    SAITE_SANDBOX_URL: sandboxUrl,
    SAITE_HUB_URL: hubUrl,
    SAITE_MODE: 'sandbox',
    SAITE_CALLS_PER_SECOND: '100000', // what is measured is not the limit
  };
  const start = (name: string, file: string) =>
    startProcess({ name, file, environment, folder: run.folder }, closes);
  const processes = [
    await start('sandbox', 'sandbox/src/main.ts'),
    await start('hub', 'hub/src/main.ts'),
    await start('adapter-sais', 'adapters/sais/src/main.ts'),
  ];
  const tokens: string[] = [];
  for (let caller = 1; caller <= CALLERS; caller += 1) {
    const body = { sub: `bench-${caller}`, roles: ['spolis'] };
    const answer = await post(`${sandboxUrl}/sandbox/token`, body);
    tokens.push(Token.parse(await answer.json()).access_token);
  }
  const database = new pg.Client({ connectionString: room.databaseUrl });
  await database.connect();
  closes(() => database.end());
  const assertRuns = () => {
    for (const process of processes) process.assertRuns();
  };
  return {
    hubUrl,
    sandboxUrl,
    amqpUrl: room.amqpUrl,
    tokens,
    processes,
    fill: async (persons) => {
      const answer = await post(`${sandboxUrl}/sandbox/population`, {
        seed: 1,
        persons,
        children: 0,
        today: run.today,
      });
      const lines = (await answer.text()).trim().split('\n');
      if (!lines.at(-1)?.includes('"finished":true')) throw new Error(`not filled: ${lines.at(-1)}`);
      await untilIdle(database, assertRuns);
    },
  };
}

/** Sends JSON; anything but a 2xx is an error. */
export async function post(url: string, body: unknown, token?: string): Promise<Response> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${response.status} from ${new URL(url).pathname}`);
  return response;
}

/** SAIS has answered for everybody, everybody is decided, and all of it is told. */
async function untilIdle(database: pg.Client, assertRuns: () => void): Promise<void> {
  const end = Date.now() + IDLE_LIMIT_MS;
  for (;;) {
    assertRuns();
    const { rows } = await database.query<{ idle: boolean }>(
      `SELECT NOT EXISTS (SELECT FROM hub.dirty) AND NOT EXISTS (SELECT FROM hub.outbox WHERE sent_at IS NULL)
        AND NOT EXISTS (SELECT FROM hub.fact placement WHERE source = 'spolis.placement' AND NOT EXISTS (
          SELECT FROM hub.fact WHERE source = 'sais.income' AND subject = placement.subject)) AS idle`,
    );
    if (rows[0]?.idle) return;
    if (Date.now() > end) throw new Error('the system did not come to rest');
    await pause(250);
  }
}
