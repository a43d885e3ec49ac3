import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, createLog, systemClock } from '@saite/runtime';
import { fastify } from 'fastify';
import { ClientFile } from '../protocol.ts';
import { openSandbox } from '../sandbox/index.ts';

export interface PlayedPmlp {
  /** Address of the register's calls. */
  readonly url: string;
  readonly clientPath: string;
  /** Method and address of each request, in order: what others see on the way. */
  readonly requests: readonly string[];
  persons(records: readonly unknown[]): Promise<void>;
  /** The client's operator is given another permission. */
  permit(permission: string): Promise<void>;
  fault(mode: string, forMs?: number): Promise<void>;
  /** The register loses all persons, watches and changes, and goes on at the same address. */
  beginAnew(): Promise<void>;
  close(): Promise<void>;
}

const LOST = ['pmlp-persons.jsonl', 'pmlp-watched.jsonl', 'pmlp-epoch'];

async function openOn(folder: string, port: number, clock: Clock, onRequest: (line: string) => void) {
  const log = createLog('test', 'silent');
  const sandbox = await openSandbox({ dataFolder: folder, clock, log });
  const app = fastify({ forceCloseConnections: true });
  app.addHook('onRequest', async (request) => onRequest(`${request.method} ${request.url}`));
  await app.register((scope) => sandbox.mount(scope));
  const origin = await app.listen({ host: '127.0.0.1', port });
  return {
    origin,
    app,
    close: async () => {
      await app.close();
      await sandbox.close();
    },
  };
}

/** The played register on a port of its own, with data of its own. */
export async function playPmlp(clock: Clock = systemClock): Promise<PlayedPmlp> {
  const folder = await mkdtemp(join(tmpdir(), 'saite-pmlp-'));
  const clientPath = join(folder, 'pmlp-client.json');
  const requests: string[] = [];
  const open = (port: number) => openOn(folder, port, clock, (line) => requests.push(line));
  let played = await open(0);
  const { origin } = played;
  const control = async (url: string, payload: object) => {
    const answer = await played.app.inject({ method: 'POST', url, payload });
    if (answer.statusCode !== 200) throw new Error(`${url} answered ${answer.statusCode} ${answer.body}`);
  };
  return {
    url: `${origin}/pmlp`,
    clientPath,
    requests,
    persons: (records) => control('/sandbox/pmlp/persons', [...records]),
    async permit(permission) {
      const client = ClientFile.parse(JSON.parse(await readFile(clientPath, 'utf8')));
      await writeFile(clientPath, JSON.stringify({ ...client, permission }));
    },
    fault: (mode, forMs) =>
      control('/sandbox/pmlp/fault', { mode, ...(forMs === undefined ? {} : { forMs }) }),
    async beginAnew() {
      await played.close();
      for (const file of LOST) await rm(join(folder, file), { force: true });
      played = await open(Number(new URL(origin).port));
    },
    async close() {
      await played.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
