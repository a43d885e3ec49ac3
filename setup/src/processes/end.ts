import { setTimeout as wait } from 'node:timers/promises';
import { type Identity, isAlive } from './identity.ts';

/** How a process is asked to end, and how long it may take before it is killed. */
export type Ending = { signal: NodeJS.Signals; patienceMs: number };

/** A process that must not outlive its supervisor. Servers end after the services that use them. */
export type Watched = Identity & Ending & { name: string; kind: 'service' | 'server' };

const LOOK_MS = 25;
const KILL_LIMIT_MS = 5_000;

/** Ends a process: asks, waits, kills. Returns when it is gone; one that is gone already is left alone. */
export async function endProcess(watched: Identity & Ending): Promise<void> {
  if (!isAlive(watched)) return;
  if (watched.patienceMs > 0) {
    sendSignal(watched.pid, watched.signal);
    if (await goneWithin(watched, watched.patienceMs)) return;
  }
  await killProcess(watched);
}

/** Kills a process with all of its group, and waits until it is gone. */
export async function killProcess(identity: Identity): Promise<void> {
  if (!isAlive(identity)) return;
  sendSignal(-identity.pid, 'SIGKILL');
  sendSignal(identity.pid, 'SIGKILL');
  await goneWithin(identity, KILL_LIMIT_MS);
}

/** Ends many: the services first, together, then the servers under them. */
export async function endAll(list: readonly Watched[]): Promise<void> {
  for (const kind of ['service', 'server'] as const) {
    await Promise.all(list.filter((watched) => watched.kind === kind).map(endProcess));
  }
}

/** Sends a signal to a process, or with a negative number to its whole group; one that is gone is no error. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself meanwhile, or leads no group.
  }
}

async function goneWithin(identity: Identity, limitMs: number): Promise<boolean> {
  const until = performance.now() + limitMs;
  while (isAlive(identity)) {
    if (performance.now() > until) return false;
    await wait(LOOK_MS);
  }
  return true;
}
