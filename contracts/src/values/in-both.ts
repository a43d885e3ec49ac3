import { z } from 'zod';

/** A text for people, in both languages. */
export const inBoth = (meaning: string) =>
  z
    .strictObject({ lv: z.string().describe('In Latvian'), en: z.string().describe('In English') })
    .describe(meaning);
export type InBoth = z.infer<ReturnType<typeof inBoth>>;
