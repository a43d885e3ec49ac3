import { z } from 'zod';
import { CareAlertKind, CrisisReporter, CustodyDecisionKind, RecipientRole } from '../codes/care.ts';
import { CalendarDate, Instant } from '../values/calendar.ts';
import {
  AlertId,
  CourtId,
  DecisionId,
  DeliveryId,
  InstitutionId,
  RecordVersion,
  ReportId,
  Sealed,
  SurveyId,
} from '../values/ids.ts';
import { Period } from '../values/period.ts';
import { factFields } from './fact.ts';

/** One party to whom something goes: its role, and its id within the role. */
export const Recipient = z
  .strictObject({
    role: RecipientRole,
    id: z
      .string()
      .regex(/^[A-Za-z0-9._:-]{1,64}$/)
      .describe('Id of the recipient: institution, court, ATVK of the municipality, or a fixed name'),
  })
  .describe('To whom something goes');
export type Recipient = z.infer<typeof Recipient>;

/** What is delivered. Boxes are those of the facts, bound to the subject of the event; a receiver's adapter opens them. */
export const DeliveryDocument = z
  .discriminatedUnion('kind', [
    z
      .strictObject({
        kind: z.literal('contact-report').describe('A contact report'),
        reportId: ReportId,
        recordVersion: RecordVersion,
        institutionId: InstitutionId.describe('Institution that reported'),
        reportedOn: CalendarDate.describe('Day of the report'),
        period: Period.describe('Days that the report is about'),
        narrative: Sealed.describe('Sealed contacts and texts (`contact-report`)'),
      })
      .describe('A contact report'),
    z
      .strictObject({
        kind: z.literal('care-alert').describe('An alert'),
        alertId: AlertId,
        alertKind: CareAlertKind,
        raisedOn: CalendarDate.describe('Day on which the condition began'),
        dueOn: CalendarDate.nullable().describe('Day up to which something was due; null if nothing is'),
        institutionId: InstitutionId.nullable().describe('Institution of the child on that day'),
        reportedBy: CrisisReporter.optional(),
        narrative: Sealed.optional().describe('Of a crisis: sealed text of what was done (`crisis`)'),
      })
      .describe('An alert'),
    z
      .strictObject({
        kind: z.literal('custody-decision').describe("A decision of an orphan's court"),
        decisionId: DecisionId,
        recordVersion: RecordVersion,
        withdrawn: z.boolean().describe('True if the court withdrew the decision with this version'),
        court: CourtId.describe("Orphan's court that decided"),
        decisionKind: CustodyDecisionKind,
        decidedOn: CalendarDate.describe('Day of the decision'),
        effectiveFrom: CalendarDate.describe('First day on which the decision has effect'),
      })
      .describe("A decision of an orphan's court"),
    z
      .strictObject({
        kind: z.literal('family-survey').describe("A survey of the child's family"),
        surveyId: SurveyId,
        recordVersion: RecordVersion,
        withdrawn: z.boolean().describe('True if the social service withdrew the survey with this version'),
        surveyedOn: CalendarDate.describe('Day of the survey'),
        narrative: Sealed.describe('Sealed text: what was found (`survey`)'),
      })
      .describe("A survey of the child's family"),
  ])
  .describe('What is delivered');
export type DeliveryDocument = z.infer<typeof DeliveryDocument>;

/** What every request to deliver says, beside the document and whose it is. */
export const requestFields = {
  deliveryId: DeliveryId,
  round: z
    .int()
    .min(1)
    .max(1_000_000)
    .describe('Grows with each request about this delivery; the highest holds'),
  cancelled: z.boolean().describe('True: leave it, if the receiver has not taken it yet'),
  recipient: Recipient,
} as const;

/** Saite asks a register's adapter to deliver a document, to deliver it once more, or to leave it. */
export const DeliveryRequested = z
  .strictObject({
    ...requestFields,
    document: DeliveryDocument,
    identity: Sealed.describe('Sealed personal code of the child'),
  })
  .describe('A request to deliver a document about a child');
export type DeliveryRequested = z.infer<typeof DeliveryRequested>;

/** How a delivery ended. The record id is the delivery, the version the round of the request that it answers. */
export const DeliverySettled = z
  .strictObject({
    ...factFields,
    outcome: z
      .enum(['delivered', 'refused', 'cancelled'])
      .describe(
        'delivered: the receiver gave a receipt; refused: it will not take it; cancelled: it was not sent',
      ),
    at: Instant.describe('When the receiver took it, or when it was settled'),
    receipt: z
      .string()
      .regex(/^[A-Za-z0-9._:-]{1,64}$/)
      .nullable()
      .describe("The receiver's receipt; null unless delivered"),
    reason: z
      .string()
      .regex(/^[A-Z][A-Z0-9_]{0,63}$/)
      .nullable()
      .describe('Code of why it was refused; null otherwise'),
  })
  .describe("The receiver's word on a delivery");
export type DeliverySettled = z.infer<typeof DeliverySettled>;
