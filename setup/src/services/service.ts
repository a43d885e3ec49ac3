import { join } from 'node:path';
import { createLogFile, lastLines } from '../files.ts';
import { SetupProblem } from '../problem.ts';
import type { Keeper } from '../processes/keeper.ts';
import { createPart, type Part } from '../processes/part.ts';
import { projectRoot } from '../project.ts';
import type { ServicePlan } from './list.ts';

const READY_LIMIT_MS = 60_000;

/** One service: a process that says `ready` through the channel to its parent and closes in order on SIGTERM. */
export function createService(keeper: Keeper, plan: ServicePlan, environment: Record<string, string>): Part {
  const log = join(keeper.folder, 'logs', `${plan.name}.log`);
  const openLog = createLogFile(log);
  return createPart(plan.name, async () => {
    const handle = openLog();
    const service = await keeper.run(plan.name, process.execPath, [plan.file], {
      kind: 'service',
      ending: { signal: 'SIGTERM', patienceMs: 10_000 },
      cwd: projectRoot,
      env: { ...inherited(), ...environment },
      stdio: ['ignore', handle, handle, 'ipc'],
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), READY_LIMIT_MS);
    });
    const ready = new Promise<'ready'>((resolve) => {
      service.child.on('message', (message) => {
        if (message === 'ready') resolve('ready');
        if (message === 'busy') timer?.refresh(); // it brings its tables under a new index key
      });
    });
    const outcome = await Promise.race([ready, service.exited.then(() => 'ended' as const), late]);
    clearTimeout(timer);
    if (outcome === 'ready') return service;
    await service.kill();
    throw notReady(plan.name, outcome, log);
  });
}

/** The environment without what npm adds for its own scripts. */
function inherited(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
}

function notReady(name: string, outcome: 'ended' | 'late', log: string): SetupProblem {
  const [english, latvian] =
    outcome === 'late'
      ? [
          `was not ready within ${READY_LIMIT_MS / 1000} s`,
          `${READY_LIMIT_MS / 1000} sekundēs nesāka darboties`,
        ]
      : ['ended while it started', 'startējot apstājās'];
  return new SetupProblem(
    `The service ${name} ${english}. The last lines of ${log}:\n${lastLines(log)}`,
    `Pakalpojums ${name} ${latvian}. Žurnāls: ${log}`,
  );
}
