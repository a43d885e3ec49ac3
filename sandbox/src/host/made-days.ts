import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CalendarDate } from '@saite/contracts';
import { z } from 'zod';

const File = z.record(z.string().regex(/^[0-9]+$/), CalendarDate);

/** The day on which the population of a seed was first made, so that it is the same when made again later. */
export interface MadeDays {
  /** @param today the day to keep if the seed was never made */
  dayOf(seed: number, today: CalendarDate): Promise<CalendarDate>;
}

/** @param folder where the days are kept */
export async function openMadeDays(folder: string): Promise<MadeDays> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'population-days.json');
  const days = await readFile(path, 'utf8').then(
    (text) => File.parse(JSON.parse(text)),
    (error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return File.parse({});
      throw error;
    },
  );
  let writing = Promise.resolve();
  return {
    async dayOf(seed, today) {
      const known = days[seed];
      if (known) return known;
      days[seed] = today;
      writing = writing.then(async () => {
        await writeFile(`${path}.new`, JSON.stringify(days));
        await rename(`${path}.new`, path);
      });
      await writing;
      return today;
    },
  };
}
