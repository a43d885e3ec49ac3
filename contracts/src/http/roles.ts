import { z } from 'zod';
import { Atvk, CourtId, InstitutionId } from '../values/ids.ts';
import { PersonCode } from '../values/person-code.ts';

/** Roles that a token may carry; several add up. */
export const Role = z.enum([
  'spolis',
  'accountant',
  'care-institution',
  'orphan-court',
  'social-service',
  'ministry',
  'operator',
  'auditor',
  'person',
]);
export type Role = z.infer<typeof Role>;

/**
 * `all`: every person; `own`: as far as the caller's claims reach; `with-purpose`: every person, if the header
 * `Saite-Purpose` says why. A role that is not named may not call.
 */
export type Access = Readonly<Partial<Record<Role, 'all' | 'own' | 'with-purpose'>>>;

/** What a token says of its bearer, beside the registered claims. */
export const CallerClaims = z.object({
  sub: z.string().min(1).max(200).describe('Who calls'),
  roles: z.array(Role).min(1).describe('Roles of the caller'),
  institutionIds: z
    .array(InstitutionId)
    .default([])
    .describe('Institutions of an accountant or a care institution'),
  courtId: CourtId.optional().describe("Orphan's court of the caller"),
  municipality: Atvk.optional().describe('Municipality of a social service'),
  personCode: PersonCode.optional().describe('Code of a person who asks for own data'),
});
export type CallerClaims = z.infer<typeof CallerClaims>;
