import { randomUUID } from 'node:crypto';
import { DiscrepancyFound, type EventOf, PersonCode, RecordId, RecordVersion } from '@saite/contracts';
import { eventHead, type KeyRing, personRef } from '@saite/identity';
import { toInstant } from '@saite/runtime';

/** The person of every made discrepancy. */
const PERSON = PersonCode.parse('34000000002');

/** A made discrepancy, as its event tells it. */
export const madeDiscrepancy = (...audience: readonly DiscrepancyFound['audience'][number][]) =>
  DiscrepancyFound.parse({
    discrepancyId: randomUUID(),
    kind: 'dates-differ',
    since: '2026-09-01',
    facts: [{ register: 'spolis', recordId: 'P-1' }],
    audience,
    foundAt: '2026-11-15T00:10:00Z',
  });

const headOf = (keys: KeyRing, what: string, { discrepancyId }: DiscrepancyFound, times: number) => {
  const recordId = RecordId.parse(discrepancyId);
  const record = { subject: personRef(keys, PERSON), recordId, recordVersion: RecordVersion.parse(times) };
  return eventHead(keys, '/saite', what, record, toInstant(new Date()));
};

export const found = (
  keys: KeyRing,
  data: DiscrepancyFound,
  times = 1,
): EventOf<'saite.discrepancy.found.v1'> => ({
  ...headOf(keys, 'saite.discrepancy.found', data, times),
  type: 'saite.discrepancy.found.v1',
  data,
});

export const resolved = (
  keys: KeyRing,
  data: DiscrepancyFound,
): EventOf<'saite.discrepancy.resolved.v1'> => ({
  ...headOf(keys, 'saite.discrepancy.resolved', data, 1),
  type: 'saite.discrepancy.resolved.v1',
  data: { ...data, resolvedAt: toInstant(new Date()) },
});
