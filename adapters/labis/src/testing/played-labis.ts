import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Received } from '@saite/adapter-kit/sandbox';
import { type Clock, createLog, systemClock } from '@saite/runtime';
import { fastify } from 'fastify';
import type { Batch, StatisticalRecord } from '../protocol.ts';
import { openSandbox } from '../sandbox/index.ts';

/** LabIS as it is played, on a port of its own, with data of its own. */
export async function playLabis(clock: Clock = systemClock) {
  const folder = await mkdtemp(join(tmpdir(), 'saite-labis-'));
  const requests: string[] = [];
  const log = createLog('test', 'silent');
  const sandbox = await openSandbox({ dataFolder: folder, clock, log, slowMs: 2_000 });
  const app = fastify({ forceCloseConnections: true });
  app.addHook('onResponse', async (request, reply) => {
    requests.push(`${request.method} ${request.url} ${reply.statusCode}`);
  });
  await app.register((scope) => sandbox.mount(scope));
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  const inboxText = async () => (await app.inject('/sandbox/labis/inbox')).body;
  const inbox = async (): Promise<Received<Batch>[]> => JSON.parse(await inboxText());
  return {
    url: `${origin}/labis`,
    clientPath: join(folder, 'labis-client.json'),
    app,
    /** Method, address and status of each request, in order of the answers. */
    requests,
    async fault(mode: string) {
      const answer = await app.inject({ method: 'POST', url: '/sandbox/labis/fault', payload: { mode } });
      if (answer.statusCode !== 200) throw new Error(`the fault ${mode} was answered ${answer.statusCode}`);
    },
    inboxText,
    inbox,
    keyVersions: async (): Promise<{ keyVersion: number; state: string }[]> =>
      (await app.inject('/sandbox/labis/key-versions')).json(),
    /** What holds at LabIS under a version of the key: of each record the highest version, unless withdrawn. */
    async standing(keyVersion = 1): Promise<StatisticalRecord[]> {
      const highest = new Map<string, StatisticalRecord>();
      for (const { records, keyVersion: version } of await inbox())
        for (const record of version === keyVersion ? records : [])
          if ((highest.get(record.id)?.version ?? 0) < record.version) highest.set(record.id, record);
      return [...highest.values()].filter(({ withdrawn }) => !withdrawn);
    },
    async close() {
      await app.close();
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
export type PlayedLabis = Awaited<ReturnType<typeof playLabis>>;
