import { z } from 'zod';
import { CalendarDate } from '../values/calendar.ts';
import { Sealed } from '../values/ids.ts';
import { factFields } from './fact.ts';

/** A municipal social worker surveyed a child's family (*sociālā darbinieka apsekojums bioloģiskajā ģimenē*). */
export const SurveyRecorded = z
  .strictObject({
    ...factFields,
    surveyedOn: CalendarDate.describe('Day of the survey'),
    identity: Sealed.describe('Sealed personal code of the child'),
    narrative: Sealed.describe('Sealed text: what was found (`survey`)'),
  })
  .describe("A social worker's survey of a child's family");
export type SurveyRecorded = z.infer<typeof SurveyRecorded>;
