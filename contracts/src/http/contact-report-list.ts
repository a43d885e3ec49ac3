import { z } from 'zod';
import { CalendarDate, Instant } from '../values/calendar.ts';
import { InstitutionId, PersonRef, RecordVersion, ReportId } from '../values/ids.ts';
import { Period } from '../values/period.ts';
import { ContactReportStatus, ReportDelivery } from './contact-reports.ts';
import { listOf, PageLimit } from './lists.ts';

export const ListedReport = z
  .strictObject({
    reportId: ReportId,
    recordVersion: RecordVersion,
    childRef: PersonRef.describe('Opaque reference of the child'),
    institutionId: InstitutionId.describe('Institution that reported'),
    reportedOn: CalendarDate.describe('Day of the report'),
    period: Period.describe('Days that the report is about'),
    receivedAt: Instant.describe('When Saite took this version'),
    status: ContactReportStatus,
    deliveries: z.array(ReportDelivery).describe('One a recipient'),
    toConfirm: z.boolean().describe('Whether it went to the caller, who has not confirmed to have read it'),
  })
  .describe('A contact report, without its content');
export type ListedReport = z.infer<typeof ListedReport>;

export const ContactReportList = listOf(
  ListedReport,
  'reports, first those that the caller has to confirm, each kind newest first',
);

/** Where a page of reports ended: whether it was to be confirmed, its day, and its id. */
export const ReportCursor = z
  .string()
  .regex(/^[01]_\d{4}-\d{2}-\d{2}_[A-Za-z0-9._:-]{1,64}$/, {
    error: 'expected what a page before gave as next',
    abort: true,
  })
  .refine((cursor) => CalendarDate.safeParse(cursor.slice(2, 12)).success, {
    error: 'expected what a page before gave as next',
  })
  .describe('Where the page before ended');
export type ReportCursor = z.infer<typeof ReportCursor>;

export const ContactReportsQuery = z.strictObject({
  childRef: PersonRef.optional().describe('Only reports about this child'),
  status: z
    .enum(['to-confirm', 'all'], { error: 'expected to-confirm or all' })
    .optional()
    .describe('to-confirm: only what the caller has to confirm; all if absent'),
  after: ReportCursor.optional(),
  limit: PageLimit.optional(),
});
export type ContactReportsQuery = z.infer<typeof ContactReportsQuery>;
