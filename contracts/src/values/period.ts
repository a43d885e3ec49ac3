import { z } from 'zod';
import { CalendarDate } from './calendar.ts';

/** Days from one to another, both included. */
export const Period = z
  .strictObject({
    from: CalendarDate.describe('First day of the period'),
    to: CalendarDate.describe('Last day of the period, included'),
  })
  .describe('A period of days, both ends included');
export type Period = z.infer<typeof Period>;
