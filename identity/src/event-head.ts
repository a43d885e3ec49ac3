import type { EventId, Instant, PersonRef, RecordId, RecordVersion } from '@saite/contracts';
import type { KeyRing } from './key-ring.ts';
import { eventIdOf } from './person-ref.ts';

/** Which version of which record an event tells, and whom it is about. */
export interface ToldRecord<Subject extends string = PersonRef> {
  readonly subject: Subject;
  readonly recordId: RecordId;
  readonly recordVersion: RecordVersion;
}

/** The envelope of an event, without its type and its data. */
export interface EventHead<Subject extends string = PersonRef> {
  readonly specversion: '1.0';
  readonly id: EventId;
  readonly source: string;
  readonly subject: Subject;
  readonly time: Instant;
  readonly datacontenttype: 'application/json';
}

/**
 * The envelope of the event that tells one version of one record; told twice, it is the same event.
 *
 * @param source `/saite` or `/registers/<register>`
 * @param thing what the record is, like `npais.decision`: record ids are unique within it
 * @param time when the event is made
 */
export const eventHead = <Subject extends string>(
  ring: KeyRing,
  source: string,
  thing: string,
  { subject, recordId, recordVersion }: ToldRecord<Subject>,
  time: Instant,
): EventHead<Subject> => ({
  specversion: '1.0',
  id: eventIdOf(ring, thing, recordId, recordVersion),
  source,
  subject,
  time,
  datacontenttype: 'application/json',
});
