import { z } from 'zod';

/** A page of a list: its items, and where the next page begins. */
export const listOf = <Item extends z.ZodType>(item: Item, meaning: string) =>
  z
    .strictObject({
      items: z.array(item).describe(meaning),
      next: z.string().nullable().describe('Goes back as ?after=; null on the last page'),
    })
    .describe(`Page of: ${meaning}`);

/** Where a page begins and how long it is. */
export const pageFields = {
  after: z
    .string()
    .regex(/^[A-Za-z0-9._:_-]{1,128}$/, { error: 'expected what a page before gave as next' })
    .optional()
    .describe('Where the page before ended'),
  limit: z.coerce.number().int().min(1).max(10_000).optional().describe('Most items of a page'),
};
