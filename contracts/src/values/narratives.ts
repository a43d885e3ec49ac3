import { z } from 'zod';
import { ContactKind, ContactRelation } from '../codes/care.ts';
import { DiscrepancyRegister } from '../codes/discrepancies.ts';
import { CalendarDate } from './calendar.ts';
import { RecordId } from './ids.ts';

const text = (meaning: string, most = 10_000) =>
  z
    .string({ error: 'expected text' })
    .max(most, { error: `expected at most ${most} characters` })
    .refine((given) => given.trim() !== '', { error: 'must not be empty' })
    .describe(meaning);

/** One relation's contacts with the child in the reported period. */
export const Contact = z
  .strictObject({
    relation: ContactRelation,
    kind: ContactKind,
    dates: z.array(CalendarDate).max(1_000).describe('Days of contact'),
  })
  .describe('Contacts of one kind with one relation');

/** What a contact report tells beside its facts (Law on Social Services and Social Assistance, art. 28). */
export const ContactReportNarrative = z
  .strictObject({
    contacts: z.array(Contact).max(1_000).describe('Contacts with the family in the period'),
    cooperation: text('How the family works together with the institution'),
    physicalDevelopment: text("The child's physical development"),
    psychosocialDevelopment: text("The child's psychosocial development"),
  })
  .describe('Narrative of a contact report');
export type ContactReportNarrative = z.infer<typeof ContactReportNarrative>;

export const CrisisNarrative = z
  .strictObject({ measure: text('What was done for the child') })
  .describe('Narrative of a notice of crisis');
export type CrisisNarrative = z.infer<typeof CrisisNarrative>;

export const SurveyNarrative = z
  .strictObject({ findings: text("What the social worker found in the child's family", 100_000) })
  .describe('Narrative of a survey');
export type SurveyNarrative = z.infer<typeof SurveyNarrative>;

/** What a discrepancy's recipient may know of the facts: none once it is settled. */
export const DiscrepancyNarrative = z
  .strictObject({
    facts: z
      .array(
        z
          .strictObject({
            register: DiscrepancyRegister,
            recordId: RecordId.nullable().describe("Id of the record; null if it is another keeper's"),
            lv: text('What the record says, in Latvian', 500),
            en: text('What the record says, in English', 500),
          })
          .describe('One of the facts'),
      )
      .max(100)
      .describe('The facts that contradict each other'),
  })
  .describe('Narrative of a discrepancy');
export type DiscrepancyNarrative = z.infer<typeof DiscrepancyNarrative>;

/** What somebody wrote when acknowledging an alert or confirming a report. */
export const Note = text('What the reader wrote', 2_000);
export const NoteNarrative = z.strictObject({ note: Note }).describe('A note');
export type NoteNarrative = z.infer<typeof NoteNarrative>;
