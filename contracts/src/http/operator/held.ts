import { z } from 'zod';
import { Instant } from '../../values/calendar.ts';
import { DeliveryId, EventId, PersonRef, RecordId, ReportId } from '../../values/ids.ts';
import { inBoth } from '../../values/in-both.ts';
import { PersonCode } from '../../values/person-code.ts';
import { listOf, PageLimit } from '../lists.ts';
import {
  causeFields,
  EditId,
  HeldItemId,
  HeldState,
  heldFilterFields,
  JobId,
  OperatorName,
  VersionOfRecord,
} from './common.ts';

export const FailureQuery = z.strictObject(heldFilterFields);
export type FailureQuery = z.infer<typeof FailureQuery>;

/** Failures of one cause. */
export const FailureGroup = z
  .strictObject({
    ...causeFields,
    state: HeldState,
    count: z.int().describe('How many there are'),
    firstAt: Instant.describe('When the oldest of them was held'),
    lastAt: Instant.describe('When the newest of them was held'),
  })
  .describe('What is held for one cause in one state');
export type FailureGroup = z.infer<typeof FailureGroup>;
export const FailureList = z
  .strictObject({
    total: z.int().describe('How many there are in all groups; the same that the list holds'),
    items: z.array(FailureGroup).describe('groups, the largest first'),
    next: z.null().describe('Always null: all groups are on the page'),
  })
  .describe('Failures grouped by cause');

export const HeldQuery = z.strictObject({
  ...heldFilterFields,
  after: z
    .string()
    .regex(/^[0-9]{1,15}_[0-9]{1,18}$/, { error: 'expected what a page before gave as next' })
    .optional()
    .describe('Where the page before ended'),
  limit: PageLimit.optional(),
});
export type HeldQuery = z.infer<typeof HeldQuery>;

const heldItemFields = {
  itemId: HeldItemId,
  ...causeFields,
  errorPath: z.string().nullable().describe('Path of the field that is wrong, in full; never a value'),
  state: HeldState,
  recordId: z
    .string()
    .nullable()
    .describe('Id of the record, document or answer; null if there is none, or it is like a personal code'),
  recordVersion: VersionOfRecord,
  contractVersion: z.string().nullable().describe('Version of the contract it was held against'),
  attempts: z.int().describe('How often it was tried'),
  heldAt: Instant.describe('When it was held first'),
  lastAt: Instant.describe('When it was tried last'),
  retryAt: Instant.nullable().describe('When it is tried next; null if only an operator can say'),
  jobId: JobId.nullable().describe('The job at work on it; null if there is none'),
  editId: EditId.nullable().describe('The edit of it that waits for a second person; null if there is none'),
};

export const HeldItem = z.strictObject(heldItemFields).describe('Something that is held');
export type HeldItem = z.infer<typeof HeldItem>;
export const HeldList = listOf(HeldItem, 'what is held, the newest first');

export const HeldPath = z.strictObject({ itemId: HeldItemId });

export const FieldState = z
  .enum(['clear', 'sealed', 'withheld', 'invalid', 'missing'])
  .describe(
    'clear: the value is shown; sealed: only services with the key can read it; withheld: not for operators; invalid: not as the contract says, so its value is not shown; missing: the contract asks for it',
  );
export type FieldState = z.infer<typeof FieldState>;

/** A field of an event's contract. */
export const HeldField = z
  .strictObject({
    path: z.string().describe('Path, like data.granted or data.disorders[0]'),
    meaning: inBoth('What the contract says of it')
      .nullable()
      .describe('What the contract says of it; null if it says nothing'),
    state: FieldState,
    value: z
      .union([z.string(), z.number(), z.boolean()])
      .nullable()
      .describe('The value; null unless it is in clear'),
    editable: z.boolean().describe('Whether an edit may change it'),
  })
  .describe('A field of the contract');
export type HeldField = z.infer<typeof HeldField>;

export const HeldAttempt = z
  .strictObject({
    at: Instant.describe('When it was tried'),
    reason: z.string().describe('Stable code of how it ended'),
    path: z.string().nullable().describe('Path of the field that was wrong'),
  })
  .describe('An attempt that failed');

export const TimelineStep = z
  .strictObject({
    at: Instant.describe('When'),
    what: z
      .enum([
        'held',
        'failed-again',
        'job-chosen',
        'job-handed-in',
        'job-ended',
        'edit-proposed',
        'edit-approved',
        'edit-rejected',
        'dismissed',
        'restored',
      ])
      .describe('What happened'),
    by: OperatorName.nullable().describe('Operator who did it; null if nobody'),
    code: z.string().nullable().describe('Code of the reason or of the end'),
    note: z.string().nullable().describe('What the operator wrote'),
    jobId: JobId.nullable().describe('Job that it belongs to'),
    editId: EditId.nullable().describe('Edit that it belongs to'),
  })
  .describe('Something that happened to it');

export const HeldItemDetail = z
  .strictObject({
    ...heldItemFields,
    personRef: PersonRef.nullable().describe(
      'Opaque reference of the person; null if it is about nobody or not readable',
    ),
    eventId: z.string().nullable().describe('Id of the event; null if it is none'),
    detail: z.string().describe('What is wrong, for who knows the contracts; never a value'),
    body: z
      .enum(['event', 'unreadable', 'none'])
      .describe(
        'event: its fields follow; unreadable: no message of a known contract, sealed whole; none: nothing was kept',
      ),
    fields: z.array(HeldField).describe('Fields of its contract'),
    recentAttempts: z.array(HeldAttempt).describe('The last attempts, at most five, newest first'),
    timeline: z.array(TimelineStep).describe('What happened to it, oldest first'),
  })
  .describe('Something that is held, with all that may be shown of it');
export type HeldItemDetail = z.infer<typeof HeldItemDetail>;

/** A business key: exactly one. */
export const HeldSearch = z
  .strictObject({
    personCode: PersonCode.optional(),
    recordId: RecordId.optional(),
    eventId: EventId.optional(),
    reportId: ReportId.optional(),
    deliveryId: DeliveryId.optional(),
  })
  .refine((key) => Object.values(key).filter((value) => value !== undefined).length === 1, {
    error: 'expected exactly one key',
  })
  .describe('What is looked for');
export type HeldSearch = z.infer<typeof HeldSearch>;
