import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog, systemClock } from '@saite/runtime';
import { fastify } from 'fastify';
import { openSandbox, type SaisSandbox, type SaisSandboxOptions } from '../sandbox/index.ts';

export interface PlayedSais {
  readonly sandbox: SaisSandbox;
  /** Address of the SOAP service. */
  readonly url: string;
  readonly origin: string;
  /** Posts to a control call. */
  post(path: string, body: unknown): Promise<{ status: number; body: unknown }>;
  get(path: string): Promise<unknown>;
  close(): Promise<void>;
}

/** The played register on a port of its own, with data of its own unless a folder is given. */
export async function playSais(
  options: Partial<Pick<SaisSandboxOptions, 'dataFolder' | 'pageSize' | 'slowMs'>> & {
    readonly port?: number;
  } = {},
): Promise<PlayedSais> {
  const made = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'saite-sais-')));
  const log = createLog('test', 'silent');
  const sandbox = await openSandbox({ ...options, dataFolder: made, clock: systemClock, log });
  const app = fastify({ forceCloseConnections: true });
  await sandbox.mount(app);
  const origin = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  return {
    sandbox,
    origin,
    url: `${origin}/sais/soap`,
    async post(path, body) {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(origin + path, { method: 'POST', headers, body: JSON.stringify(body) });
      return { status: response.status, body: await response.json() };
    },
    get: async (path) => (await fetch(origin + path)).json(),
    async close() {
      await app.close();
      await sandbox.close();
      if (options.dataFolder === undefined) await rm(made, { recursive: true, force: true });
    },
  };
}
