import { PersonCode, type PersonRef, type Sealed } from '@saite/contracts';
import { z } from 'zod';
import type { KeyRing } from './key-ring.ts';
import { open, seal } from './seal.ts';

const CodeBox = z.strictObject({ personCode: PersonCode });
const PersonBox = z.strictObject({
  personCode: PersonCode,
  givenName: z.string(),
  familyName: z.string(),
  formerCodes: z.array(PersonCode),
  addressCode: z.string().optional(),
  parentCodes: z.array(PersonCode),
});
/** Identity of a person as PMLP knows it. */
export type PersonIdentity = z.infer<typeof PersonBox>;

/** Seals a personal code for the events of one person. */
export const sealCode = (ring: KeyRing, subject: PersonRef, personCode: PersonCode): Sealed =>
  seal(ring, { subject, what: 'person-code' }, { personCode });

/** Opens what {@link sealCode} sealed. */
export const openCode = (ring: KeyRing, subject: PersonRef, sealed: Sealed): PersonCode =>
  open(ring, { subject, what: 'person-code' }, sealed, CodeBox).personCode;

/** Seals a person's identity for `pmlp.person.updated`. */
export const sealPerson = (ring: KeyRing, subject: PersonRef, identity: PersonIdentity): Sealed =>
  seal(ring, { subject, what: 'person' }, identity);

/** Opens what {@link sealPerson} sealed. */
export const openPerson = (ring: KeyRing, subject: PersonRef, sealed: Sealed): PersonIdentity =>
  open(ring, { subject, what: 'person' }, sealed, PersonBox);

const TextBox = z.record(z.string(), z.string().nullable());

/**
 * Seals texts of a record that is not tied to a person's reference yet.
 *
 * @param record name of the record that the box is bound to, unique in the installation
 */
export const sealTexts = (
  ring: KeyRing,
  record: string,
  texts: Readonly<Record<string, string | null>>,
): Sealed => seal(ring, { subject: record, what: 'record' }, texts);

/** Opens what {@link sealTexts} sealed. */
export const openTexts = (
  ring: KeyRing,
  record: string,
  sealed: Sealed,
): Readonly<Record<string, string | null>> =>
  open(ring, { subject: record, what: 'record' }, sealed, TextBox);

/**
 * Seals texts of an entry of the audit trail, under keys of its own: entries are never written again.
 *
 * @param answer id of the answer that the entry is about
 */
export const sealAudit = (
  ring: KeyRing,
  answer: string,
  texts: Readonly<Record<string, string | null>>,
): Sealed => seal(ring, { subject: answer, what: 'record' }, texts, 'audit');

/** Opens what {@link sealAudit} sealed. */
export const openAudit = (
  ring: KeyRing,
  answer: string,
  sealed: Sealed,
): Readonly<Record<string, string | null>> =>
  open(ring, { subject: answer, what: 'record' }, sealed, TextBox, 'audit');
