import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, createLog, systemClock } from '@saite/runtime';
import { fastify } from 'fastify';
import { openSandbox } from '../sandbox/index.ts';

const LOST = ['vdeavk-decisions.jsonl', 'sandbox-vdeavk-feed'];

export interface PlayOptions {
  readonly clock?: Clock;
  /** Most decisions on a page. */
  readonly pageSize?: number;
}

/** The played register on a port of its own, with data of its own. */
export async function playVdeavk({ clock = systemClock, pageSize }: PlayOptions = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'saite-vdeavk-'));
  const requests: string[] = [];
  const open = async (port: number) => {
    const sandbox = await openSandbox({
      dataFolder: folder,
      clock,
      log: createLog('test', 'silent'),
      ...(pageSize === undefined ? {} : { pageSize }),
    });
    const app = fastify({ forceCloseConnections: true });
    app.addHook('onRequest', async (request) => {
      requests.push(`${request.method} ${request.url}`);
    });
    await app.register((scope) => sandbox.mount(scope));
    const origin = await app.listen({ host: '127.0.0.1', port });
    const settle = (decisions: readonly { decisionId: string; personCode: string }[]) => {
      const at = (number: number) => ({ number, record: decisions[number - 1] });
      const where = (isMeant: (decision: (typeof decisions)[number]) => boolean) =>
        decisions.flatMap((decision, place) => (isMeant(decision) ? [at(place + 1)] : []));
      sandbox.standOn?.({
        name: 'country',
        count: decisions.length,
        isFed: true,
        at,
        of: (code) => where(({ personCode }) => personCode === code),
        withId: (id) => where(({ decisionId }) => decisionId === id)[0],
      });
    };
    const close = async () => {
      await app.close();
      await sandbox.close();
    };
    return { app, origin, settle, close };
  };
  let played = await open(0);
  const { origin } = played;
  const post = (url: string, payload: object, headers: Readonly<Record<string, string>> = {}) =>
    played.app.inject({ method: 'POST', url, payload, headers });
  const control = async (url: string, payload: object) => {
    const answer = await post(url, payload);
    if (answer.statusCode !== 200) throw new Error(`${url} answered ${answer.statusCode} ${answer.body}`);
  };
  return {
    /** Address of the register's calls. */
    url: `${origin}/vdeavk`,
    clientPath: join(folder, 'vdeavk-client.json'),
    /** Method and address of each request, in order: what others see on the way. */
    requests,
    post,
    decide: (...decisions: readonly object[]) => control('/sandbox/vdeavk/decisions', decisions),
    fault: (mode: string) => control('/sandbox/vdeavk/fault', { mode }),
    /** Lets the decisions of a country stand in the register. */
    settle: (decisions: Parameters<typeof played.settle>[0]) => played.settle(decisions),
    /** Ends and begins again at the same address, with its data or without them. */
    async restart({ losing = false } = {}) {
      await played.close();
      if (losing) for (const file of LOST) await rm(join(folder, file), { force: true });
      played = await open(Number(new URL(origin).port));
    },
    async close() {
      await played.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
export type PlayedVdeavk = Awaited<ReturnType<typeof playVdeavk>>;
