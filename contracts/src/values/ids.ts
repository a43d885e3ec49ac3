import { z } from 'zod';

const externalId = (meaning: string) =>
  z
    .string({ error: 'expected an id as text' })
    .regex(/^[A-Za-z0-9._:-]{1,64}$/, { error: 'expected 1 to 64 of A-Z a-z 0-9 . _ : -' })
    .describe(meaning);

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
export const StatementId = externalId('Id of the issued statement').brand<'StatementId'>();
export type StatementId = z.infer<typeof StatementId>;

/** An event's id, derived from register, record id and version: what is read twice is the same event. */
export const EventId = externalId(
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
