import { setTimeout as pause } from 'node:timers/promises';
import type { SystemRoom } from './system-room.ts';

const ASK_MS = 250;
/** Looking costs the database something too: one part of so many of the time goes to it, at most. */
const SHARE = 20;
const LIMIT_MS = 5_400_000;

/**
 * Looks again and again, less often the more a look costs, until something is so.
 *
 * @throws Error if a service ended, or after an hour and a half
 */
export async function until({ services }: SystemRoom, isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + LIMIT_MS;
  for (;;) {
    const lookedAt = performance.now();
    if (await isSo()) return;
    if (lookedAt > end) throw new Error(`not done after ${LIMIT_MS / 60_000} minutes`);
    for (const service of services) service.assertRuns();
    await pause(Math.max(ASK_MS, SHARE * (performance.now() - lookedAt)));
  }
}
