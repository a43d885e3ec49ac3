import { join } from 'node:path';
import { answerOf } from '../support/processes.ts';
import type { Run } from '../support/run.ts';
import { step, whole } from '../support/screen.ts';
import { Counted } from './counted-month.ts';
import { Protected } from './protected-problem.ts';
import type { SystemRoom } from './system-room.ts';
import { lastMonth } from './time-country.ts';

/** The counting of a month, and the protection of its largest linked data sets, each a program of its own. */
export interface SuppressionResult {
  readonly counted: Counted;
  readonly protected: Protected;
}

/**
 * @param isWhole whether no data set of the month was held back, so that the editions must say what is counted
 * @throws Error if the editions say otherwise, or nothing was to be hidden: a figure counts only with the work behind it
 */
export async function timeSuppression(
  run: Run,
  name: string,
  { databaseUrl }: SystemRoom,
  isWhole: boolean,
): Promise<SuppressionResult> {
  const problem = join(run.folder, 'problem.json');
  const counted = await step(
    `${name}: one month counted`,
    async () =>
      Counted.parse(
        await ask(run, 'count-month.ts', [lastMonth(run), problem], { DATABASE_URL: databaseUrl }),
      ),
    { outcome: ({ seconds, persons }) => `${whole(persons)} persons in ${seconds.toFixed(1)} s` },
  );
  if (isWhole && counted.differing > 0)
    throw new Error(`${counted.differing} cells are published otherwise than they are counted`);
  const safe = await step(
    `${name}: summary, D3 and D4 protected`,
    async () => Protected.parse(await ask(run, 'protect-problem.ts', [problem], {})),
    { outcome: (one) => `${whole(one.cells)} cells, ${whole(one.primary)} of them small` },
  );
  if (safe.primary === 0 || safe.complementary === 0) throw new Error('there was nothing to protect');
  return { counted, protected: safe };
}

const ask = (run: Run, file: string, args: readonly string[], environment: Record<string, string>) =>
  run.endings.within((closes) =>
    answerOf(
      { name: file, file: `tests/bench/open-data/${file}`, args, environment, folder: run.folder },
      closes,
    ),
  );
