import { z } from 'zod';
import { CalendarDate, Instant } from '../values/calendar.ts';
import { PersonCode } from '../values/person-code.ts';
import { listOf } from './lists.ts';
import type { Role } from './roles.ts';
import { OrganisationName } from './systems.ts';

/** An entry of the audit trail (*audita pieraksts*): one person in one answer. */
export const AuditEntryId = z
  .uuid({ error: 'expected the id of an audit entry' })
  .describe('Id of the audit entry')
  .brand<'AuditEntryId'>();
export type AuditEntryId = z.infer<typeof AuditEntryId>;

/** An answer: the entries about all persons of it share the id. */
export const AuditAnswerId = z
  .uuid({ error: 'expected the id of an answer' })
  .describe('Id of the answer: the same for all persons that it showed')
  .brand<'AuditAnswerId'>();
export type AuditAnswerId = z.infer<typeof AuditAnswerId>;

/** Where a page of entries ended: instant to the microsecond and id of its last one. */
export const AuditCursor = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, {
    error: 'expected what a page before gave as next',
    abort: true,
  })
  .refine((cursor) => !Number.isNaN(Date.parse(`${cursor.slice(0, 19)}Z`)), {
    error: 'expected what a page before gave as next',
  })
  .describe('Where the page before ended');
export type AuditCursor = z.infer<typeof AuditCursor>;

const AuditPageLimit = z.coerce.number().int().min(1).max(1_000).describe('Most items of a page');

/** Why an entry may be kept from the person whom it is about, for some time. */
export const EmbargoGround = z
  .enum(['child-protection', 'investigation'], { error: 'expected child-protection or investigation' })
  .describe('child-protection: it would endanger a child; investigation: it would endanger an investigation');
export type EmbargoGround = z.infer<typeof EmbargoGround>;

/** Roles that may ask, with the header `Saite-Embargo`, that the person does not see their look. */
export const EMBARGO_ROLES = [
  'orphan-court',
  'social-service',
  'ministry',
  'auditor',
] as const satisfies readonly Role[];

/** Why the person does not see an entry: as somebody said, or because it is a matter of custody. */
export const KeptFor = z
  .enum(['custody', ...EmbargoGround.options])
  .describe('custody: hidden from the beginning, as all matters of custody; else as somebody said');

export const AccessLogQuery = z
  .strictObject({ personCode: PersonCode })
  .describe('Whose data; all codes of the person count');
export type AccessLogQuery = z.infer<typeof AccessLogQuery>;

export const AccessLogPage = z.strictObject({
  after: AuditCursor.optional(),
  limit: AuditPageLimit.optional(),
});
export type AccessLogPage = z.infer<typeof AccessLogPage>;

/**
 * Who saw or changed a person's data, after Estonia's findUsage. What only an auditor needs is `null` for the person,
 * and an entry that is kept from the person is not there at all.
 */
export const AccessLogItem = z
  .strictObject({
    at: Instant.describe('When'),
    action: z.string().describe('What was done, in the language of the caller'),
    purpose: z.string().describe('Why: as it was said, else what the role looks persons up for'),
    actor: z.string().describe('Who did it, as token or certificate names it; never a personal code'),
    organisation: OrganisationName,
    entryId: AuditEntryId.nullable().describe('Id of the entry; null for the person'),
    answerId: AuditAnswerId.nullable().describe('Id of the answer; null for the person'),
    embargo: KeptFor.nullable().describe('Why the person does not see it; null if the person does'),
    visibleFrom: Instant.nullable().describe(
      'From when the person sees it; null for the person, and while no date is set',
    ),
  })
  .describe("A look at a person's data, or a change of them");
export type AccessLogItem = z.infer<typeof AccessLogItem>;
export const AccessLog = listOf(AccessLogItem, "who saw or changed the person's data, newest first");

const WHICH = 'say entryId or answerId, one of them';
const WHEN = 'a lifted embargo has no date';

export const EmbargoBody = z
  .strictObject({
    entryId: AuditEntryId.optional().describe('The entry that it is about'),
    answerId: AuditAnswerId.optional().describe('Or the answer: all its entries'),
    visibleFrom: CalendarDate.nullable().describe(
      'First day, in Riga, on which the person sees it; null: not until it is lifted',
    ),
    ground: z
      .enum([...EmbargoGround.options, 'lifted'], {
        error: 'expected child-protection, investigation or lifted',
      })
      .describe('Why it is kept from the person; lifted: it is not, from now on'),
    reason: z.string().trim().min(3).max(1_000).describe('The reason in words; kept sealed'),
  })
  .refine(({ entryId, answerId }) => (entryId === undefined) !== (answerId === undefined), {
    path: ['entryId'],
    error: WHICH,
  })
  .refine(({ ground, visibleFrom }) => ground !== 'lifted' || visibleFrom === null, {
    path: ['visibleFrom'],
    error: WHEN,
  })
  .describe('A word on whether the person may see who looked');
export type EmbargoBody = z.infer<typeof EmbargoBody>;

export const Embargo = z
  .strictObject({
    embargoId: z.uuid().describe('Id of the word'),
    entries: z.int().describe('How many entries it is about'),
    visibleFrom: Instant.nullable().describe('From when the person sees them; null: not until it is lifted'),
  })
  .describe('The word was taken; of several about an entry the latest counts');
export type Embargo = z.infer<typeof Embargo>;
