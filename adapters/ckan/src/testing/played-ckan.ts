import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog, systemClock } from '@saite/runtime';
import { type FastifyInstance, fastify } from 'fastify';
import { z } from 'zod';
import { ClientFile } from '../client-file.ts';
import { PortalPackage, PortalResource } from '../portal/protocol.ts';
import { openSandbox } from '../sandbox/index.ts';

const Arrived = z.array(
  PortalPackage.extend({
    resources: z.array(
      PortalResource.extend({ content: z.string(), conformsto: z.string(), format: z.string() }),
    ),
  }),
);
export type ArrivedPackage = z.infer<typeof Arrived>[number];

export interface PlayedCkan {
  readonly url: string;
  readonly clientPath: string;
  readonly app: FastifyInstance;
  /** Action and status of each call, in order of the answers. */
  readonly calls: string[];
  fault(mode: string): Promise<void>;
  inbox(): Promise<ArrivedPackage[]>;
  client(): Promise<ClientFile>;
  /** Changes the client's file as an operator would. */
  configure(change: (client: ClientFile) => ClientFile): Promise<void>;
  /** Makes a call of the portal as some other user of the same organisation would. */
  call(action: string, body: object): Promise<unknown>;
  /** Ends it and opens it again at the same address. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

async function openIn(folder: string, calls: string[], port: number) {
  const log = createLog('test', 'silent');
  const sandbox = await openSandbox({ dataFolder: folder, clock: systemClock, log, slowMs: 1_500 });
  const app = fastify({ forceCloseConnections: true });
  app.addHook('onResponse', async (request, reply) => {
    const action = /action\/([a-z_]+)/.exec(request.url)?.[1];
    if (action) calls.push(`${action} ${reply.statusCode}`);
  });
  await app.register((scope) => sandbox.mount(scope));
  const origin = await app.listen({ host: '127.0.0.1', port });
  return { sandbox, app, origin };
}

/** The played portal on a port of its own, with data of its own. */
export async function playCkan(): Promise<PlayedCkan> {
  const folder = await mkdtemp(join(tmpdir(), 'saite-ckan-'));
  const clientPath = join(folder, 'ckan-client.json');
  const calls: string[] = [];
  let played = await openIn(folder, calls, 0);
  const { origin } = played;
  const client = async () => ClientFile.parse(JSON.parse(await readFile(clientPath, 'utf8')));
  const end = async () => {
    await played.app.close();
    await played.sandbox.close();
  };
  return {
    url: `${origin}/dati`,
    clientPath,
    get app() {
      return played.app;
    },
    calls,
    async fault(mode) {
      const answer = await played.app.inject({
        method: 'POST',
        url: '/sandbox/ckan/fault',
        payload: { mode },
      });
      if (answer.statusCode !== 200) throw new Error(`the fault ${mode} was answered ${answer.statusCode}`);
    },
    inbox: async () => Arrived.parse(await (await fetch(`${origin}/sandbox/ckan/inbox`)).json()),
    client,
    async configure(change) {
      await writeFile(clientPath, JSON.stringify(change(await client())));
    },
    async call(action, body) {
      const { token } = await client();
      const answer = await fetch(`${origin}/dati/api/3/action/${action}`, {
        method: 'POST',
        headers: { authorization: token, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(`${action} was answered ${answer.status}`);
      return answer.json();
    },
    async restart() {
      await end();
      played = await openIn(folder, calls, Number(new URL(origin).port));
    },
    async close() {
      await end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
