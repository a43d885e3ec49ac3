import { type OpenRequest, UpstreamError } from '@saite/adapter-kit';
import { type KeyRing, openNarrative } from '@saite/identity';
import type { SurveyBody } from './protocol.ts';

/**
 * What the inspection is sent for a request.
 *
 * @throws UpstreamError `REFUSED` with `RECIPIENT_NOT_SERVED` or `DOCUMENT_NOT_SERVED` if it is not for the inspection
 */
export function surveyOf(
  keys: KeyRing,
  { subject, personCode, recipient, document }: OpenRequest,
): SurveyBody {
  if (recipient.role !== 'children-inspection') throw refused('RECIPIENT_NOT_SERVED');
  if (document.kind !== 'family-survey') throw refused('DOCUMENT_NOT_SERVED');
  const { surveyId, recordVersion, surveyedOn, withdrawn, narrative } = document;
  const { findings } = openNarrative(keys, subject, 'survey', narrative);
  return { childCode: personCode, surveyId, recordVersion, surveyedOn, findings, withdrawn };
}

const refused = (code: string) =>
  new UpstreamError('REFUSED', `the request is not for the inspection (${code})`, '', code);
