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
