import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type RegisterSandbox, SandboxProblem } from '@saite/adapter-kit/sandbox';
import { CalendarDate } from '@saite/contracts';
import { z } from 'zod';
import { Country, MOST_INHABITANTS, type Plan, standingIn } from '../inhabitants/index.ts';

const File = z.strictObject({
  seed: z.int().min(0),
  inhabitants: z.int().min(1).max(MOST_INHABITANTS),
  disability: z.literal('june-2019').exactOptional(),
  today: CalendarDate,
});

/** How many stand in the registers. */
export interface InhabitantCounts {
  readonly persons: number;
  readonly pensions: number;
  readonly withDisability: number;
  readonly decisions: number;
}

/** The inhabitants of the country that stand in the registers; only their plan is kept for the next start. */
export interface Inhabitants {
  /**
   * Lets them stand in the registers from now on; the same ones again change nothing.
   *
   * @throws SandboxProblem `INVALID` if others stand there already: people do not turn into others
   */
  settle(plan: Plan): Promise<InhabitantCounts>;
}

async function readPlan(path: string): Promise<Plan | undefined> {
  try {
    return File.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** @param folder where the plan is kept; inhabitants of an earlier start stand in the registers at once */
export async function openInhabitants(
  folder: string,
  registers: readonly RegisterSandbox[],
): Promise<Inhabitants> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'inhabitants.json');
  const standing = (plan: Plan): Country => {
    const country = new Country(plan);
    const records = standingIn(country);
    for (const register of registers) {
      const own = records[register.name];
      if (own) register.standOn?.(own);
    }
    return country;
  };
  let settled = await readPlan(path);
  let country = settled && standing(settled);
  return {
    async settle(plan) {
      const wanted = File.parse(plan);
      if (settled && !isDeepStrictEqual(settled, wanted))
        throw new SandboxProblem('INVALID', [{ path: 'inhabitants', message: 'others stand there already' }]);
      if (!country) {
        settled = wanted;
        await writeFile(`${path}.new`, JSON.stringify(wanted));
        await rename(`${path}.new`, path);
        country = standing(wanted);
      }
      const { pensions, ranks } = country;
      return {
        persons: wanted.inhabitants,
        pensions: pensions.count,
        withDisability: ranks.persons,
        decisions: ranks.decisions,
      };
    },
  };
}
