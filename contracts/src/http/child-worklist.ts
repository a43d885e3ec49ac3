import { z } from 'zod';
import { CareAlertKind } from '../codes/care.ts';
import { CalendarDate } from '../values/calendar.ts';
import { AlertId, Atvk, CourtId, InstitutionId, PersonRef, ReportId } from '../values/ids.ts';
import { PersonCode } from '../values/person-code.ts';
import { ChildReporting } from './children.ts';
import { listOf, PageLimit } from './lists.ts';

export const WorklistAlert = z
  .strictObject({
    alertId: AlertId,
    kind: CareAlertKind,
    raisedOn: CalendarDate.describe('Logical day on which the condition began'),
    dueOn: CalendarDate.nullable().describe('Day up to which something was due; null if nothing is'),
    acknowledgedByMe: z
      .boolean()
      .describe('Whether somebody took note of it on whose behalf the caller asks'),
  })
  .describe('An open alert about the child');
export type WorklistAlert = z.infer<typeof WorklistAlert>;

/** A child that somebody has to do something about: in an institution today, or with an open alert. */
export const WorklistChild = z
  .strictObject({
    childRef: PersonRef.describe('Opaque reference of the child, for /v1/children/{childRef}'),
    childCode: PersonCode.nullable().describe('Personal code that the child goes by; null for the ministry'),
    givenName: z.string().nullable().describe('Given name; null while PMLP has not told it'),
    familyName: z.string().nullable().describe('Family name; null while PMLP has not told it'),
    bornOn: CalendarDate.nullable().describe('Date of birth; null while PMLP has not told it'),
    institutionId: InstitutionId.nullable().describe('Institution where the child is today; null if in none'),
    court: CourtId.nullable().describe("Orphan's court of today; null if none is known"),
    municipality: Atvk.nullable().describe('Municipality of declared residence today; null if none is known'),
    since: CalendarDate.nullable().describe('First day of the continuous stay; null if not in care'),
    continuousDays: z.int().min(0).describe('Days of the continuous stay up to today, both counted'),
    reporting: ChildReporting.pick({ dueOn: true, interval: true, state: true })
      .nullable()
      .describe('The next report; null if there is no duty'),
    alerts: z.array(WorklistAlert).describe('Open alerts, newest first'),
    unconfirmedReports: z
      .array(ReportId)
      .describe('Reports that went to the caller and are not confirmed as read, oldest first'),
  })
  .describe('A child in care, as far as it needs attention');
export type WorklistChild = z.infer<typeof WorklistChild>;

export const ChildWorklist = listOf(WorklistChild, 'children of the caller, the most urgent first').extend({
  total: z.int().min(0).describe('How many children the caller has, whether or not all of them are here'),
});
export type ChildWorklist = z.infer<typeof ChildWorklist>;

export const ChildWorklistQuery = z.strictObject({
  limit: PageLimit.optional().describe('Only the first so many; without it, all'),
});
