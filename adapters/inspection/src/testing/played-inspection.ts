import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Received } from '@saite/adapter-kit/sandbox';
import { createLog, systemClock } from '@saite/runtime';
import { type FastifyInstance, fastify } from 'fastify';
import type { ArrivedSurvey } from '../sandbox/calls.ts';
import { openSandbox } from '../sandbox/index.ts';

export interface PlayedInspection {
  readonly url: string;
  readonly clientPath: string;
  readonly app: FastifyInstance;
  /** Method, address and status of each request, in order of the answers. */
  readonly requests: readonly string[];
  fault(mode: string): Promise<void>;
  inbox(): Promise<Received<ArrivedSurvey>[]>;
  close(): Promise<void>;
}

/** The played register on a port of its own, with data of its own. */
export async function playInspection(): Promise<PlayedInspection> {
  const folder = await mkdtemp(join(tmpdir(), 'saite-inspection-'));
  const requests: string[] = [];
  const log = createLog('test', 'silent');
  const sandbox = await openSandbox({ dataFolder: folder, clock: systemClock, log, slowMs: 2_000 });
  const app = fastify({ forceCloseConnections: true });
  app.addHook('onResponse', async (request, reply) => {
    requests.push(`${request.method} ${request.url} ${reply.statusCode}`);
  });
  await app.register((scope) => sandbox.mount(scope));
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url: `${origin}/inspection`,
    clientPath: join(folder, 'inspection-client.json'),
    app,
    requests,
    async fault(mode) {
      const answer = await app.inject({
        method: 'POST',
        url: '/sandbox/inspection/fault',
        payload: { mode },
      });
      if (answer.statusCode !== 200) throw new Error(`the fault ${mode} was answered ${answer.statusCode}`);
    },
    inbox: async () => (await app.inject('/sandbox/inspection/inbox')).json(),
    async close() {
      await app.close();
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
