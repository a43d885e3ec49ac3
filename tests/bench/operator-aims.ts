import { type Aim, below, FLAT } from './aims.ts';
import type { OperatorResult } from './measures/operator.ts';
import { aimsOfReading } from './reading-aims.ts';
import { whole } from './support/screen.ts';

/** Ten times as many parked messages may not make a list much slower. */
const GROWTH = 3;
/** Each call answers in less, ms. */
const LIMIT_MS = 1_000;

/** What the operator's calls cost, and what is asked of them. */
export function operatorAimsOf(result: OperatorResult): Aim[] {
  const { smaller, larger, read, dismissed, dismissedPerSecond, memoryAfterJob } = result;
  const slowest = Object.entries(larger.calls).toSorted(([, a], [, b]) => b - a)[0] ?? ['', 0];
  return [
    ...Object.entries(larger.calls).map(([name, ms]): Aim => {
      const before = smaller.calls[name] ?? Number.NaN;
      // Looking through all of them to count their persons is the one call that grows with them.
      const grows = name === 'preview of all';
      return {
        name: `operator's ${name}, ${whole(larger.parked)} parked`,
        measured: `${ms.toFixed(0)} ms`,
        against: `${whole(smaller.parked)} parked ${before.toFixed(0)} ms`,
        ...(grows
          ? { ratio: ms / before, aim: 'only told', reached: null }
          : below(ms / before, GROWTH, `< ${GROWTH}`)),
      };
    }),
    {
      name: "the slowest of the operator's calls",
      measured: `${slowest[1].toFixed(0)} ms`,
      against: slowest[0],
      ...below(slowest[1], LIMIT_MS, '< 1 s'),
    },
    ...aimsOfReading(`list of ${whole(larger.parked)} parked`, read),
    {
      name: `peak memory of the hub, ${whole(larger.parked)} parked`,
      measured: `${whole(larger.peakMemory)} MiB`,
      against: `${whole(smaller.parked)} parked ${whole(smaller.peakMemory)} MiB`,
      ...below(larger.peakMemory / smaller.peakMemory, FLAT, `flat, < ${FLAT}`),
    },
    {
      name: `${whole(dismissed)} dismissed by one job`,
      measured: `${whole(dismissedPerSecond)}/s`,
      against: `peak memory ${whole(memoryAfterJob)} MiB, before ${whole(larger.peakMemory)} MiB`,
      ...below(memoryAfterJob / larger.peakMemory, FLAT, `flat, < ${FLAT}`),
    },
  ];
}
