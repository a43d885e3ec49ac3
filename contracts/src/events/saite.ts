import { z } from 'zod';
import { CareAlertKind, DeliveryRegister } from '../codes/care.ts';
import { DiscrepancyKind, DiscrepancyRegister } from '../codes/discrepancies.ts';
import { IssuedStatement } from '../http/statement.ts';
import { CalendarDate, Instant } from '../values/calendar.ts';
import {
  AlertId,
  CrisisId,
  DiscrepancyId,
  InstitutionId,
  PersonRef,
  RecordId,
  RecordVersion,
  ReportId,
  Sealed,
} from '../values/ids.ts';
import { Recipient } from './delivery.ts';
import { factFields } from './fact.ts';

/** Saite stated a person's allowance of a month, or stated it anew; the subject is the person. */
export const AllowanceStated = z
  .strictObject({
    statement: IssuedStatement.omit({ legalBasis: true }).describe(
      'The statement as it was issued; its legal grounds are read at the REST door',
    ),
    identity: Sealed.describe('Sealed personal code'),
  })
  .describe('An issued statement of personal allowance and client share');
export type AllowanceStated = z.infer<typeof AllowanceStated>;

/** An alert about a child in care. The subject is the child; what it rests on is in clear, who it is about is not. */
const careAlert = {
  alertId: AlertId,
  kind: CareAlertKind,
  raisedOn: CalendarDate.describe('Logical day on which the condition began'),
  dueOn: CalendarDate.nullable().describe('Day up to which something was due; null if nothing is'),
  recordedAt: Instant.describe('When Saite raised it'),
  recipients: z
    .array(Recipient)
    .describe('To whom it goes, by court and municipality on the day it was raised'),
};

/** Saite raised an alert about a child in care; told again, with the same alert id, when later facts name other recipients. */
export const CareAlertRaised = z
  .strictObject(careAlert)
  .describe('A raised alert; told again, with the same alert id, when later facts name other recipients');
export type CareAlertRaised = z.infer<typeof CareAlertRaised>;

/** The condition of an alert ended, or a later fact voided it. */
export const CareAlertCleared = z
  .strictObject({
    ...careAlert,
    clearedOn: CalendarDate.describe(
      'Logical day on which the condition ended, or on which the voiding fact came',
    ),
  })
  .describe('A cleared alert');
export type CareAlertCleared = z.infer<typeof CareAlertCleared>;

/** Somebody to whom an alert went took note of it; the court's word ends a reported crisis. */
export const CareAlertAcknowledged = z
  .strictObject({
    ...factFields,
    alertId: AlertId,
    kind: CareAlertKind,
    crisisId: CrisisId.nullable().describe('The notice that the alert is about, if it is about one'),
    acknowledgedOn: CalendarDate.describe('Day in Riga of the acknowledgement'),
    by: Recipient.describe('On whose behalf it was acknowledged'),
    identity: Sealed.describe('Sealed personal code of the child'),
    narrative: Sealed.describe('Sealed note (`note`)'),
  })
  .describe('An acknowledgement of an alert');
export type CareAlertAcknowledged = z.infer<typeof CareAlertAcknowledged>;

const contactReport = {
  reportId: ReportId,
  recordVersion: RecordVersion,
  institutionId: InstitutionId.describe('Institution that reported'),
  reportedOn: CalendarDate.describe('Day of the report'),
};

/** Saite accepted a contact report and will deliver it. */
export const ContactReportAccepted = z.strictObject(contactReport).describe('An accepted contact report');
export type ContactReportAccepted = z.infer<typeof ContactReportAccepted>;

/** One recipient's register took a contact report. */
export const ContactReportDelivered = z
  .strictObject({
    ...contactReport,
    recipient: Recipient,
    register: DeliveryRegister,
    deliveredAt: Instant.describe('When the register took it'),
    receipt: z.string().max(64).describe("The register's receipt"),
  })
  .describe('A contact report that reached a recipient');
export type ContactReportDelivered = z.infer<typeof ContactReportDelivered>;

/** A contradiction between registers (*pretruna*); the subject is the person whom the facts are about. */
const discrepancy = {
  discrepancyId: DiscrepancyId,
  kind: DiscrepancyKind,
  since: CalendarDate.describe(
    'First day on which the facts contradict each other; after a death it may lie ahead',
  ),
  facts: z
    .array(
      z
        .strictObject({ register: DiscrepancyRegister, recordId: RecordId })
        .describe("A record, by the register's own id"),
    )
    .describe('The records that contradict each other'),
  audience: z.array(Recipient).describe('For whom it is'),
  foundAt: Instant.describe('When Saite found it'),
};

/** Saite found that registers contradict each other; told again, with the same id, when later facts change what it says. */
export const DiscrepancyFound = z
  .strictObject(discrepancy)
  .describe('A discrepancy; told again, with the same id, when later facts change what it says');
export type DiscrepancyFound = z.infer<typeof DiscrepancyFound>;

/** The facts of a discrepancy agree, or do not stand any more. */
export const DiscrepancyResolved = z
  .strictObject({ ...discrepancy, resolvedAt: Instant.describe('When Saite saw that the facts agree') })
  .describe('A discrepancy that is none any more');
export type DiscrepancyResolved = z.infer<typeof DiscrepancyResolved>;

/**
 * The index key was changed, and with it the reference of a person's code; the subject is the reference from now on. What
 * is told later under the former one, by who was away meanwhile, is about the same code.
 */
export const PersonRefRenewed = z
  .strictObject({
    formerRef: PersonRef.describe('Reference of the same personal code under the index key of before'),
  })
  .describe('A reference that took the place of another one, because the index key was changed');
export type PersonRefRenewed = z.infer<typeof PersonRefRenewed>;
