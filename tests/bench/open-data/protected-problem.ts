import { z } from 'zod';

/** What the program that protects says before it ends. */
export const Protected = z.object({
  /** Without its start and the reading of the problem. */
  seconds: z.number(),
  /** What a processor worked of these: what else the machine does is not in it. */
  processorSeconds: z.number(),
  cells: z.int(),
  /** Small counts, which are hidden whatever happens. */
  primary: z.int(),
  /** Hidden so that those cannot be computed. */
  complementary: z.int(),
  /** What can be computed all the same. */
  exposed: z.int(),
  /** Programs that the solver was given. */
  programs: z.int(),
  /** Of the whole process, MiB. */
  peakMemory: z.number(),
});
export type Protected = z.infer<typeof Protected>;
