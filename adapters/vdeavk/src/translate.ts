import type { EventPerson } from '@saite/adapter-kit';
import { type EventOf, type PersonRef, RecordId, RecordVersion } from '@saite/contracts';
import { eventHead, type KeyRing } from '@saite/identity';
import { toInstant } from '@saite/runtime';
import type { DecisionRecord } from './protocol.ts';

const SOURCE = '/registers/vdeavk';

/**
 * A decision on a disability (*lēmums par invaliditāti*) as an event.
 *
 * @param now when the event is made
 */
export function disabilityDecided(
  ring: KeyRing,
  { subject, identity }: EventPerson,
  decision: DecisionRecord,
  now: Date,
): EventOf<'vdeavk.disability.decided.v1'> {
  const told = { subject, recordId: decision.decision_id, recordVersion: decision.version };
  return {
    ...eventHead(ring, SOURCE, 'vdeavk.disability', told, toInstant(now)),
    type: 'vdeavk.disability.decided.v1',
    data: {
      recordId: decision.decision_id,
      recordVersion: decision.version,
      withdrawn: decision.withdrawn,
      group: decision.group,
      validFrom: decision.valid_from,
      validTo: decision.valid_to ?? null,
      disorders: decision.disorders,
      specialCare: decision.special_care,
      prognosticated: decision.prognosticated,
      identity,
    },
  };
}

/** The word that VDEĀVK has answered for a person: it is the same each time. */
export function disabilityChecked(
  ring: KeyRing,
  subject: PersonRef,
  now: Date,
): EventOf<'vdeavk.person.checked.v1'> {
  const recordId = RecordId.parse(subject);
  const recordVersion = RecordVersion.parse(1);
  return {
    ...eventHead(ring, SOURCE, 'vdeavk.person', { subject, recordId, recordVersion }, toInstant(now)),
    type: 'vdeavk.person.checked.v1',
    data: { recordId, recordVersion, withdrawn: false },
  };
}
