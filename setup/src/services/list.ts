import { existsSync, globSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A program of the system that runs as a process of its own. */
export type ServicePlan = { name: string; file: string };

/**
 * What the system is made of, in the order of its start: the sandbox registers, all at once each adapter and the
 * statistics, and the hub last: its door opens when every queue is there, so that none misses the first facts. An
 * adapter is found by looking, so a new one needs no list to be changed.
 */
export function findServices(root: string): ServicePlan[][] {
  const adapters = globSync('adapters/*/src/main.ts', { cwd: root }).sort();
  const stages = [['sandbox/src/main.ts'], [...adapters, 'statistics/src/main.ts'], ['hub/src/main.ts']];
  return stages
    .map((files) => files.filter((file) => existsSync(join(root, file))).map((file) => planOf(root, file)))
    .filter((stage) => stage.length > 0);
}

/** The services that log in at broker and database: all but the played registers. */
export const serviceNames = (root: string): string[] =>
  findServices(root)
    .flat()
    .map(({ name }) => name)
    .filter((name) => name !== 'sandbox');

function planOf(root: string, file: string): ServicePlan {
  return { name: dirname(dirname(file)).replace(/^adapters\//, 'adapter-'), file: join(root, file) };
}
