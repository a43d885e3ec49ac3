import { z } from 'zod';
import { Instant } from '../../values/calendar.ts';
import { PersonRef, RecordVersion } from '../../values/ids.ts';

/** Something that could be a personal code: it has no place in what operators write or read. */
export const LIKE_A_CODE = /[0-9]{6}-?[0-9]{5}/;

/** Why an operator does something; shown to other operators, so nobody's code may stand in it. */
export const OperatorNote = z
  .string({ error: 'expected text' })
  .trim()
  .min(3, { error: 'expected at least 3 characters' })
  .max(500, { error: 'expected at most 500 characters' })
  .refine((text) => !LIKE_A_CODE.test(text), { error: 'must not hold anything like a personal code' })
  .describe('Why it is done; without personal data');

/** Name of a service as its process is called. */
export const ServiceName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,62}$/, { error: 'expected the name of a service' })
  .describe('Service: hub, statistics, adapter-sais and so on');
export type ServiceName = z.infer<typeof ServiceName>;

export const HeldItemId = z
  .uuid({ error: 'expected the id of something held' })
  .describe('Id of what is held')
  .brand<'HeldItemId'>();
export type HeldItemId = z.infer<typeof HeldItemId>;

export const JobId = z.uuid({ error: 'expected the id of a job' }).describe('Id of the job').brand<'JobId'>();
export type JobId = z.infer<typeof JobId>;

export const EditId = z
  .uuid({ error: 'expected the id of an edit' })
  .describe('Id of the edit')
  .brand<'EditId'>();
export type EditId = z.infer<typeof EditId>;

/** Who did something, as the token names it; a name like a personal code is shown as a keyed one. */
export const OperatorName = z.string().describe('Operator, as the token names it');

/** What failed: a message of a queue, a decision about a person, an answer of a register, a delivery to one. */
export const HeldKind = z
  .enum(['message', 'person', 'answer', 'delivery'])
  .describe(
    'message: one that a service could not take; person: one that could not be decided; answer: of a register, refused; delivery: refused by a register',
  );
export type HeldKind = z.infer<typeof HeldKind>;

export const HeldState = z
  .enum(['waiting', 'parked', 'dismissed'])
  .describe('waiting: tried again by itself; parked: waits for an operator; dismissed: set aside');
export type HeldState = z.infer<typeof HeldState>;

const word = (meaning: string) =>
  z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, { error: 'expected 1 to 200 visible ASCII characters' })
    .refine((text) => !LIKE_A_CODE.test(text), { error: 'must not be like a personal code' })
    .describe(meaning);

/** What lists, counts and jobs are narrowed by. */
export const heldFilterFields = {
  kind: HeldKind.optional(),
  service: ServiceName.optional(),
  queue: word('Queue that it came from').optional(),
  type: word('Type of the event, or what it is otherwise').optional(),
  reason: word('Stable code of the reason').optional(),
  path: word('Path of the field that is wrong, with [] for each place in a list').optional(),
  state: HeldState.optional(),
  personRef: PersonRef.optional(),
  from: Instant.optional().describe('Held from this instant on'),
  to: Instant.optional().describe('Held before this instant'),
};
export const HeldFilter = z
  .strictObject(heldFilterFields)
  .describe('Narrows what is meant; all that is said must hold');
export type HeldFilter = z.infer<typeof HeldFilter>;

/** The cause that things are held for: what has all of it in common is one group. */
export const causeFields = {
  kind: HeldKind,
  service: ServiceName,
  queue: z.string().nullable().describe('Queue that it came from; null if it came from none'),
  type: z
    .string()
    .describe('Type of the event, case, kind of record or document; `unreadable` if nobody can say'),
  reason: z.string().describe('Stable code of the reason'),
  path: z.string().nullable().describe('Path of the field that is wrong, with [] for each place in a list'),
};

export const VersionOfRecord = RecordVersion.nullable().describe('Version of the record; null if not known');
