import { Guid, listOf, WireFlag, WireVersion } from '@saite/adapter-kit/soap';
import {
  AlertId,
  CalendarDate,
  CareAlertKind,
  ContactKind,
  ContactRelation,
  ContactReportNarrative,
  CourtId,
  CrisisNarrative,
  CrisisReporter,
  DiscrepancyId,
  DiscrepancyKind,
  DiscrepancyNarrative,
  InstitutionId,
  PersonCode,
  ReportId,
  SurveyId,
  SurveyNarrative,
} from '@saite/contracts';
import { z } from 'zod';

const to = { CourtID: CourtId, ChildCode: PersonCode.describe('Personal code of the child') };

/** A contact report for an orphan's court (*ziņojums bāriņtiesai*). */
export const ContactReportMessage = z
  .strictObject({
    ...to,
    ReportID: ReportId,
    RecordVersion: WireVersion,
    InstitutionID: InstitutionId,
    ReportedOn: CalendarDate.describe('Day of the report'),
    PeriodFrom: CalendarDate.describe('First day of the period'),
    PeriodTo: CalendarDate.describe('Last day of the period'),
    Contact: listOf(
      z
        .strictObject({
          Relation: ContactRelation,
          Kind: ContactKind,
          Date: listOf(CalendarDate).describe('Days of contact'),
        })
        .describe('Contacts of one kind with one relation'),
    ).describe('Contacts in the period'),
    Cooperation: ContactReportNarrative.shape.cooperation,
    PhysicalDevelopment: ContactReportNarrative.shape.physicalDevelopment,
    PsychosocialDevelopment: ContactReportNarrative.shape.psychosocialDevelopment,
  })
  .describe('A contact report');

/** An alert for an orphan's court. */
export const CareAlertMessage = z
  .strictObject({
    ...to,
    AlertID: AlertId,
    AlertKind: CareAlertKind,
    RaisedOn: CalendarDate.describe('Day on which the condition began'),
    DueOn: CalendarDate.optional().describe('Day up to which something was due'),
    InstitutionID: InstitutionId.optional().describe('Institution of the child on that day'),
    ReportedBy: CrisisReporter.optional(),
    Measure: CrisisNarrative.shape.measure.optional(),
  })
  .describe('An alert');

/** A survey of the child's family (*ģimenes apsekošana*) for an orphan's court. */
export const FamilySurveyMessage = z
  .strictObject({
    ...to,
    SurveyID: SurveyId,
    RecordVersion: WireVersion,
    Withdrawn: WireFlag.describe('Whether the survey is withdrawn with this version'),
    SurveyedOn: CalendarDate.describe('Day of the survey'),
    Findings: SurveyNarrative.shape.findings,
  })
  .describe("A survey of the child's family");

const { register, recordId, lv, en } = DiscrepancyNarrative.shape.facts.element.shape;

/** A contradiction between registers (*pretruna*) for an orphan's court: to be mended, or settled. */
export const DiscrepancyMessage = z
  .strictObject({
    ...to,
    DiscrepancyID: DiscrepancyId,
    RecordVersion: WireVersion,
    DiscrepancyKind,
    Since: CalendarDate.describe('First day on which the facts contradict each other'),
    ResolvedOn: CalendarDate.optional().describe(
      'Day on which it was seen to be settled; absent while it is not',
    ),
    Fact: listOf(
      z
        .strictObject({ Register: register, RecordID: recordId.unwrap().optional(), TextLv: lv, TextEn: en })
        .describe('One of the facts'),
    ).describe('The facts that contradict each other; none once it is settled'),
  })
  .describe('A discrepancy');

export const DeliveryStatusRequest = z
  .strictObject({ DeliveredMessageID: Guid })
  .describe('Asks whether a message was taken');

export const Receipt = z
  .strictObject({
    DeliveredMessageID: Guid.describe('Message that was taken'),
    Receipt: z
      .string()
      .regex(/^[A-Za-z0-9._:-]{1,64}$/)
      .describe('Number of the receipt'),
    ReceivedAt: z.string().describe('When it was taken'),
  })
  .describe('The receipt of a message');
export type Receipt = z.infer<typeof Receipt>;
