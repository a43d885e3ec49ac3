import { CalendarDate, PersonCode, RecordVersion, SurveyId, SurveyNarrative } from '@saite/contracts';
import { z } from 'zod';

/** Version of the contract, noted with what is parked. */
export const SURVEYS_CONTRACT_VERSION = 'sopa-surveys-1';

/** A survey (*sociālā darbinieka apsekojums bioloģiskajā ģimenē*) as SOPA gives it. */
export const Survey = z
  .object({
    surveyId: SurveyId,
    recordVersion: RecordVersion,
    childCode: PersonCode,
    surveyedOn: CalendarDate.describe('Day of the survey'),
    findings: SurveyNarrative.shape.findings,
    withdrawn: z.boolean().describe('True if the social service withdrew the survey with this version'),
  })
  .describe("A social worker's survey of a child's family");
export type Survey = z.infer<typeof Survey>;

/** Most codes of one query. */
export const CODES_AT_ONCE = 50;
/** Most surveys of one answer: a survey may be a hundred thousand characters long. */
export const SURVEYS_AT_ONCE = 50;

const Count = z.int().min(0);

/** Body of `POST /surveys/query`. */
export const QueryBody = z
  .strictObject({
    codes: z.array(PersonCode).min(1).max(CODES_AT_ONCE).describe('Codes of the children'),
    page: z.string().max(64).optional().describe('Token of the page; absent for the first'),
  })
  .describe('A question about the surveys of some children');

/** Answer of `POST /surveys/query`. A survey is looked at on its own, so that a wrong one spoils no other. */
export const QueryAnswer = z
  .object({
    asOf: Count.describe('Change up to which the answer holds'),
    surveys: z.array(z.unknown()).describe('Surveys, in their highest version, withdrawn ones too'),
    answeredFor: z.array(PersonCode).describe('Children whose surveys are complete with this page'),
    next: z.string().max(64).optional().describe('Token of the next page; absent on the last'),
  })
  .describe('Surveys of some children');
export type QueryAnswer = z.infer<typeof QueryAnswer>;

/** Answer of `GET /surveys/changes?feed=&after=&limit=`: changes of everybody, in order. */
export const ChangesAnswer = z
  .object({
    feed: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,64}$/)
      .describe('Id of the feed; another one if SOPA lost changes'),
    changes: z
      .array(
        z.object({
          number: Count.describe('Number of the change'),
          survey: z.unknown().describe('The survey'),
        }),
      )
      .describe('Changes; a survey that changed again stands only at its last'),
    last: Count.describe('Number to go on after'),
    more: z.boolean().describe('Whether there are more changes by now'),
  })
  .describe('Changes of surveys');
export type ChangesAnswer = z.infer<typeof ChangesAnswer>;
