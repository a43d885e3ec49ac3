import type { EventPerson } from '@saite/adapter-kit';
import { type EventOf, RecordId } from '@saite/contracts';
import { eventIdOf, type KeyRing, sealNarrative } from '@saite/identity';
import { toInstant } from '@saite/runtime';
import type { Survey } from './protocol.ts';

/** A survey of SOPA as an event: what was found travels sealed. */
export function surveyRecorded(
  ring: KeyRing,
  { subject, identity }: EventPerson,
  survey: Survey,
  now: Date,
): EventOf<'sopa.survey.recorded.v1'> {
  const recordId = RecordId.parse(survey.surveyId);
  const { recordVersion, withdrawn, surveyedOn, findings } = survey;
  return {
    specversion: '1.0',
    id: eventIdOf(ring, 'sopa.survey', recordId, recordVersion),
    source: '/registers/sopa',
    type: 'sopa.survey.recorded.v1',
    subject,
    time: toInstant(now),
    datacontenttype: 'application/json',
    data: {
      recordId,
      recordVersion,
      withdrawn,
      surveyedOn,
      identity,
      narrative: sealNarrative(ring, subject, 'survey', { findings }),
    },
  };
}
