import { isTransient } from './database.ts';
import { codeOf, type Log } from './log.ts';

/** A piece of work that is done again and again, one at a time, until it is closed. */
export interface Loop {
  /** Do it now instead of waiting for the interval. */
  wake(): void;
  /** Waits for the run in progress and ends. */
  close(): Promise<void>;
}

const LONGEST_PAUSE_MS = 5_000;

/**
 * Repeats `work`: at once while it says there is more, else after `intervalMs` or when woken.
 * A failure pauses it for a growing time, up to 5 seconds; the database being away is said once, not each time.
 */
export function startLoop(
  part: string,
  intervalMs: number,
  log: Log,
  work: () => Promise<'more' | 'idle'>,
): Loop {
  let closed = false;
  let woken = false;
  let failures = 0;
  let rouse: (() => void) | undefined;
  const rest = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const run = async () => {
    while (!closed) {
      woken = false;
      try {
        const outcome = await work();
        if (failures > 0) log.info('loop.recovered', { part, attempt: failures });
        failures = 0;
        if (outcome === 'idle' && !woken && !closed) await rest(intervalMs);
      } catch (error) {
        failures += 1;
        if (failures === 1 || !isTransient(error))
          log.warn('loop.failed', { part, attempt: failures, code: codeOf(error) }, error);
        if (!closed) await rest(Math.min(LONGEST_PAUSE_MS, 100 * 2 ** Math.min(failures, 9)));
      }
    }
  };
  const running = run();
  return {
    wake: () => {
      woken = true;
      if (failures === 0) rouse?.();
    },
    close: async () => {
      closed = true;
      rouse?.();
      await running;
    },
  };
}
