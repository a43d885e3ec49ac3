import { z } from 'zod';
import { Programme } from '../codes/programmes.ts';
import { CalendarDate } from '../values/calendar.ts';
import { Atvk, InstitutionId, Sealed } from '../values/ids.ts';
import { Money } from '../values/money.ts';
import { Period } from '../values/period.ts';
import { factFields } from './fact.ts';

/** A stay in care, from the day of admission to the day before discharge (*izvietojums*). */
export const Stay = z
  .strictObject({
    programme: Programme,
    institutionId: InstitutionId,
    startedOn: CalendarDate.describe('Day of admission, the first day in care'),
    endedOn: CalendarDate.optional().describe(
      'Day of discharge, the first day not in care; absent while the stay goes on',
    ),
    dailyCost: Money.optional().describe('Cost of one day of care, EUR'),
    municipality: Atvk.optional().describe('Municipality that placed the person, ATVK'),
  })
  .describe('A stay in care');
export type Stay = z.infer<typeof Stay>;

/** SPOLIS recorded, changed or withdrew a placement. */
export const PlacementRecorded = z
  .discriminatedUnion('withdrawn', [
    z.strictObject({
      ...factFields,
      withdrawn: z.literal(false).describe('The placement stands'),
      stay: Stay,
      identity: Sealed,
    }),
    z.strictObject({
      ...factFields,
      withdrawn: z.literal(true).describe('The placement is withdrawn'),
      identity: Sealed,
    }),
  ])
  .describe('A placement of SPOLIS');
export type PlacementRecorded = z.infer<typeof PlacementRecorded>;

/**
 * An institution reported on a child's contact with the family and on the child's development (*ziņojums par
 * saskarsmi un sadarbību*; Law on Social Services and Social Assistance, art. 28).
 */
export const ContactReportRecorded = z
  .strictObject({
    ...factFields,
    institutionId: InstitutionId.describe('Institution that reported'),
    reportedOn: CalendarDate.describe('Day of the report; it starts the clock anew'),
    period: Period.describe('Days that the report is about'),
    identity: Sealed.describe('Sealed personal code of the child'),
    narrative: Sealed.describe('Sealed contacts and texts (`contact-report`)'),
  })
  .describe('A contact report of a care institution');
export type ContactReportRecorded = z.infer<typeof ContactReportRecorded>;
