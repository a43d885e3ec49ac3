import { type DiscrepancyFound, type EventOf, RecordId, RecordVersion } from '@saite/contracts';
import { eventHead, type KeyRing } from '@saite/identity';
import { toInstant } from '@saite/runtime';
import type { OutboxEvent } from '../../relay/outbox.ts';
import type { Told } from './stored.ts';

type DiscrepancyEvent = EventOf<'saite.discrepancy.found.v1' | 'saite.discrepancy.resolved.v1'>;

const dataOf = ({ discrepancyId, kind, since, facts, audience, foundAt }: Told): DiscrepancyFound => ({
  discrepancyId,
  kind,
  since,
  facts: facts.map(({ register, recordId }) => ({ register, recordId })),
  audience: [...audience],
  foundAt: toInstant(foundAt),
});

const headOf = (ring: KeyRing, what: string, { discrepancyId, subject }: Told, times: number, now: Date) => {
  const record = {
    subject,
    recordId: RecordId.parse(discrepancyId),
    recordVersion: RecordVersion.parse(times),
  };
  return eventHead(ring, '/saite', what, record, toInstant(now));
};

const toOutbox = (event: DiscrepancyEvent): OutboxEvent => ({
  type: event.type,
  eventId: event.id,
  event: JSON.stringify(event),
});

/**
 * Tells that registers contradict each other, and again when later facts change what is said.
 *
 * @param times how often it was told, with this time
 */
export const foundEvent = (ring: KeyRing, told: Told, times: number, now: Date): OutboxEvent =>
  toOutbox({
    ...headOf(ring, 'saite.discrepancy.found', told, times, now),
    type: 'saite.discrepancy.found.v1',
    data: dataOf(told),
  });

/** Tells that the registers agree. */
export const resolvedEvent = (ring: KeyRing, told: Told, now: Date): OutboxEvent =>
  toOutbox({
    ...headOf(ring, 'saite.discrepancy.resolved', told, 1, now),
    type: 'saite.discrepancy.resolved.v1',
    data: { ...dataOf(told), resolvedAt: toInstant(now) },
  });
