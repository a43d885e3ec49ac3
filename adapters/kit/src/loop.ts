import { codeOf, isTransient, type Log, type Loop, startLoop } from '@saite/runtime';
import type { Leader } from './leader.ts';
import { NotPublished } from './publish.ts';
import { isOutage } from './upstream/upstream-error.ts';

export interface LeaderLoopOptions {
  readonly part: string;
  readonly intervalMs: number;
  readonly log: Log;
  readonly leader: Leader;
  readonly work: () => Promise<'more' | 'idle'>;
}

/**
 * Repeats work that only the leading process does. A register, broker or database that is away is said once and
 * tried again at the next interval, so that an outage ends soon after its cause; any other failure pauses the loop
 * for a growing time.
 */
export function startLeaderLoop({ part, intervalMs, log, leader, work }: LeaderLoopOptions): Loop {
  let away: string | undefined;
  return startLoop(part, intervalMs, log, async () => {
    try {
      if (!(await leader.leads())) return 'idle';
      const outcome = await work();
      if (away) log.info('adapter.recovered', { part, code: away });
      away = undefined;
      return outcome;
    } catch (error) {
      if (!isOutage(error) && !(error instanceof NotPublished) && !isTransient(error)) throw error;
      const code = codeOf(error);
      if (away === undefined) log.warn('adapter.waits', { part, code });
      away = code;
      return 'idle';
    }
  });
}
