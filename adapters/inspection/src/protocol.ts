import { CalendarDate, PersonCode, RecordVersion, SurveyId, SurveyNarrative } from '@saite/contracts';
import { z } from 'zod';

/** Header with the key of the client. */
export const API_KEY_HEADER = 'x-api-key';
/** Header with the id of the message, which is taken once. */
export const MESSAGE_ID_HEADER = 'idempotency-key';

/** Body of `POST /surveys`: a survey of a family (*sociālā darbinieka apsekojums bioloģiskajā ģimenē*). */
export const SurveyBody = z
  .strictObject({
    childCode: PersonCode,
    surveyId: SurveyId,
    recordVersion: RecordVersion,
    surveyedOn: CalendarDate.describe('Day of the survey'),
    findings: SurveyNarrative.shape.findings,
    withdrawn: z.boolean().describe('True if the social service withdrew the survey with this version'),
  })
  .describe("A survey of a child's family");
export type SurveyBody = z.infer<typeof SurveyBody>;

/** Answer to a survey that was taken, and to the question for its receipt. */
export const ReceiptAnswer = z
  .object({
    receipt: z
      .string()
      .regex(/^[A-Za-z0-9._:-]{1,64}$/)
      .describe('Number of the receipt'),
  })
  .describe('A message was taken');

/** Answer to what was not taken. */
export const ErrorAnswer = z
  .object({
    error: z
      .object({
        code: z
          .string()
          .regex(/^[A-Z][A-Z_]{0,63}$/)
          .describe('Code of the error: letters only, so that no personal code can hide in it'),
      })
      .describe('The error'),
  })
  .describe('A message was not taken');

/** What an operator receives when the client is registered, kept in a file. */
export const ClientFile = z
  .object({ apiKey: z.string().min(1).max(1_000).describe('Key that proves who calls') })
  .describe('The client of the inspection');
