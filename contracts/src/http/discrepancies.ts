import { z } from 'zod';
import { DiscrepancyKind, DiscrepancyRegister, KnownDiscrepancyKind } from '../codes/discrepancies.ts';
import { Recipient } from '../events/delivery.ts';
import { CalendarDate, Instant } from '../values/calendar.ts';
import { DiscrepancyId, PersonRef, RecordId } from '../values/ids.ts';
import { listOf, pageFields } from './lists.ts';

/** First day and id of the last discrepancy of a page. */
const DiscrepancyCursor = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, {
    error: 'expected what a page before gave as next',
  })
  .refine((cursor) => CalendarDate.safeParse(cursor.slice(0, 10)).success, {
    error: 'expected what a page before gave as next',
  })
  .describe('Where the page before ended');

export const DiscrepancyQuery = z.strictObject({
  status: z
    .enum(['open', 'resolved', 'all'], { error: 'expected open, resolved or all' })
    .optional()
    .describe('Open ones if absent'),
  kind: KnownDiscrepancyKind.optional(),
  ...pageFields,
  after: DiscrepancyCursor.optional(),
});
export type DiscrepancyQuery = z.infer<typeof DiscrepancyQuery>;

export const DiscrepancyFact = z
  .strictObject({
    register: DiscrepancyRegister,
    recordId: RecordId.nullable().describe(
      "The register's own id of the record; null for an institution if it is another institution's placement",
    ),
    text: z.string().describe('What the record says, in the language of the caller'),
  })
  .describe('One of the facts that contradict each other');

export const Discrepancy = z
  .strictObject({
    discrepancyId: DiscrepancyId,
    kind: DiscrepancyKind,
    personRef: PersonRef.describe('Opaque reference of the person'),
    since: CalendarDate.describe(
      'First day on which the facts contradict each other; after a death it may lie ahead',
    ),
    facts: z.array(DiscrepancyFact).describe('The facts that contradict each other'),
    audience: z.array(Recipient).describe('For whom it is'),
    foundAt: Instant.describe('When Saite found it'),
    resolvedAt: Instant.nullable().describe('When Saite saw that the facts agree; null while they do not'),
  })
  .describe('A contradiction between registers');
export type Discrepancy = z.infer<typeof Discrepancy>;

export const DiscrepancyList = listOf(Discrepancy, 'discrepancies, the latest first day first');
