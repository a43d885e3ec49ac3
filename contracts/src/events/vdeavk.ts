import { z } from 'zod';
import { DisabilityGroup, FunctionalDisorder } from '../codes/disability.ts';
import { CalendarDate } from '../values/calendar.ts';
import { Sealed } from '../values/ids.ts';
import { factFields } from './fact.ts';

/** VDEĀVK decided on a person's disability (*lēmums par invaliditāti*), or changed or withdrew a decision. */
export const DisabilityDecided = z
  .strictObject({
    ...factFields,
    group: DisabilityGroup,
    validFrom: CalendarDate.describe('First day of the disability'),
    validTo: CalendarDate.nullable().describe('Last day, included; null for a disability for life'),
    disorders: z.array(FunctionalDisorder).max(20).describe('Functional disorders that it rests on'),
    specialCare: z.boolean().describe('Whether VDEĀVK finds that the person needs special care'),
    prognosticated: z.boolean().describe('Whether the disability is a prognosticated one'),
    identity: Sealed.describe('Sealed personal code of the person'),
  })
  .describe("A decision of VDEĀVK on a person's disability");
export type DisabilityDecided = z.infer<typeof DisabilityDecided>;

/**
 * VDEĀVK has answered for a person: a decision that is not among what it told is not there. The record id is the
 * reference of the code that was asked for.
 */
export const DisabilityChecked = z
  .strictObject(factFields)
  .describe('The word that VDEĀVK has answered for a person');
export type DisabilityChecked = z.infer<typeof DisabilityChecked>;
