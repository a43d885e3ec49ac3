import { z } from 'zod';
import { CalendarDate, StatedMonth } from '../values/calendar.ts';
import { InstitutionId, PersonRef } from '../values/ids.ts';
import { PersonCode } from '../values/person-code.ts';
import { listOf } from './lists.ts';
import { Statement } from './statement.ts';

export const AllowanceQuery = z
  .strictObject({
    personCode: PersonCode,
    month: StatedMonth,
    asKnownOn: CalendarDate.optional().describe('Day in Riga at whose end the statement was in force'),
  })
  .describe('Whose statement of which month');
export type AllowanceQuery = z.infer<typeof AllowanceQuery>;

export const AllowanceHistoryQuery = z
  .strictObject({ personCode: PersonCode, month: StatedMonth })
  .describe('Whose statements of which month');
export type AllowanceHistoryQuery = z.infer<typeof AllowanceHistoryQuery>;

export const StatementList = listOf(Statement, 'statements, newest first');
export const InstitutionMonth = listOf(Statement, "each client's statement of the month");

export const InstitutionMonthPath = z.strictObject({ institutionId: InstitutionId });
export const InstitutionMonthQuery = z.strictObject({
  month: StatedMonth,
  after: PersonRef.optional().describe('Where the page before ended'),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .optional()
    .describe('Most items of a page; without it all'),
});
