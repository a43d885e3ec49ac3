import type { EventPerson } from '@saite/adapter-kit';
import { type EventOf, type PersonRef, RecordId, RecordVersion } from '@saite/contracts';
import { eventHead, type KeyRing, sealNarrative } from '@saite/identity';
import { toInstant } from '@saite/runtime';
import type { UpstreamCrisis, UpstreamDecision } from './contract/records.ts';

const SOURCE = '/registers/npais';

/** A decision of an orphan's court (*bāriņtiesas lēmums*) as an event. */
export function custodyDecided(
  ring: KeyRing,
  { subject, identity }: EventPerson,
  decision: UpstreamDecision,
  now: Date,
): EventOf<'npais.custody.decided.v1'> {
  const recordId = RecordId.parse(decision.DecisionID);
  return {
    ...eventHead(
      ring,
      SOURCE,
      'npais.decision',
      { subject, recordId, recordVersion: decision.RecordVersion },
      toInstant(now),
    ),
    type: 'npais.custody.decided.v1',
    data: {
      recordId,
      recordVersion: decision.RecordVersion,
      withdrawn: decision.Withdrawn,
      court: decision.CourtID,
      kind: decision.Kind,
      decidedOn: decision.DecidedOn,
      effectiveFrom: decision.EffectiveFrom,
      identity,
    },
  };
}

/** The word that NPAIS has answered for a child: it is the same each time. */
export function childChecked(
  ring: KeyRing,
  subject: PersonRef,
  now: Date,
): EventOf<'npais.child.checked.v1'> {
  const recordId = RecordId.parse(subject);
  const recordVersion = RecordVersion.parse(1);
  return {
    ...eventHead(ring, SOURCE, 'npais.child', { subject, recordId, recordVersion }, toInstant(now)),
    type: 'npais.child.checked.v1',
    data: { recordId, recordVersion, withdrawn: false },
  };
}

/** A notice of a child taken from the family (*bērna šķiršana no ģimenes*) as an event; its text is sealed. */
export function crisisReported(
  ring: KeyRing,
  { subject, identity }: EventPerson,
  crisis: UpstreamCrisis,
  now: Date,
): EventOf<'npais.crisis.reported.v1'> {
  const recordId = RecordId.parse(crisis.CrisisID);
  return {
    ...eventHead(
      ring,
      SOURCE,
      'npais.crisis',
      { subject, recordId, recordVersion: crisis.RecordVersion },
      toInstant(now),
    ),
    type: 'npais.crisis.reported.v1',
    data: {
      recordId,
      recordVersion: crisis.RecordVersion,
      withdrawn: crisis.Withdrawn,
      reportedBy: crisis.ReportedBy,
      occurredAt: toInstant(new Date(crisis.OccurredAt)),
      identity,
      narrative: sealNarrative(ring, subject, 'crisis', { measure: crisis.Measure }),
    },
  };
}
