import { Atvk, CalendarDate, PersonCode, RecordVersion } from '@saite/contracts';
import { z } from 'zod';

/** A version of a person's record as the control call takes it. */
export const PersonBody = z
  .strictObject({
    personCode: PersonCode,
    recordVersion: RecordVersion,
    givenName: z.string().min(1).max(200),
    familyName: z.string().min(1).max(200),
    bornOn: CalendarDate,
    diedOn: CalendarDate.optional(),
    residence: z
      .strictObject({ addressCode: z.string().min(1).max(64), atvk: Atvk, since: CalendarDate })
      .optional(),
    parents: z.array(PersonCode).max(10).default([]),
    formerCodes: z.array(PersonCode).max(50).default([]),
  })
  .check((context) => {
    const { personCode, bornOn, diedOn, formerCodes } = context.value;
    const refuse = (path: string, message: string) =>
      context.issues.push({ code: 'custom', path: [path], message, input: undefined });
    if (diedOn !== undefined && diedOn < bornOn) refuse('diedOn', 'must not be before bornOn');
    if (formerCodes.includes(personCode)) refuse('formerCodes', 'must not hold the present code');
    if (new Set(formerCodes).size < formerCodes.length) refuse('formerCodes', 'must not hold a code twice');
  });
export type PersonBody = z.infer<typeof PersonBody>;

export const PersonBodies = z.array(PersonBody);
