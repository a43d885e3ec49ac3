import { z } from 'zod';

/** A verification of an exported trail, in a process of its own. */
export const Verified = z.object({
  entries: z.number().describe('Entries that were verified'),
  faults: z.number().describe('Faults that were found'),
  seconds: z.number().describe('From the first byte to the verdict'),
  peakMemory: z.number().describe('Most memory that the process held at once, MiB'),
});
export type Verified = z.infer<typeof Verified>;
