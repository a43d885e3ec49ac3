import { percentile } from '../statistics.ts';

/** How fast something answered. */
export interface Rate {
  readonly perSecond: number;
  /** Time within which 99 of 100 calls were answered, ms. */
  readonly p99: number;
}

/**
 * Makes prepared calls, some at the same time.
 *
 * @throws Error of a call that was not answered as wanted: a figure counts only if the work behind it was done
 */
export async function rateOf(calls: readonly (() => Promise<void>)[], inFlight: number): Promise<Rate> {
  const times: number[] = [];
  const left = calls.values();
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      for (const call of left) {
        const begun = performance.now();
        await call();
        times.push(performance.now() - begun);
      }
    }),
  );
  return { perSecond: (calls.length * 1000) / (performance.now() - startedAt), p99: percentile(times, 0.99) };
}
