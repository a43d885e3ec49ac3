import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeKeyFile } from '@saite/identity';
import { openRoom, type Room } from '@saite/runtime/testing';
import { ensureAdapterKeys, ensureAuditKey } from '../../setup/src/keys.ts';
import { freePort } from '../../setup/src/ports.ts';
import { projectRoot } from '../../setup/src/project.ts';
import { findServices } from '../../setup/src/services/list.ts';
import { trustOf } from '../../setup/src/system.ts';
import { lastMonth } from '../statistics/made-month.ts';
import { openLeastRights } from './least-rights.ts';

/** The whole system as `npm start` runs it, each service a process, in a room of its own. */
export interface RunningSystem {
  readonly hubUrl: string;
  readonly sandboxUrl: string;
  /** The variables that its services share, with broker and database as their owner sees them: for commands. */
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  /** Calls the hub as a role, with its claims. */
  call(who: Readonly<Record<string, unknown>>, path: string, body?: unknown): Promise<Answer>;
  /** Calls a control call of the sandbox. */
  sandbox(path: string, body?: unknown): Promise<unknown>;
  /** Kills a service as a crash would, or starts it again. */
  kill(service: string): Promise<void>;
  start(service: string): Promise<void>;
  /** Everything that the services wrote down: logs. */
  logs(): Promise<string>;
  close(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly json: unknown;
  readonly text: string;
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, text, json: isJson ? JSON.parse(text) : undefined };
}

/** How the system is started. */
export interface StartOptions {
  /** First month of the open data sets; those since 2018 would be worked out meanwhile, one after another. */
  readonly datasetsFrom?: string;
  /** The services that are needed, if not all: each costs seconds of a processor. */
  readonly only?: readonly string[];
}

/** Starts the system, in the order and with the rights of `npm start`: sandbox, adapters, hub. */
export async function startSystem({
  datasetsFrom = lastMonth(),
  only,
}: StartOptions = {}): Promise<RunningSystem> {
  const room: Room = await openRoom();
  const rights = await openLeastRights(room);
  const folder = await mkdtemp(join(tmpdir(), 'saite-system-'));
  await writeFile(join(folder, 'keys.json'), makeKeyFile());
  await ensureAdapterKeys(folder);
  const [hubPort, sandboxPort] = [await freePort(), await freePort()];
  const [importPort, statisticsPort] = [await freePort(), await freePort()];
  const hubUrl = `http://127.0.0.1:${hubPort}`;
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
  const env = {
    ...process.env,
    SAITE_KEYS: join(folder, 'keys.json'),
    ...ensureAuditKey(folder, {}),
    SAITE_DATA: folder,
    SAITE_PORT: String(hubPort),
    SAITE_SANDBOX_PORT: String(sandboxPort),
    SAITE_SANDBOX_URL: sandboxUrl,
    SAITE_TLS_PORT: String(await freePort()),
    SAITE_SANDBOX_TLS_PORT: String(await freePort()),
    SAITE_HUB_URL: hubUrl,
    OIDC_ISSUER: sandboxUrl,
    ...trustOf(folder),
    SAITE_SOPA_IMPORT_PORT: String(importPort),
    SAITE_SOPA_IMPORT_URL: `http://127.0.0.1:${importPort}`,
    SAITE_SOPA_DROP_FOLDER: join(folder, 'sopa-files'),
    SAITE_SOURCES_FOLDER: join(folder, 'source-files'),
    SAITE_STATISTICS_PORT: String(statisticsPort),
    SAITE_STATISTICS_URL: `http://127.0.0.1:${statisticsPort}`,
    SAITE_DATASETS_FROM: datasetsFrom,
    SAITE_MODE: 'sandbox',
    LOG_LEVEL: 'info',
  };
  const stages = findServices(projectRoot);
  const files = new Map(stages.flat().map(({ name, file }) => [name, file]));
  const running = new Map<string, ChildProcess>();
  const start = async (service: string) => {
    const file = files.get(service);
    if (!file) throw new Error(`there is no service ${service}`);
    const child = fork(file, {
      env: { ...env, ...rights.access.get(service) },
      execArgv: [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const log = createWriteStream(join(folder, `${service}.log`), { flags: 'a' });
    child.stdout?.pipe(log, { end: false });
    child.stderr?.pipe(log, { end: false });
    running.set(service, child);
    const ended = once(child, 'exit').then(async () => {
      const lines = (await readFile(join(folder, `${service}.log`), 'utf8')).trim().split('\n');
      throw new Error(`${service} ended while it started: ${lines.slice(-3).join('\n')}`);
    });
    await Promise.race([once(child, 'message'), ended]);
    ended.catch(() => {}); // later it may end as it likes
  };
  const kill = async (service: string) => {
    const child = running.get(service);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  };
  const close = async () => {
    await Promise.all([...running.keys()].map(kill));
    await rights.close();
    await room.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    for (const stage of stages) {
      const wanted = stage.filter(({ name }) => only?.includes(name) ?? true);
      await Promise.all(wanted.map(({ name }) => start(name)));
    }
  } catch (error) {
    await close();
    throw error;
  }

  const tokens = new Map<string, string>();
  const sandbox = async (path: string, body?: unknown) => {
    const response = await fetch(sandboxUrl + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json', connection: 'close' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { status, json, text } = await answerOf(response);
    if (status >= 300) throw new Error(`the sandbox answered ${status} to ${path}: ${text}`);
    return json;
  };
  const tokenOf = async (who: Readonly<Record<string, unknown>>): Promise<string> => {
    const key = JSON.stringify(who);
    const known = tokens.get(key);
    if (known) return known;
    const issued = await sandbox('/sandbox/token', { sub: 'test', ...who });
    const token = String(Object(issued).access_token);
    tokens.set(key, token);
    return token;
  };
  return {
    hubUrl,
    sandboxUrl,
    environment: { ...env, AMQP_URL: room.amqpUrl, DATABASE_URL: room.databaseUrl },
    sandbox,
    start,
    kill,
    close,
    call: async (who, path, body) =>
      answerOf(
        await fetch(hubUrl + path, {
          method: body === undefined ? 'GET' : 'POST',
          headers: {
            authorization: `Bearer ${await tokenOf(who)}`,
            connection: 'close', // a connection that is kept may have been closed while a test was at work itself
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      ),
    logs: async () => {
      const names = (await readdir(folder)).filter((name) => name.endsWith('.log'));
      const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
      return texts.join('\n');
    },
  };
}
