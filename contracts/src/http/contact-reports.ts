import { z } from 'zod';
import { DeliveryRegister, RecipientRole } from '../codes/care.ts';
import { CalendarDate, Instant } from '../values/calendar.ts';
import { DeliveryId, InstitutionId, RecordVersion, ReportId } from '../values/ids.ts';
import { ContactReportNarrative, Note } from '../values/narratives.ts';
import { Period } from '../values/period.ts';
import { PersonCode } from '../values/person-code.ts';

/** Body by which an institution reports on a child's contact with the family (*ziņojums par saskarsmi*). */
export const ContactReportBody = z
  .strictObject({
    reportId: ReportId,
    recordVersion: RecordVersion.optional().describe(
      'Version of the report, a whole number from 1 that grows with each change; 1 if absent',
    ),
    childCode: PersonCode.describe('Personal code of the child'),
    institutionId: InstitutionId.describe('Institution that reports'),
    reportedOn: CalendarDate.describe('Day of the report; it starts the clock anew'),
    period: Period.describe('Days that the report is about'),
    ...ContactReportNarrative.shape,
  })
  .refine(({ period }) => period.from <= period.to, {
    path: ['period', 'from'],
    error: 'must not be after period.to',
  })
  .refine(({ period, reportedOn }) => period.to <= reportedOn, {
    path: ['period', 'to'],
    error: 'must not be after reportedOn',
  })
  .describe("A report on a child's contact with the family and on the child's development");
export type ContactReportBody = z.infer<typeof ContactReportBody>;

export const ContactReportStatus = z
  .enum(['accepted', 'sent-partial', 'delivered', 'undeliverable'])
  .describe(
    'accepted: nobody has it yet; sent-partial: one recipient has it; delivered: all have it; undeliverable: for one recipient somebody must act',
  );
export type ContactReportStatus = z.infer<typeof ContactReportStatus>;

export const AcceptedReport = z
  .strictObject({ reportId: ReportId, status: ContactReportStatus })
  .describe('The report is taken and will not be lost');

export const DeliveryState = z
  .enum(['waiting', 'delivered', 'undeliverable'])
  .describe('waiting: it is sent as soon as the register takes it; undeliverable: see the reason');
export type DeliveryState = z.infer<typeof DeliveryState>;

/** To whom a delivery goes; the id is null while no register has told who that is. */
export const DeliveryRecipient = z
  .strictObject({
    role: RecipientRole,
    id: z.string().nullable().describe('Court, or ATVK of the municipality; null if nobody is known'),
  })
  .describe('To whom it goes');

const deliveryFields = {
  deliveryId: DeliveryId,
  recipient: DeliveryRecipient,
  register: DeliveryRegister,
  state: DeliveryState,
  deliveredAt: Instant.nullable().describe('When the register took it; null while it has not'),
  receipt: z.string().nullable().describe("The register's receipt; null while there is none"),
  reason: z
    .string()
    .nullable()
    .describe(
      'Code of why it is not there: NO_RECIPIENT, REGISTER_AWAY, or what the register refused it with; null if nothing is wrong',
    ),
};

export const ReportDelivery = z
  .strictObject({
    ...deliveryFields,
    confirmedAt: Instant.nullable().describe('When the recipient confirmed to have read it'),
  })
  .describe('How far a report is on its way to one recipient');

export const ContactReport = z
  .strictObject({
    reportId: ReportId,
    recordVersion: RecordVersion,
    status: ContactReportStatus,
    deliveries: z.array(ReportDelivery).describe('One a recipient'),
    report: ContactReportBody.nullable().describe('The content, for its parties; null for all others'),
  })
  .describe('A contact report and how far it is on its way');
export type ContactReport = z.infer<typeof ContactReport>;

export const ContactReportPath = z.strictObject({ reportId: ReportId });
export const ConfirmBody = z
  .strictObject({ note: Note.optional() })
  .describe('The recipient has read the report');
export const Confirmed = z
  .strictObject({ reportId: ReportId, confirmedAt: Instant.describe('When it was confirmed first') })
  .describe('The confirmation is kept');

/** A delivery as an operator sees it: nothing that shows a person. */
export const OperatorDelivery = z
  .strictObject({
    ...deliveryFields,
    document: z
      .enum([
        'contact-report',
        'care-alert',
        'custody-decision',
        'family-survey',
        'discrepancy',
        'discrepancy-resolved',
      ])
      .describe('Kind of the document'),
    documentVersion: z.int().describe('Version of the document'),
    round: z.int().describe('How often it was asked for'),
    since: Instant.describe('When the delivery was made'),
  })
  .describe('A delivery to a register');
export type OperatorDelivery = z.infer<typeof OperatorDelivery>;

export const DeliveryPath = z.strictObject({ deliveryId: DeliveryId });
export const ResendBody = z.strictObject({}).describe('Nothing more is needed');
