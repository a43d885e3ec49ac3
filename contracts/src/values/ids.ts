import { z } from 'zod';
import { showsPersonCode } from './person-code.ts';

const ownId = (meaning: string) =>
  z
    .string({ error: 'expected an id as text' })
    .regex(/^[A-Za-z0-9._:-]{1,64}$/, { error: 'expected 1 to 64 of A-Z a-z 0-9 . _ : -' })
    .describe(meaning);

/** Ids are kept, told and shown in clear, so whoever gives one may not make it of a personal code. */
const externalId = (meaning: string) =>
  ownId(meaning).refine((id) => !showsPersonCode(id), { error: 'must not hold a personal code' });

/** A register's own id of a record; with the record version it names one version of one fact. */
export const RecordId = externalId("The register's own id of the record").brand<'RecordId'>();
export type RecordId = z.infer<typeof RecordId>;

/** A stay in care as SPOLIS numbers it (*izvietojums*). */
export const PlacementId = externalId('Id of the placement in SPOLIS').brand<'PlacementId'>();
export type PlacementId = z.infer<typeof PlacementId>;

/** A payment as SAIS numbers it (*izmaksa*). */
export const PaymentId = externalId('Id of the payment in SAIS').brand<'PaymentId'>();
export type PaymentId = z.infer<typeof PaymentId>;

/** A care institution (*aprūpes iestāde*, a state care centre is a *VSAC*). */
export const InstitutionId = externalId('Id of the care institution').brand<'InstitutionId'>();
export type InstitutionId = z.infer<typeof InstitutionId>;

/** A statement as Saite numbers it. */
export const StatementId = ownId('Id of the issued statement').brand<'StatementId'>();
export type StatementId = z.infer<typeof StatementId>;

/** An orphan's court (*bāriņtiesa*) as NPAIS names it. */
export const CourtId = externalId("Id of the orphan's court").brand<'CourtId'>();
export type CourtId = z.infer<typeof CourtId>;

/** A decision of an orphan's court as NPAIS numbers it (*lēmums*). */
export const DecisionId = externalId('Id of the decision in NPAIS').brand<'DecisionId'>();
export type DecisionId = z.infer<typeof DecisionId>;

/** A notice of a child taken from the family as NPAIS numbers it. */
export const CrisisId = externalId('Id of the notice in NPAIS').brand<'CrisisId'>();
export type CrisisId = z.infer<typeof CrisisId>;

/** A social worker's survey of a family as SOPA numbers it (*apsekošana*). */
export const SurveyId = externalId('Id of the survey in SOPA').brand<'SurveyId'>();
export type SurveyId = z.infer<typeof SurveyId>;

/** A contact report as its sender numbers it (*ziņojums par saskarsmi*). */
export const ReportId = externalId('Id of the contact report').brand<'ReportId'>();
export type ReportId = z.infer<typeof ReportId>;

/** An alert as Saite numbers it; it stands in letters as the case number. */
export const AlertId = ownId('Id of the alert').brand<'AlertId'>();
export type AlertId = z.infer<typeof AlertId>;

/** A delivery as Saite numbers it: the message id that its receiver takes once. */
export const DeliveryId = z
  .uuid({ error: 'expected the id of a delivery' })
  .describe('Id of the delivery, and of its message')
  .brand<'DeliveryId'>();
export type DeliveryId = z.infer<typeof DeliveryId>;

/** A contradiction between registers as Saite numbers it (*pretruna*). */
export const DiscrepancyId = z
  .uuid({ error: 'expected the id of a discrepancy' })
  .describe('Id of the discrepancy')
  .brand<'DiscrepancyId'>();
export type DiscrepancyId = z.infer<typeof DiscrepancyId>;

/** An event's id, derived from register, record id and version: what is read twice is the same event. */
export const EventId = ownId(
  'Id of the event, derived from register, record id and version',
).brand<'EventId'>();
export type EventId = z.infer<typeof EventId>;

/** The version of a record: a whole number from 1 that grows with each change of that record. */
export const RecordVersion = z
  .int({ error: 'expected a whole number from 1' })
  .min(1, { error: 'expected a whole number from 1' })
  .max(2_147_483_647, { error: 'expected a whole number up to 2147483647' })
  .brand<'RecordVersion'>()
  .describe('Version of the record, a whole number from 1 that grows with each change');
export type RecordVersion = z.infer<typeof RecordVersion>;

/** A territory code of the state classifier (*ATVK*): seven digits as text; ambiguous without a date. */
export const Atvk = z
  .string({ error: 'expected an ATVK code, 7 digits as text' })
  .regex(/^[0-9]{7}$/, { error: 'expected an ATVK code, 7 digits as text' })
  .brand<'Atvk'>()
  .describe('Territory code of the ATVK classifier, 7 digits as text');
export type Atvk = z.infer<typeof Atvk>;

/**
 * An opaque keyed reference of a personal code: `p<version of the index key>.<128 bits, base64url>`.
 * It can be compared and stored, and leads nowhere without the key.
 */
export const PersonRef = z
  .string()
  .regex(/^p[1-9][0-9]{0,3}\.[A-Za-z0-9_-]{22}$/)
  .brand<'PersonRef'>()
  .describe('Opaque keyed reference of a person, under one personal code');
export type PersonRef = z.infer<typeof PersonRef>;

/** Identity or narrative that only services with the key can read. */
export const Sealed = z
  .strictObject({
    keyVersion: z.int().min(1).describe('Version of the sealing key'),
    digest: z
      .string()
      .regex(/^[A-Za-z0-9_-]{22}$/)
      .describe('Keyed digest of the content, for comparing without opening'),
    box: z
      .string()
      .regex(/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/)
      .max(4_000_000)
      .describe('Wrapped data key and ciphertext'),
  })
  .describe('Sealed identity or narrative (envelope encryption)');
export type Sealed = z.infer<typeof Sealed>;
