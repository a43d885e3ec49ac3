import { z } from 'zod';
import { CalendarDate } from '../values/calendar.ts';

/** A page of a list: its items, and where the next page begins. */
export const listOf = <Item extends z.ZodType>(item: Item, meaning: string) =>
  z
    .strictObject({
      items: z.array(item).describe(meaning),
      next: z.string().nullable().describe('Goes back as ?after=; null on the last page'),
    })
    .describe(`Page of: ${meaning}`);

const NOT_A_CURSOR = { error: 'expected what a page before gave as next' };

/** Day and id of the last item of a page, of a list in the order of both. */
export const DayCursor = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, { ...NOT_A_CURSOR, abort: true })
  .refine((cursor) => CalendarDate.safeParse(cursor.slice(0, 10)).success, NOT_A_CURSOR)
  .describe('Where the page before ended');

/** Most items of a page. */
export const PageLimit = z.coerce.number().int().min(1).max(10_000).describe('Most items of a page');
