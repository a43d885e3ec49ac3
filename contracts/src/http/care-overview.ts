import { z } from 'zod';
import { CareAlertKind } from '../codes/care.ts';
import { CalendarDate } from '../values/calendar.ts';
import { Atvk, InstitutionId } from '../values/ids.ts';

const count = (meaning: string) => z.int().min(0).describe(meaning);

const countFields = {
  inCare: count('Children in institutions today'),
  dueSoon: count('Of these, a report is due soon'),
  overdue: count('Of these, a report is overdue'),
  escalated: count('Of these, a report is overdue by a month'),
  awaitingPerson: count('Of these, the date of birth is not known, and with it no deadline'),
  over6Months: count('Of these, in institutions for six months or more without a gap'),
  over12Months: count('Of these, for twelve months or more'),
};

export const CareCounts = z.strictObject(countFields).describe('Children in care, counted');
export type CareCounts = z.infer<typeof CareCounts>;

/** How many children are in care and what is late, without anybody in it. */
export const CareOverview = z
  .strictObject({
    on: CalendarDate.describe('Day that is counted: today'),
    total: CareCounts,
    byMunicipality: z
      .array(
        z
          .strictObject({
            municipality: Atvk.nullable().describe(
              'Municipality of declared residence; null if none is known',
            ),
            ...countFields,
          })
          .describe('Children of a municipality'),
      )
      .describe('By municipality, most children first'),
    byInstitution: z
      .array(
        z
          .strictObject({ institutionId: InstitutionId, ...countFields })
          .describe('Children in an institution'),
      )
      .describe('By institution, most children first'),
    openAlerts: z
      .array(
        z
          .strictObject({ kind: CareAlertKind, count: count('Open alerts of the kind') })
          .describe('Open alerts of a kind'),
      )
      .describe('Open alerts by kind; a kind without any is not there'),
  })
  .describe('Children in care today, in figures');
export type CareOverview = z.infer<typeof CareOverview>;
