import { z } from 'zod';
import { Atvk, CourtId, InstitutionId } from '../values/ids.ts';
import { Role } from './roles.ts';

/** Name of a calling information system: its OAuth client id, and its name in a UsernameToken. */
export const SystemName = z
  .string()
  .regex(/^[A-Za-z0-9._:-]{1,64}$/)
  .brand<'SystemName'>();
export type SystemName = z.infer<typeof SystemName>;

/** Name of an organisation, as it is shown to whom it looked at. */
export const OrganisationName = z
  .string()
  .min(1)
  .max(200)
  .describe('On whose behalf, as it is shown to whom it looked at');

/** SHA-256 of a certificate's DER, base64url without padding: `x5t#S256` of RFC 8705. */
export const CertificateThumbprint = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .brand<'CertificateThumbprint'>();
export type CertificateThumbprint = z.infer<typeof CertificateThumbprint>;

/** Fields of an operation's answer by path, `stays.days` for one inside another; a path grants what lies below it. */
export const GrantedFields = z.union([
  z.literal('all'),
  z.array(z.string().regex(/^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z][A-Za-z0-9]*)*$/)),
]);
export type GrantedFields = z.infer<typeof GrantedFields>;

/**
 * What a system may do: as its roles say (only in the sandbox), or operation by operation with the fields of each
 * answer. An operation that is not named is closed, so that a new one is callable by nobody.
 */
export const SystemGrants = z.union([z.literal('of-roles'), z.record(z.string(), GrantedFields)]);
export type SystemGrants = z.infer<typeof SystemGrants>;

/** A calling information system: how it is known, on whose behalf it calls, and what it was granted. */
export const System = z
  .strictObject({
    system: SystemName.describe('Name of the system: OAuth client id and name in a UsernameToken'),
    organisation: OrganisationName.describe('Who runs it, as it is shown to whom it looked at'),
    certificates: z
      .array(CertificateThumbprint)
      .describe('Pinned certificates: SHA-256 of the DER, base64url. One that is not here is nobody'),
    password: z
      .string()
      .regex(/^scrypt\$[0-9]{1,2}\$[A-Za-z0-9_-]{22,}\$[A-Za-z0-9_-]{43}$/)
      .optional()
      .describe('Digest of the password of its UsernameToken: scrypt, log2(N), salt, digest'),
    roles: z
      .array(Role.exclude(['person']))
      .min(1)
      .describe('As what it calls'),
    institutionIds: z.array(InstitutionId).default([]).describe('Institutions that are its own'),
    courtId: CourtId.optional().describe("Orphan's court that is its own"),
    municipality: Atvk.optional().describe('Municipality that is its own'),
    purpose: z
      .string()
      .min(3)
      .max(200)
      .optional()
      .describe('Why it looks persons up, if a call does not say'),
    ground: z.string().min(3).max(400).optional().describe('Legal ground or agreement of its calls'),
    operations: SystemGrants.describe('Operations that it may call, each with the fields of its answer'),
  })
  .describe('A calling information system');
export type System = z.infer<typeof System>;

/** The file of the systems that may call, read again whenever it changes. */
export const SystemsFile = z
  .strictObject({ systems: z.array(System).describe('Systems, each once') })
  .describe('Systems that may call the doors');
export type SystemsFile = z.infer<typeof SystemsFile>;
