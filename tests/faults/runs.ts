import { setTimeout as pause } from 'node:timers/promises';
import type { CalendarDate } from '@saite/contracts';
import { Feeder } from './feed/feeder.ts';
import { Population } from './feed/population.ts';
import { type Fault, type Injected, inject, tell } from './inject.ts';
import { drain } from './oracles/drain.ts';
import { judge, type Verdict } from './oracles/judge.ts';
import { randomOf } from './random.ts';
import type { Ground } from './system/ground.ts';
import { openWorld, type World } from './system/world.ts';

export interface RunOptions {
  readonly seed: number;
  readonly persons: number;
  readonly today: CalendarDate;
  readonly say: (line: string) => void;
  /** Longest time between two faults. */
  readonly mostPauseMs: number;
}

export interface FaultRun extends Verdict {
  readonly injected: readonly Injected[];
  /** What went wrong beside the facts: a part that ended by itself, a refusal, a system that did not settle. */
  readonly troubles: readonly string[];
  readonly drainMs: number;
}

/**
 * A broker of the distribution (3.10) that is killed within a second of the first declaration of a quorum queue may
 * come back with a queue that never answers again: to consume from it waits for ever, to publish is never confirmed.
 */
const DECLARED_MS = 2_500;
const CORRECTED_PERCENT = 25;
const SETTLE = { limitMs: 180_000, patienceMs: 30_000 };
const SAMPLE = 20;

/**
 * Runs the system with faults and then, in another room, the same telling without any, and judges the first by
 * the second.
 *
 * @param faults as many as there are; feeding goes on until they end
 */
export async function runWithTwin(
  ground: Ground,
  options: RunOptions,
  faults: Iterable<Fault>,
): Promise<FaultRun> {
  const { seed, persons, today, say } = options;
  const population = new Population(randomOf(seed, 'population'), seed, persons, today);
  const world = await openWorld(ground, { name: 'faulty' });
  try {
    await pause(DECLARED_MS);
    const { feeder, injected, troubles } = await feedUnderFaults(world, population, options, faults);
    say('… draining');
    const drained = await drain(world, feeder, SETTLE);
    if (!drained.quiet) troubles.push(`not drained after ${drained.ms} ms: ${JSON.stringify(drained.left)}`);
    troubles.push(...feeder.surprises, ...(await notReady(world)), ...endedByThemselves(world));
    say(`✓ drained in ${(drained.ms / 1000).toFixed(1)} s; the same without faults …`);
    const twin = await runTwin(ground, population, options);
    const verdict = await judge(world, feeder, { today, seed, sample: SAMPLE, twin: twin.answers });
    troubles.push(...wrongIn('without faults', twin));
    for (const { fault, hit } of injected) if (!hit) troubles.push(`${tell(fault)}: never came by`);
    say(`  calls made again: ${tally(feeder.repeats)}`);
    return { ...verdict, injected, troubles, drainMs: drained.ms };
  } finally {
    await world.close();
  }
}

async function feedUnderFaults(
  world: World,
  population: Population,
  { seed, say, mostPauseMs }: RunOptions,
  faults: Iterable<Fault>,
) {
  const feeder = await Feeder.open(world);
  const random = randomOf(seed, 'feeding');
  const injected: Injected[] = [];
  let over = false;
  const injecting = (async () => {
    for (const fault of faults) {
      const done = await inject(world, fault);
      injected.push(done);
      const outcome = done.hit ? `up again after ${done.recoveryMs} ms` : 'never came by';
      say(`  ${injected.length}. ${tell(fault)}: ${outcome}; accepted ${feeder.accepted}`);
      await pause(random.int(0, mostPauseMs));
    }
  })().finally(() => {
    over = true;
  });
  const feeding = (async () => {
    for (const wave of population.waves()) await feeder.tell(wave, random.chance(50));
    while (!over) {
      await feeder.tell(population.corrections(CORRECTED_PERCENT), random.chance(50));
      await pause(random.int(50, 500));
    }
    await feeder.tell(population.again(), random.chance(50), 2);
  })();
  await Promise.all([injecting, feeding]);
  const troubles: string[] = [];
  return { feeder, injected, troubles };
}

/** The same telling, one after another, in a system that nothing happens to. */
async function runTwin(ground: Ground, population: Population, options: RunOptions): Promise<Verdict> {
  const { seed, today } = options;
  const world = await openWorld(ground, { name: 'twin' });
  try {
    const feeder = await Feeder.open(world);
    for (const batch of population.told) await feeder.tell(batch, true);
    await drain(world, feeder, SETTLE);
    return await judge(world, feeder, { today, seed, sample: SAMPLE });
  } finally {
    await world.close();
  }
}

/** What is wrong in a run, one line each kind, for a reader. */
export function wrongIn(name: string, verdict: Verdict): string[] {
  const few = (kind: string, texts: readonly string[]) =>
    texts.length === 0 ? [] : [`${name}: ${texts.length} ${kind}, like ${texts.slice(0, 3).join('; ')}`];
  return [
    ...few('lost', verdict.lost),
    ...few('doubled', verdict.doubled),
    ...few('differing', verdict.differing),
  ];
}

async function notReady(world: World): Promise<string[]> {
  const troubles: string[] = [];
  for (const service of ['hub', 'adapter-sais', 'adapter-pmlp'] as const) {
    const status = await fetch(world.healthUrl(service)).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status !== 200) troubles.push(`${service} is not ready after the last fault: ${status}`);
  }
  return troubles;
}

const endedByThemselves = (world: World): string[] =>
  [...world.parts.values()]
    .filter((part) => part.ownEnds > 0)
    .map((part) => `${part.name} ended by itself, ${part.ownEnds} times`);

const tally = (counts: ReadonlyMap<string, number>): string =>
  [...counts].map(([what, count]) => `${what} ${count}`).join(', ') || 'none';
