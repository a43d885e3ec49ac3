import { z } from 'zod';
import { DiscrepancyKind, DiscrepancyRegister, KnownDiscrepancyKind } from '../codes/discrepancies.ts';
import { Recipient } from '../events/delivery.ts';
import { CalendarDate, Instant } from '../values/calendar.ts';
import { DiscrepancyId, PersonRef, RecordId } from '../values/ids.ts';
import { DayCursor, listOf, PageLimit } from './lists.ts';

export const DiscrepancyQuery = z.strictObject({
  status: z
    .enum(['open', 'resolved', 'all'], { error: 'expected open, resolved or all' })
    .optional()
    .describe('Open ones if absent'),
  kind: KnownDiscrepancyKind.optional(),
  after: DayCursor.optional(),
  limit: PageLimit.optional(),
});
export type DiscrepancyQuery = z.infer<typeof DiscrepancyQuery>;

export const DiscrepancyFact = z
  .strictObject({
    register: DiscrepancyRegister,
    recordId: RecordId.nullable().describe(
      "The register's own id of the record; null for an institution if it is another institution's placement, and for a social service if it is a placement",
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
