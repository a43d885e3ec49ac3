import { z } from 'zod';
import { DiscrepancyKind } from '../codes/discrepancies.ts';
import { CalendarDate } from '../values/calendar.ts';
import { DiscrepancyId, RecordVersion, Sealed } from '../values/ids.ts';
import { requestFields } from './delivery.ts';

/**
 * A discrepancy (*pretruna*) for one keeper of the data. It travels under types of its own: an adapter of an older
 * release does not bind them, so what is meant for it waits at the hub until it is renewed, and nothing is parked.
 */
export const DiscrepancyDocument = z
  .strictObject({
    kind: z.literal('discrepancy').describe('A discrepancy'),
    discrepancyId: DiscrepancyId,
    recordVersion: RecordVersion.describe(
      'Grows each time that something else is said of it; the highest holds',
    ),
    discrepancyKind: DiscrepancyKind,
    since: CalendarDate.describe('First day on which the facts contradict each other'),
    resolvedOn: CalendarDate.nullable().describe(
      'Day in Riga on which Saite saw that it is settled for the recipient; null while it is not',
    ),
    narrative: Sealed.describe('Sealed facts, as far as the recipient may know them (`discrepancy`)'),
  })
  .describe('A discrepancy, for one of those whom it concerns');
export type DiscrepancyDocument = z.infer<typeof DiscrepancyDocument>;

/** Saite asks a register's adapter to tell a keeper of a discrepancy; it answers like for any other delivery. */
export const DiscrepancyDeliveryRequested = z
  .strictObject({
    ...requestFields,
    document: DiscrepancyDocument,
    identity: Sealed.describe('Sealed personal code of the person'),
  })
  .describe('A request to tell the keeper of the data of a discrepancy');
export type DiscrepancyDeliveryRequested = z.infer<typeof DiscrepancyDeliveryRequested>;
