import { fileURLToPath } from 'node:url';
import {
  AlertId,
  Atvk,
  CalendarDate,
  CareAlertKind,
  ContactKind,
  ContactRelation,
  CourtId,
  CrisisReporter,
  CustodyDecisionKind,
  DecisionId,
  DeliveryId,
  DiscrepancyId,
  DiscrepancyKind,
  DiscrepancyRegister,
  Instant,
  InstitutionId,
  PersonCode,
  RecordId,
  RecordVersion,
  ReportId,
} from '@saite/contracts';
import { z } from 'zod';
import { XmlSchema } from '../xml/schema.ts';

/** Version of the exchange, noted with answers that are refused. */
export const CONTRACT_VERSION = 'sopa-outgoing-1';

const fileOf = (name: string): string =>
  fileURLToPath(import.meta.resolve(`@saite/contracts/xsd/${name}.xsd`));
const namespaceOf = (name: string): string => `http://ivis.eps.gov.lv/XMLSchemas/999003/${name}/v1-0`;

export const OUTGOING_NAMESPACE = namespaceOf('SopaOutgoing');
export const RECEIPTS_NAMESPACE = namespaceOf('SopaReceipts');

/** The schema of the files that Saite hands over. */
export const openOutgoingSchema = (): XmlSchema =>
  new XmlSchema(fileOf('SopaOutgoing'), ['Item', 'Contact', 'Date', 'Fact']);
/** The schema of the receipts. */
export const openReceiptsSchema = (): XmlSchema => new XmlSchema(fileOf('SopaReceipts'), ['Item']);

/** Most items in one file. */
export const ITEMS_IN_A_FILE = 500;

/** Name of a file: the same municipality and number are always the same file. */
export const fileNameOf = (municipality: Atvk, sequence: number): string =>
  `SAITE-${municipality}-${sequence}.xml`;

const written = (meaning: string) => z.string().describe(meaning);
const WholeNumber = z.string().transform(Number).pipe(z.int().min(1)).describe('Whole number, as text');
const Version = z.string().transform(Number).pipe(RecordVersion).describe('Version of the record, as text');
const Flag = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .describe('True or false, as text');

/** A contact report (*ziņojums par saskarsmi un sadarbību*) in a file. */
const ContactReportItem = z
  .strictObject({
    ReportID: ReportId,
    RecordVersion: Version,
    InstitutionID: InstitutionId,
    ReportedOn: CalendarDate,
    PeriodFrom: CalendarDate,
    PeriodTo: CalendarDate,
    Contact: z
      .array(
        z.strictObject({
          Relation: ContactRelation,
          Kind: ContactKind,
          Date: z.array(CalendarDate).default([]).describe('Days of contact'),
        }),
      )
      .default([])
      .describe('Contacts with the family in the period'),
    Cooperation: written('How the family works together with the institution'),
    PhysicalDevelopment: written("The child's physical development"),
    PsychosocialDevelopment: written("The child's psychosocial development"),
  })
  .describe('A contact report');

/** An alert (*brīdinājums*) in a file. */
const CareAlertItem = z
  .strictObject({
    AlertID: AlertId,
    AlertKind: CareAlertKind,
    RaisedOn: CalendarDate,
    DueOn: CalendarDate.optional(),
    InstitutionID: InstitutionId.optional(),
    ReportedBy: CrisisReporter.optional(),
    Measure: written('What was done for the child').optional(),
  })
  .describe('An alert');

/** A decision of an orphan's court (*bāriņtiesas lēmums*) in a file. */
const CustodyDecisionItem = z
  .strictObject({
    DecisionID: DecisionId,
    RecordVersion: Version,
    Withdrawn: Flag,
    CourtID: CourtId,
    DecisionKind: CustodyDecisionKind,
    DecidedOn: CalendarDate,
    EffectiveFrom: CalendarDate,
  })
  .describe("A decision of an orphan's court");

/** A contradiction between registers (*pretruna*) in a file. */
const DiscrepancyItem = z
  .strictObject({
    DiscrepancyID: DiscrepancyId,
    RecordVersion: Version,
    DiscrepancyKind,
    Since: CalendarDate,
    ResolvedOn: CalendarDate.optional().describe('Day on which it was seen to be settled'),
    Fact: z
      .array(
        z.strictObject({
          Register: DiscrepancyRegister,
          RecordID: RecordId.optional(),
          TextLv: written('What the record says, in Latvian'),
          TextEn: written('What the record says, in English'),
        }),
      )
      .default([])
      .describe('The facts that contradict each other; none once it is settled'),
  })
  .describe('A discrepancy');

const itemHead = { MessageID: DeliveryId, ChildCode: PersonCode };

/** A file of Saite as its reader finds it, once the schema has let it through. */
export const OutgoingFile = z
  .strictObject({
    Header: z
      .strictObject({
        FileName: written('Name of the file'),
        Receiver: Atvk,
        Sequence: WholeNumber,
        CreatedAt: Instant,
        ItemCount: WholeNumber,
      })
      .describe('Header of the file'),
    Items: z
      .strictObject({
        Item: z
          .array(
            z.union([
              z.strictObject({ ...itemHead, ContactReport: ContactReportItem }),
              z.strictObject({ ...itemHead, CareAlert: CareAlertItem }),
              z.strictObject({ ...itemHead, CustodyDecision: CustodyDecisionItem }),
              z.strictObject({ ...itemHead, Discrepancy: DiscrepancyItem }),
            ]),
          )
          .describe('Documents, in their order'),
      })
      .describe('Items of the file'),
  })
  .describe('A file for the social service of one municipality');
export type OutgoingFile = z.infer<typeof OutgoingFile>;
export type OutgoingItem = OutgoingFile['Items']['Item'][number];

/** The receipts for one file, once the schema has let them through. */
export const ReceiptsFile = z
  .strictObject({
    Header: z
      .strictObject({
        FileName: written('File that the receipts are for'),
        Sender: Atvk,
        ReadAt: Instant,
        ItemCount: WholeNumber,
      })
      .describe('Header of the receipts'),
    Items: z
      .strictObject({
        Item: z
          .array(
            z.union([
              z.strictObject({
                MessageID: DeliveryId,
                Receipt: written('Number of the receipt'),
                ReceivedAt: Instant,
              }),
              z.strictObject({
                MessageID: DeliveryId,
                ErrorCode: written('Code of why the item was refused'),
              }),
            ]),
          )
          .describe('How each item ended'),
      })
      .describe('How the items ended'),
  })
  .describe('Receipts of a social service for one file');
export type ReceiptsFile = z.infer<typeof ReceiptsFile>;
export type ItemReceipt = ReceiptsFile['Items']['Item'][number];

/** JSON that answers a `PUT`: which file was taken, or why not. */
export const PutAnswer = z
  .strictObject({ fileName: written('File that was taken') })
  .describe('Answer to a file that was taken');
export const ErrorAnswer = z
  .object({
    error: z
      .object({
        code: z
          .string()
          .regex(/^[A-Z][A-Z_]{0,63}$/)
          .describe('Code of the error: letters only, so that no personal code can hide in it'),
      })
      .describe('The error'),
  })
  .describe('Answer to a file that was not taken');
