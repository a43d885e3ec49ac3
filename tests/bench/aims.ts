import type { ChildrenResult } from './measures/children.ts';
import type { FlowResult } from './measures/flow.ts';
import { type LatencyResult, PAYMENTS_A_SECOND } from './measures/latency.ts';
import type { PeerResult } from './measures/peer.ts';
import { median } from './statistics.ts';
import { whole } from './support/screen.ts';

/** The broker's ceiling, messages a second, and the hub right after it. */
export interface Round {
  readonly ceiling: number;
  readonly flow: FlowResult;
}

/** Everything that one run measured of hub and broker. */
export interface Measured {
  readonly rounds: readonly Round[];
  readonly large: FlowResult;
  readonly mixed: FlowResult;
  readonly peer: PeerResult;
  readonly peerMixed: PeerResult;
  readonly latency: LatencyResult;
  readonly fewChildren: ChildrenResult;
  readonly children: ChildrenResult;
}

/** One line of the result. */
export interface Aim {
  readonly name: string;
  readonly measured: string;
  /** What it is held against. */
  readonly against: string;
  /** Measured in units of what it is held against; for times the time itself, ms. */
  readonly ratio: number;
  readonly aim: string;
  /** `null` of what is only told and has no aim. */
  readonly reached: boolean | null;
}

/** Memory that grows with the work, and not with what the database holds, stays under this. */
export const FLAT = 1.5;

const perSecond = (rate: number): string => `${whole(rate)}/s`;

export const atLeast = (ratio: number, aim: number, text: string) => ({
  ratio,
  aim: text,
  reached: ratio >= aim,
});
export const below = (ratio: number, aim: number, text: string) => ({
  ratio,
  aim: text,
  reached: ratio < aim,
});

export function aimsOf(measured: Measured): Aim[] {
  const { rounds, large, mixed, peer, peerMixed, latency, fewChildren, children } = measured;
  const ofCeiling = ({ ceiling, flow }: Round): number => flow.eventsPerSecond / ceiling;
  const middle = median(rounds.map(ofCeiling));
  const round = rounds.find((each) => ofCeiling(each) === middle);
  if (!round) throw new Error('no rounds');
  const { ceiling, flow: small } = round;
  // The fastest one was disturbed least, so growth is not hidden by what else the machine did.
  const fastest = Math.max(...rounds.map(({ flow }) => flow.eventsPerSecond));
  const growth = fastest / large.eventsPerSecond;
  const memory = large.peakMemory / small.peakMemory;
  const fill = `events to answers, ${whole(small.persons)} persons`;
  return [
    {
      name: fill,
      measured: perSecond(small.eventsPerSecond),
      against: `broker's ceiling ${perSecond(ceiling)}`,
      ...atLeast(middle, 1 / 3, '≥ 0.33'),
    },
    {
      name: fill,
      measured: perSecond(small.eventsPerSecond),
      against: `plain peer ${perSecond(peer.eventsPerSecond)}`,
      ...atLeast(small.eventsPerSecond / peer.eventsPerSecond, 5, '≥ 5'),
    },
    {
      name: `the same, mixed order, ${whole(mixed.persons)} persons`,
      measured: perSecond(mixed.eventsPerSecond),
      against: `plain peer ${perSecond(peerMixed.eventsPerSecond)}`,
      ...atLeast(mixed.eventsPerSecond / peerMixed.eventsPerSecond, 5, '≥ 5'),
    },
    {
      name: `cost of an event, ${whole(large.persons)} persons`,
      measured: `${whole(1_000_000 / large.eventsPerSecond)} µs`,
      against: `${whole(small.persons)} persons ${whole(1_000_000 / fastest)} µs`,
      ...below(growth, 1.1, '< 1.1'),
    },
    {
      name: `SAIS's answer to readable statement, p50, ${PAYMENTS_A_SECOND}/s`,
      measured: `${whole(latency.p50Ms)} ms`,
      against: `${whole(latency.samples)} samples at ${perSecond(latency.paymentsPerSecond)}`,
      ...below(latency.p50Ms, 1_000, '< 1 s'),
    },
    {
      name: `SAIS's answer to readable statement, p99, ${PAYMENTS_A_SECOND}/s`,
      measured: `${whole(latency.p99Ms)} ms`,
      against: `longest ${whole(latency.maxMs)} ms`,
      ...below(latency.p99Ms, 1_000, '< 1 s'),
    },
    {
      name: `peak memory of the hub, ${whole(large.persons)} persons`,
      measured: `${whole(large.peakMemory)} MiB`,
      against: `${whole(small.persons)} persons ${whole(small.peakMemory)} MiB`,
      ...below(memory, FLAT, `flat, < ${FLAT}`),
    },
    {
      name: `a day's wake-ups, ${whole(children.children)} children`,
      measured: `${whole(children.casesPerSecond)} cases/s`,
      against: `${whole(fewChildren.children)} children ${whole(fewChildren.casesPerSecond)}/s`,
      ...atLeast(children.casesPerSecond / fewChildren.casesPerSecond, 0.8, '≥ 0.8'),
    },
    {
      name: `peak memory of the hub, ${whole(children.children)} children`,
      measured: `${whole(children.peakMemory)} MiB`,
      against: `events to answers ${whole(small.peakMemory)} MiB`,
      ...below(children.peakMemory / small.peakMemory, FLAT, `flat, < ${FLAT}`),
    },
    {
      name: `one more fact, ${whole(children.children)} children stored`,
      measured: `${whole(children.microsecondsAFact)} µs`,
      against: `${whole(fewChildren.children)} stored ${whole(fewChildren.microsecondsAFact)} µs`,
      ...below(children.microsecondsAFact / fewChildren.microsecondsAFact, 1.2, '< 1.2'),
    },
  ];
}
