import { z } from 'zod';
import { answerParent } from '../support/answer-parent.ts';

/** What a program of this folder says before it ends. */
export const TimedAnswer = z.object({
  /** How long its work took, without its start. */
  seconds: z.number(),
  /** Objects of the file that it saw; left out if it looks for none. */
  objects: z.number().optional(),
});
export type TimedAnswer = z.infer<typeof TimedAnswer>;

/** Does a program's work and tells its parent how long it took. */
export async function answerTimed(
  work: (args: readonly string[]) => Promise<Omit<TimedAnswer, 'seconds'>>,
): Promise<void> {
  const startedAt = performance.now();
  await answerParent(async (args): Promise<TimedAnswer> => {
    const seen = await work(args);
    return { seconds: (performance.now() - startedAt) / 1000, ...seen };
  });
}
