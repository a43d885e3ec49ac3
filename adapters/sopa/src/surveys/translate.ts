import type { EventPerson } from '@saite/adapter-kit';
import { type EventOf, RecordId } from '@saite/contracts';
import { eventHead, type KeyRing, sealNarrative } from '@saite/identity';
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
    ...eventHead(
      ring,
      '/registers/sopa',
      'sopa.survey',
      { subject, recordId, recordVersion },
      toInstant(now),
    ),
    type: 'sopa.survey.recorded.v1',
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
