import {
  type Adapter,
  invalidAnswer,
  type ReadRecord,
  type RecordSource,
  readPages,
} from '@saite/adapter-kit';
import { type CalendarDate, PersonCode, RecordId } from '@saite/contracts';
import { rigaDate } from '@saite/runtime';
import { pathOf } from '../json.ts';
import type { SurveyCalls } from './client.ts';
import { type ChangesAnswer, SURVEYS_CONTRACT_VERSION, Survey } from './protocol.ts';
import { surveyRecorded } from './translate.ts';

const KIND = 'survey';

/**
 * SOPA's surveys as the kit reads them. Everybody is asked about once a day: what the changes might have left out is
 * found then.
 */
export const surveySource = (
  { keys }: Pick<Adapter, 'keys'>,
  calls: SurveyCalls,
): RecordSource<Survey, CalendarDate> => ({
  name: 'sopa',
  feed: 'survey-changes',
  contractVersion: SURVEYS_CONTRACT_VERSION,
  mark: (now) => rigaDate(now),
  records: (codes) =>
    readPages(codes, async (token) => {
      const { surveys, answeredFor, asOf, next } = await calls.query(codes, token);
      const records = surveys.map(readSurvey);
      const persons = records.map(({ personCode }, place) => ({
        code: personCode,
        path: `surveys.${place}.childCode`,
      }));
      return { page: { records, answeredFor, asOf }, persons, answeredFor, next };
    }),
  async changes(feed, after, limit) {
    const page = await calls.changes(feed, after, limit);
    if (page === 'cursor-unknown') return page;
    requireOrder(page, after);
    const changes = page.changes.map(({ number, survey }) => ({
      number,
      kind: KIND,
      personCode: personOf(survey),
      read: () => readSurvey(survey),
    }));
    return { ...page, changes };
  },
  translate: (survey, person, now) => surveyRecorded(keys, person, survey, now),
});

/** Changes that do not go forward would be read for ever. */
function requireOrder({ changes, last, more }: ChangesAnswer, after: number): void {
  let before = after;
  for (const { number } of changes) {
    if (number <= before) throw invalidAnswer('changes.number');
    before = number;
  }
  if (last < before) throw invalidAnswer('last');
  if (more && last === after) throw invalidAnswer('more');
}

/** Reads one survey; of one that is wrong it keeps only whose it is and which one. */
function readSurvey(content: unknown): ReadRecord<Survey> {
  const parsed = Survey.safeParse(content);
  if (parsed.success) {
    const { surveyId, childCode } = parsed.data;
    return { kind: KIND, recordId: RecordId.parse(surveyId), personCode: childCode, content: parsed.data };
  }
  return {
    kind: KIND,
    recordId: RecordId.safeParse(fieldsOf(content).surveyId).data,
    personCode: personOf(content),
    errorPath: pathOf(parsed.error),
  };
}

const personOf = (content: unknown): PersonCode | undefined =>
  PersonCode.safeParse(fieldsOf(content).childCode).data;

const fieldsOf = (content: unknown): Readonly<Record<string, unknown>> =>
  typeof content === 'object' && content !== null ? { ...content } : {};
