import { z } from 'zod';

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
  const endAlone = () => process.exit(1); // whoever asked is gone
  process.on('disconnect', endAlone);
  const startedAt = performance.now();
  const seen = await work(process.argv.slice(2));
  const answer: TimedAnswer = { seconds: (performance.now() - startedAt) / 1000, ...seen };
  process.send?.(answer);
  process.off('disconnect', endAlone);
  process.disconnect();
}
