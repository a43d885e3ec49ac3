import {
  CalendarDate,
  DisabilityGroup,
  FunctionalDisorder,
  PersonCode,
  RecordId,
  RecordVersion,
} from '@saite/contracts';
import { z } from 'zod';
import type { DecisionRecord } from '../protocol.ts';

const flag = (meaning: string) =>
  z.boolean({ error: 'expected true or false' }).default(false).describe(meaning);

/** A decision as people and tests give it to the sandbox. */
export const DecisionBody = z
  .strictObject({
    decisionId: RecordId,
    recordVersion: RecordVersion,
    personCode: PersonCode,
    group: DisabilityGroup,
    validFrom: CalendarDate.describe('First day'),
    validTo: CalendarDate.optional().describe('Last day, included; absent for life'),
    disorders: z.array(FunctionalDisorder).max(20).describe('Functional disorders'),
    specialCare: flag('Whether the person needs special care'),
    prognosticated: flag('Whether the disability is a prognosticated one'),
    withdrawn: flag('True if this version withdraws the decision'),
  })
  .refine(({ validFrom, validTo }) => validTo === undefined || validFrom <= validTo, {
    error: 'expected a day not before validFrom',
    path: ['validTo'],
  })
  .describe("A decision on a person's disability");
export type PlayedDecision = z.infer<typeof DecisionBody>;

/** A decision as the register writes it. */
export const decisionRecord = (decision: PlayedDecision): DecisionRecord => ({
  decision_id: decision.decisionId,
  version: decision.recordVersion,
  person_code: decision.personCode,
  group: decision.group,
  valid_from: decision.validFrom,
  ...(decision.validTo === undefined ? {} : { valid_to: decision.validTo }),
  disorders: decision.disorders,
  special_care: decision.specialCare,
  prognosticated: decision.prognosticated,
  withdrawn: decision.withdrawn,
});

/** Whether a decision is in force on a day. */
export const holdsOn = ({ withdrawn, validFrom, validTo }: PlayedDecision, day: CalendarDate): boolean =>
  !withdrawn && validFrom <= day && (validTo === undefined || day <= validTo);
