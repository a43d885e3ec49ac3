import { setTimeout as pause } from 'node:timers/promises';
import type { FaultPoint } from '@saite/runtime';
import type { Feeder } from '../feed/feeder.ts';
import type { Population } from '../feed/population.ts';
import { drain } from '../oracles/drain.ts';
import type { KeptPart } from '../system/kept-part.ts';
import type { ServiceName, World } from '../system/world.ts';

/** A short telling with the faults that one defect needs to be seen. */
export interface Dose {
  /** Services that run from the beginning; all if not said. */
  readonly started?: readonly ServiceName[];
  run(world: World, feeder: Feeder, population: Population): Promise<void>;
}

const POINT_LIMIT_MS = 30_000;
/** Time in which what was lost for good would have come. */
const SETTLED = { limitMs: 60_000, patienceMs: 5_000 };

function partOf(world: World, service: ServiceName): KeptPart {
  const part = world.parts.get(service);
  if (!part) throw new Error(`there is no ${service}`);
  return part;
}

/** Lets a service die at a point while something is told, and starts it again. */
async function whileDying(
  world: World,
  death: { service: ServiceName; point: FaultPoint; nth: number },
  telling: () => Promise<void>,
): Promise<void> {
  const { service, point, nth } = death;
  const part = partOf(world, service);
  await part.kill();
  const dying = async () => {
    const hit = await world.startToDie(service, point, nth, POINT_LIMIT_MS);
    if (!hit) await part.kill();
    await part.start();
    if (!hit) throw new Error(`${service} never came by ${point}`);
  };
  await Promise.all([dying(), telling()]);
}

/** The relay sends once more what it sent in the last ten seconds before a loss; here that is over. */
const PAST_RESENDING_MS = 12_000;
/** Time in which the relay has tried what waited. */
const RELAYED_MS = 1_500;

/** New persons while a service dies. */
export const wavesWhileDying = (service: ServiceName, point: FaultPoint, nth: number): Dose => ({
  run: async (world, feeder, population) => {
    const waves = population.waves();
    await whileDying(world, { service, point, nth }, async () => {
      for (const wave of waves) await feeder.tell(wave, true);
    });
  },
});

/**
 * Corrected payments of persons who are known and decided, all at once, while a service dies.
 *
 * @param mostEach payments of each person; with one alone, nothing that comes later mends what was lost with it
 */
export const correctionsWhileDying = (service: ServiceName, point: FaultPoint, mostEach: number): Dose => ({
  run: async (world, feeder, population) => {
    for (const wave of population.waves()) await feeder.tell(wave, true);
    await drain(world, feeder, SETTLED);
    await whileDying(world, { service, point, nth: 1 }, () =>
      feeder.tellRegisters(population.paymentsCorrected(mostEach)),
    );
  },
});

/**
 * The first facts come while no adapter has declared its queue, and the hub tries to publish them. More come later:
 * what the hub sends once more after its start are only the last seconds in which it sent anything.
 */
export const firstFactsWithoutQueues: Dose = {
  started: ['hub'],
  run: async (world, feeder, population) => {
    const waves = population.waves();
    for (const wave of waves.slice(0, -1)) await feeder.tell(wave, true);
    await pause(PAST_RESENDING_MS);
    for (const wave of waves.slice(-1)) await feeder.tell(wave, true);
    await pause(RELAYED_MS);
    // Its queues come before the hub goes on: see the order in which the system starts.
    await partOf(world, 'hub').kill();
    await Promise.all([partOf(world, 'adapter-sais').start(), partOf(world, 'adapter-pmlp').start()]);
    await partOf(world, 'hub').start();
  },
};

/** Nothing happens but what happens every day: new persons, corrections, and everything once more. */
export const plain: Dose = {
  run: async (world, feeder, population) => {
    for (const wave of population.waves()) await feeder.tell(wave, true);
    await drain(world, feeder, SETTLED);
    await feeder.tell(population.corrections(60), true);
    await drain(world, feeder, SETTLED);
    await feeder.tell(population.again(), true, 2);
  },
};

/** Corrections of placements in the wrong order: a version comes after the one that replaces it. */
export const newBeforeOld: Dose = {
  run: async (world, feeder, population) => {
    for (const wave of population.waves()) await feeder.tell(wave, true);
    const [older, newer] = [population.corrections(90), population.corrections(90)];
    await feeder.tell(newer, true);
    await drain(world, feeder, SETTLED);
    await feeder.tell(older, true);
  },
};
