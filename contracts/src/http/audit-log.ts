import { z } from 'zod';
import { CalendarDate, Instant } from '../values/calendar.ts';
import { PersonRef } from '../values/ids.ts';
import { showsPersonCode } from '../values/person-code.ts';
import { AccessLogItem, AccessLogPage, AuditAnswerId, AuditEntryId, KeptFor } from './access-log.ts';
import { listOf } from './lists.ts';
import { Role } from './roles.ts';
import { OrganisationName } from './systems.ts';

export const AuditLogQuery = AccessLogPage.extend({
  from: CalendarDate.optional().describe('First day, in Riga'),
  to: CalendarDate.optional().describe('Last day, in Riga'),
  operation: z
    .string()
    .regex(/^[A-Za-z]{1,64}$/, { error: 'expected the name of an operation' })
    .optional()
    .describe('Only entries of this operation'),
  organisation: OrganisationName.refine((name) => !showsPersonCode(name), {
    error: 'expected the name of an organisation',
  })
    .optional()
    .describe('Only entries of this organisation'),
});
export type AuditLogQuery = z.infer<typeof AuditLogQuery>;

export const AuditLogItem = AccessLogItem.pick({ at: true, action: true, purpose: true, actor: true })
  .extend({
    entryId: AuditEntryId,
    answerId: AuditAnswerId,
    position: z.int().nullable().describe('Position in the chain; null until it is chained'),
    kind: z.enum(['look', 'change']).describe('Whether data were looked at or changed'),
    operation: z.string().describe('Operation that was called'),
    door: z.enum(['rest', 'soap', 'viss']).describe('Through which door'),
    organisation: OrganisationName,
    roles: z.array(Role).describe('Roles that let the caller in'),
    ground: z.string().describe('Legal ground, and the agreement under which a system calls'),
    personRef: PersonRef.nullable().describe('Opaque reference of the person; null if it is about nobody'),
    target: z.string().nullable().describe('Id of what was changed or read; null if there is none'),
    embargo: KeptFor.nullable().describe('Why the person does not see it; null if the person does'),
    visibleFrom: Instant.nullable().describe('From when the person sees it; null while no date is set'),
  })
  .describe('An entry of the audit trail');
export type AuditLogItem = z.infer<typeof AuditLogItem>;
export const AuditLog = listOf(AuditLogItem, 'entries of the audit trail, newest first');

const HEX = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));

export const SignBody = z.strictObject({}).describe('Nothing more is needed');

/** A signed head: an auditor who keeps it can show later that nothing up to there was changed. */
export const AuditHead = z
  .strictObject({
    number: z.int().describe('Number of the head, from 1'),
    position: z.int().describe('Position of the last link'),
    hash: HEX(32).describe('Hash of the last link, hex'),
    entries: z.int().describe('How many entries were chained'),
    madeAt: z.string().describe('When it was made, as it is signed: UTC, to the microsecond'),
    keyId: z.string().describe('Thumbprint of the key that signed it'),
    previous: HEX(32).describe('Digest of the head before, with its signature, hex'),
    signature: HEX(64).describe('Ed25519 signature, hex'),
  })
  .describe('A signed head of the audit trail');
export type AuditHead = z.infer<typeof AuditHead>;

export const AuditState = z
  .strictObject({
    entries: z.int().describe('Entries, chained or not'),
    sealedUpTo: z.int().describe('Position of the last link'),
    unsealed: z.int().describe('Entries that are not chained yet'),
    oldestUnsealedSeconds: z.number().nullable().describe('Age of the oldest of them; null if there is none'),
    lastHead: AuditHead.nullable().describe('The newest head; null before the first'),
  })
  .describe('How far the audit trail is chained and signed');
export type AuditState = z.infer<typeof AuditState>;
