import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CalendarDate } from '@saite/contracts';
import { projectRoot } from '../../../setup/src/project.ts';
import { Feeder } from '../feed/feeder.ts';
import { Population } from '../feed/population.ts';
import { drain } from '../oracles/drain.ts';
import { judge, type Verdict } from '../oracles/judge.ts';
import { randomOf } from '../random.ts';
import type { Ground } from '../system/ground.ts';
import { openWorld } from '../system/world.ts';
import type { Defect } from './defect.ts';
import { makePatchedCopy } from './patched-copy.ts';

export interface BiteOptions {
  readonly seed: number;
  readonly persons: number;
  readonly today: CalendarDate;
  /** Runs the same without the defect. */
  readonly control?: boolean;
}

/** What a system that lost something for good gets before it is judged. */
const SETTLED = { limitMs: 90_000, patienceMs: 6_000 };
const SAMPLE = 3;

/** Runs a defect's dose on a copy of the code that has the defect, and judges it. */
export async function bite(ground: Ground, defect: Defect, options: BiteOptions): Promise<Verdict> {
  const { seed, persons, today, control = false } = options;
  const copy = join(ground.infrastructure.keeper.folder, 'copy');
  if (!control) makePatchedCopy(projectRoot, copy, defect.patches);
  try {
    const world = await openWorld(ground, {
      name: 'bitten',
      root: control ? projectRoot : copy,
      ...(defect.dose.started ? { started: defect.dose.started } : {}),
    });
    try {
      const feeder = await Feeder.open(world);
      const population = new Population(randomOf(seed, 'population'), seed, persons, today);
      await defect.dose.run(world, feeder, population);
      await drain(world, feeder, SETTLED);
      return await judge(world, feeder, { today, seed, sample: SAMPLE });
    } finally {
      await world.close();
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** How many things the oracles found wrong. */
export const wrongCount = ({ lost, doubled, differing }: Verdict): number =>
  lost.length + doubled.length + differing.length;
