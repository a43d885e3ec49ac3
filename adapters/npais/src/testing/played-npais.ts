import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Received } from '@saite/adapter-kit/sandbox';
import { createLog, systemClock } from '@saite/runtime';
import { fastify } from 'fastify';
import type { ArrivedDelivery } from '../sandbox/inbox.ts';
import { type NpaisSandbox, type NpaisSandboxOptions, openSandbox } from '../sandbox/index.ts';

export interface PlayedNpais {
  readonly sandbox: NpaisSandbox;
  /** Address of the SOAP service. */
  readonly url: string;
  readonly origin: string;
  /** Posts to a control call. */
  post(path: string, body: unknown): Promise<{ status: number; body: unknown }>;
  inbox(): Promise<Received<ArrivedDelivery>[]>;
  close(): Promise<void>;
}

/** The played register on a port of its own, with data of its own unless a folder is given. */
export async function playNpais(
  options: Partial<Pick<NpaisSandboxOptions, 'dataFolder' | 'pageSize' | 'slowMs'>> & {
    readonly port?: number;
  } = {},
): Promise<PlayedNpais> {
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'saite-npais-')));
  const log = createLog('test', 'silent');
  const sandbox = await openSandbox({ ...options, dataFolder, clock: systemClock, log });
  const app = fastify({ forceCloseConnections: true });
  await sandbox.mount(app);
  const origin = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  return {
    sandbox,
    origin,
    url: `${origin}/npais/soap`,
    async post(path, body) {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(origin + path, { method: 'POST', headers, body: JSON.stringify(body) });
      return { status: response.status, body: await response.json() };
    },
    async inbox() {
      const response = await fetch(`${origin}/sandbox/npais/inbox`);
      const messages: Received<ArrivedDelivery>[] = JSON.parse(await response.text());
      return messages;
    },
    async close() {
      await app.close();
      await sandbox.close();
      if (options.dataFolder === undefined) await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
