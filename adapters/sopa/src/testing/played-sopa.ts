import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Received, RegisterSandbox } from '@saite/adapter-kit/sandbox';
import { createLog, systemClock } from '@saite/runtime';
import { type FastifyInstance, fastify } from 'fastify';
import type { ArrivedDocument } from '../sandbox/arrived-document.ts';
import { openSandbox } from '../sandbox/index.ts';

export interface PlayedSopa {
  readonly url: string;
  readonly app: FastifyInstance;
  readonly sandbox: RegisterSandbox;
  /** Method, address and status of each request, in order of the answers: what others see on the way. */
  readonly requests: readonly string[];
  fault(mode: string): Promise<void>;
  /** One municipality does not answer, until it is told otherwise. */
  cutOff(municipality: string | undefined): void;
  inbox(): Promise<Received<ArrivedDocument>[]>;
  /** Social workers record surveys. */
  surveys(...records: readonly unknown[]): Promise<void>;
  /** Ends and begins again at the same address with the same data, or with none if it lost them. */
  restart(how?: { readonly losing: boolean }): Promise<void>;
  close(): Promise<void>;
}

const LOST = ['sopa-files.jsonl', 'sandbox-sopa-received.jsonl', 'sopa-surveys.jsonl', 'sandbox-sopa-feed'];

/** The played register on a port of its own, with data of its own. */
export async function playSopa(): Promise<PlayedSopa> {
  const folder = await mkdtemp(join(tmpdir(), 'saite-sopa-'));
  const requests: string[] = [];
  let unreachable: string | undefined;
  const open = async (port: number) => {
    const log = createLog('test', 'silent');
    const sandbox = await openSandbox({
      dataFolder: folder,
      clock: systemClock,
      log,
      slowMs: 2_000,
      slowReadingMs: 800,
      pageSize: 2,
    });
    const app = fastify({ forceCloseConnections: true });
    app.addHook('onRequest', async (request, reply) => {
      if (unreachable === undefined || !request.url.includes(`/${unreachable}/`)) return;
      reply.hijack();
      reply.raw.destroy();
    });
    app.addHook('onResponse', async (request, reply) => {
      requests.push(`${request.method} ${request.url} ${reply.statusCode}`);
    });
    await app.register((scope) => sandbox.mount(scope));
    return { sandbox, app, origin: await app.listen({ host: '127.0.0.1', port }) };
  };
  let played = await open(0);
  const { origin } = played;
  const end = async () => {
    await played.app.close();
    await played.sandbox.close();
  };
  const control = async (url: string, payload: object) => {
    const answer = await played.app.inject({ method: 'POST', url, payload });
    if (answer.statusCode !== 200) throw new Error(`${url} was answered ${answer.statusCode}`);
  };
  return {
    url: `${origin}/sopa`,
    get app() {
      return played.app;
    },
    get sandbox() {
      return played.sandbox;
    },
    requests,
    fault: (mode) => control('/sandbox/sopa/fault', { mode }),
    surveys: (...records) => control('/sandbox/sopa/surveys', records),
    cutOff: (municipality) => {
      unreachable = municipality;
    },
    inbox: async () => (await played.app.inject('/sandbox/sopa/inbox')).json(),
    async restart(how = { losing: false }) {
      await end();
      if (how.losing) for (const file of LOST) await rm(join(folder, file), { force: true });
      played = await open(Number(new URL(origin).port));
    },
    async close() {
      await end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
