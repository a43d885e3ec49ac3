import { z } from 'zod';
import { CalendarDate } from '../values/calendar.ts';
import { Atvk, PersonRef, Sealed } from '../values/ids.ts';
import { factFields } from './fact.ts';

/** PMLP's record of a person: birth, death, residence, former codes. The record id is the person's reference. */
export const PersonUpdated = z
  .strictObject({
    ...factFields,
    bornOn: CalendarDate.describe('Date of birth'),
    diedOn: CalendarDate.optional().describe('Date of death'),
    formerRefs: z
      .array(PersonRef)
      .max(50)
      .describe("References of the person's former personal codes, in their order"),
    residence: z
      .strictObject({ atvk: Atvk, since: CalendarDate.describe('First day of the declared residence') })
      .optional()
      .describe('Declared residence in force'),
    residences: z
      .array(
        z.strictObject({ atvk: Atvk, since: CalendarDate.describe('First day of the declared residence') }),
      )
      .max(200)
      .optional()
      .describe('Every declared residence that the register knows, oldest first, with the one in force'),
    parentRefs: z.array(PersonRef).max(10).describe('References of the parents'),
    identity: Sealed.describe('Sealed codes, names and address'),
  })
  .describe('A person of PMLP');
export type PersonUpdated = z.infer<typeof PersonUpdated>;
