import { changesAfter, type FaultSwitch, type PersonRecords, pageOf } from '@saite/adapter-kit/sandbox';
import { CalendarDate, PersonCode, RecordVersion, SurveyId, SurveyNarrative } from '@saite/contracts';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { QueryBody, type Survey } from '../surveys/protocol.ts';
import type { SopaFault } from './folder-door.ts';

/** A survey as people and tests give it to the sandbox. */
export const SurveyBody = z
  .strictObject({
    surveyId: SurveyId,
    recordVersion: RecordVersion,
    childCode: PersonCode,
    surveyedOn: CalendarDate,
    findings: SurveyNarrative.shape.findings,
    withdrawn: z
      .boolean({ error: 'expected true or false' })
      .default(false)
      .describe('True if this version withdraws the survey'),
  })
  .describe("A social worker's survey of a child's family");

const ChangesQuery = z
  .strictObject({
    feed: z.string().max(64).optional().describe('Id of the feed; absent if it was never read'),
    after: z.coerce.number().int().min(0).describe('Number to go on after'),
    limit: z.coerce.number().int().min(1).describe('Most changes'),
  })
  .describe('A question for changes');

export interface SurveyParts {
  readonly surveys: PersonRecords<Survey>;
  /** Id of the feed of changes; another one if SOPA lost some. */
  readonly feed: string;
  readonly faults: FaultSwitch<SopaFault>;
  /** Most surveys on a page. */
  readonly pageSize: number;
}

/** A child whom nobody asks for: a made code of the form without a check digit. */
const SOMEBODY_ELSE = '39999999999';

const refuse = (reply: FastifyReply, code: string) => reply.status(400).send({ error: { code } });

/** Mounts SOPA's calls for surveys. */
export function mountSurveys(app: FastifyInstance, { surveys, feed, faults, pageSize }: SurveyParts): void {
  const shown = (survey: Survey): object => {
    if (faults.mode === 'other-person') return { ...survey, childCode: SOMEBODY_ELSE };
    if (faults.mode === 'changed-schema') return { ...survey, findings: { text: survey.findings } };
    return survey;
  };

  app.post('/sopa/surveys/query', (request, reply) => {
    const body = QueryBody.safeParse(request.body);
    const page =
      body.success && pageOf(body.data.codes, body.data.page, pageSize, (code) => surveys.of(code));
    if (!page) return refuse(reply, 'REQUEST_NOT_VALID');
    const { records, ...rest } = page;
    return { asOf: surveys.last, surveys: records.map(shown), ...rest };
  });

  app.get('/sopa/surveys/changes', (request, reply) => {
    const query = ChangesQuery.safeParse(request.query);
    if (!query.success) return refuse(reply, 'REQUEST_NOT_VALID');
    const { after, limit } = query.data;
    const isKnown = query.data.feed === undefined || query.data.feed === feed;
    const page = isKnown ? changesAfter(surveys, after, limit) : undefined;
    if (!page) return refuse(reply, 'CURSOR_UNKNOWN');
    const changes = page.changes.map(({ sequence, content }) => ({
      number: sequence,
      survey: shown(content),
    }));
    return { feed, changes, last: page.last, more: page.more };
  });
}
