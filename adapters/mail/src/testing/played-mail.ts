import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, createLog, systemClock } from '@saite/runtime';
import { type FastifyInstance, fastify } from 'fastify';
import { MailConfig } from '../mail-config.ts';
import type { ArrivedLetter } from '../sandbox/inbox.ts';
import { openSandbox } from '../sandbox/index.ts';

/** The played mail server with data of its own. */
export interface PlayedMail {
  readonly configPath: string;
  /** The control calls. */
  readonly app: FastifyInstance;
  inbox(): Promise<ArrivedLetter[]>;
  /** Letters to one address. */
  to(address: string): Promise<ArrivedLetter[]>;
  fault(mode: string, forMs?: number): Promise<void>;
  /** Changes the configuration as an operator would. */
  configure(change: (config: MailConfig) => MailConfig): Promise<void>;
  /** Ends it and opens it again, at another port. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

async function openIn(dataFolder: string, clock: Clock, slowMs: number) {
  const sandbox = await openSandbox({ dataFolder, clock, slowMs, log: createLog('test', 'silent') });
  const app = fastify();
  await app.register((scope) => sandbox.mount(scope));
  await app.ready();
  return { sandbox, app };
}

export async function playMail(clock: Clock = systemClock, slowMs = 2_000): Promise<PlayedMail> {
  const folder = await mkdtemp(join(tmpdir(), 'saite-mail-'));
  const configPath = join(folder, 'mail.json');
  let played = await openIn(folder, clock, slowMs);
  const end = async () => {
    await played.app.close();
    await played.sandbox.close();
  };
  const inbox = async () => (await played.app.inject('/sandbox/mail/inbox')).json<ArrivedLetter[]>();
  return {
    configPath,
    get app() {
      return played.app;
    },
    inbox,
    to: async (address) => (await inbox()).filter((letter) => letter.to === address),
    async fault(mode, forMs) {
      const payload = { mode, ...(forMs === undefined ? {} : { forMs }) };
      const answer = await played.app.inject({ method: 'POST', url: '/sandbox/mail/fault', payload });
      if (answer.statusCode !== 200) throw new Error(`the fault was answered with ${answer.statusCode}`);
    },
    async configure(change) {
      const config = MailConfig.parse(JSON.parse(await readFile(configPath, 'utf8')));
      await writeFile(configPath, JSON.stringify(change(config)));
    },
    async restart() {
      await end();
      played = await openIn(folder, clock, slowMs);
    },
    async close() {
      await end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
