import { Atvk, CalendarDate, PersonCode, RecordVersion, showsPersonCode } from '@saite/contracts';
import { z } from 'zod';

/**
 * What PMLP's register of natural persons says on the wire, in the manner of the data distribution platform DAGR
 * (*Datu izplatīšanas un pārvaldības platforma*). Attributes that are new are passed over; one that is missing or
 * has another form is not.
 */
export const CONTRACT_VERSION = 'pmlp-persons-1';

const Code = z
  .string()
  .regex(/^[0-9]{11}$/)
  .describe('Personal code, 11 digits');

/** A declared residence (*deklarētā dzīvesvieta*). */
const Residence = z
  .object({
    address_code: z.string().min(1).max(64).describe('Code in the state register of addresses'),
    atvk: Atvk,
    since: CalendarDate.describe('First day of the declared residence'),
  })
  .describe('Deklarētā dzīvesvieta');

/** A person of the register; which attributes are there depends on the permission. */
export const PersonRecord = z
  .object({
    person_code: PersonCode,
    version: RecordVersion,
    given_name: z.string().min(1).max(200).describe('Vārds'),
    family_name: z.string().min(1).max(200).describe('Uzvārds'),
    birth_date: CalendarDate.describe('Dzimšanas datums'),
    death_date: CalendarDate.optional().describe('Miršanas datums'),
    declared_residence: Residence.optional().describe('Deklarētā dzīvesvieta, kas ir spēkā'),
    declared_residences: z
      .array(Residence)
      .max(200)
      .optional()
      .describe('Every declared residence that is known, oldest first; absent without the right to see them'),
    parents: z.array(PersonCode).max(10).describe('Codes of the parents'),
    former_codes: z.array(PersonCode).max(50).describe('Codes before the present one, oldest first'),
  })
  .describe('Fiziska persona');
export type PersonRecord = z.infer<typeof PersonRecord>;

/** Attributes without which a record is of use all the same: a permission need not let them through. */
export const DISPENSABLE: readonly string[] = ['declared_residences'] satisfies (keyof PersonRecord)[];

/** Most codes that one query takes. */
export const CODES_AT_ONCE = 100;

/** Body of `POST /pmlp/persons/query` and of `POST /pmlp/watched`. */
export const CodesBody = z.strictObject({ codes: z.array(Code).min(1).max(CODES_AT_ONCE) });

/** Answer of `POST /pmlp/persons/query`: the persons that were found, each with the code that was asked for. */
export const QueryAnswer = z.object({
  items: z.array(z.object({ asked: PersonCode, person: PersonRecord })).max(CODES_AT_ONCE),
});

/** The same before the persons are looked at, so that one that is wrong does not spoil the others. */
export const QueryAnswerFrame = z.object({
  items: z.array(z.object({ asked: PersonCode, person: z.unknown() })).max(CODES_AT_ONCE),
});

export const WatchedAnswer = z.object({ watched: z.int().min(0) });

/** It is kept in clear and goes back in an address, where no personal code may stand. */
const Cursor = z
  .string()
  .min(1)
  .max(64)
  .refine((cursor) => !showsPersonCode(cursor), { error: 'shows a personal code' });

/** Answer of `GET /pmlp/changes?after=…`: present codes of watched persons whose record changed, oldest first. */
export const ChangesAnswer = z.object({
  changes: z.array(z.object({ cursor: Cursor, person_code: PersonCode })).max(10_000),
  next: Cursor.describe('Goes back as ?after=; moves even if nobody watched has changed'),
});
export type ChangesAnswer = z.infer<typeof ChangesAnswer>;

export const TokenAnswer = z.object({
  access_token: z.string().min(1).max(8192),
  expires_in: z.number().positive().describe('Lifetime, seconds'),
});

interface AccessNode {
  readonly name: string;
  readonly read_access: boolean;
  readonly properties?: readonly AccessNode[] | undefined;
}
const AccessNode: z.ZodType<AccessNode> = z.object({
  name: z.string(),
  read_access: z.boolean(),
  get properties() {
    return z.array(AccessNode).optional();
  },
});

/** Answer of `GET /pmlp/current_user_permissions`: what may be read, for what and how long. */
export const PermissionsAnswer = z.array(
  z.object({
    permission_number: z.string(),
    valid_from: z.iso.date(),
    valid_to: z.iso.date(),
    access_control_tree: AccessNode,
  }),
);
export type PermissionsAnswer = z.infer<typeof PermissionsAnswer>;

/** Error of a data call. */
export const ErrorAnswer = z.object({ error: z.object({ code: z.string().regex(/^[A-Z_]{1,64}$/) }) });

/** Header that names the permission (*atļauja*) under which data are asked for. */
export const PERMISSION_HEADER = 'x-dagr-permission';

/** What an operator receives when the connection (*savienojums*) is registered, kept in a file. */
export const ClientFile = z.object({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  audience: z.string().min(1).describe('Audience of the signed assertion'),
  permission: z.string().regex(/^[0-9]+$/),
  key: z.looseObject({ kty: z.literal('RSA'), kid: z.string().min(1) }).describe('Private key, JWK'),
});
export type ClientFile = z.infer<typeof ClientFile>;
