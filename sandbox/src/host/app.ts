import { join } from 'node:path';
import { answerProblems, SandboxProblem } from '@saite/adapter-kit/sandbox';
import type { Clock, Log } from '@saite/runtime';
import { type FastifyInstance, fastify } from 'fastify';
import type { SandboxSettings } from '../settings.ts';
import { openIdentity } from './identity.ts';
import { openInhabitants } from './inhabitants.ts';
import { openMadeDays } from './made-days.ts';
import { mountPopulation } from './population.ts';
import { openRegisters } from './registers.ts';

/** Most that a control call takes: a large made population in one body. */
const BODY_LIMIT = 256 * 1024 * 1024;

/** What the host is made of beside its settings. */
export interface HostParts {
  readonly clock: Clock;
  readonly log: Log;
  /** Folder of the adapters, if it is another one. */
  readonly adapters?: string;
}

/** The app with all played registers, issuer, authority and the population; closing it closes them. */
export async function buildSandbox(settings: SandboxSettings, parts: HostParts): Promise<FastifyInstance> {
  const folder = join(settings.dataFolder, 'sandbox');
  const { clock, log } = parts;
  const identity = await openIdentity(settings, folder, clock, log);
  const { tokens } = identity;
  const hub = { url: settings.hubUrl, tokenOf: tokens.issue };
  const registers = await openRegisters({ dataFolder: folder, clock, log, hub }, parts.adapters);
  const app = fastify({ bodyLimit: BODY_LIMIT, forceCloseConnections: true });
  answerProblems(app);
  app.setNotFoundHandler(() => {
    throw new SandboxProblem('NOT_FOUND');
  });
  app.get('/health/live', () => ({ state: 'up' }));
  app.get('/health/ready', () => ({ state: 'up', registers: registers.map((register) => register.name) }));
  await identity.mount(app);
  mountPopulation(app, {
    registers,
    days: await openMadeDays(folder),
    inhabitants: await openInhabitants(folder, registers),
    hubUrl: settings.hubUrl,
    clock,
    log,
    token: () => tokens.issue({ sub: 'spolis', roles: ['spolis'], institutionIds: [] }),
  });
  for (const register of registers) await app.register((scope) => register.mount(scope));
  app.addHook('onClose', async () => {
    await identity.close();
    for (const register of registers) await register.close();
  });
  return app;
}
