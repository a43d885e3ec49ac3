import { SOAP_FAULTS } from '@saite/adapter-kit/sandbox';
import type { WireBody, WireRecordsAnswer } from './register.ts';

/** Ways in which only this register fails, beside those that all share. */
export const NPAIS_FAULTS = [
  ...SOAP_FAULTS,
  'other-person',
  'empty',
  'invalid-decision',
  'refuse-delivery',
] as const;
export type NpaisFault = (typeof NPAIS_FAULTS)[number];

/** A child whom nobody asks for: a made code of the form without a check digit. */
const SOMEBODY_ELSE = '39999999999';

/** Spoils an answer as a fault says; those that the fault does not touch stay as they are. */
export const spoilAnswer = (mode: string, body: WireBody): WireBody =>
  body.RecordsAnswer ? { ...body, RecordsAnswer: spoilRecords(mode, body.RecordsAnswer) } : body;

function spoilRecords(mode: string, answer: WireRecordsAnswer): WireRecordsAnswer {
  const [first, ...rest] = answer.Decision;
  if (mode === 'empty') return { ...answer, Decision: [], Crisis: [] };
  if (!first) return answer;
  if (mode === 'invalid-decision')
    return { ...answer, Decision: [{ ...first, Kind: 'no decision at all' }, ...rest] };
  if (mode !== 'other-person') return answer;
  const other = { ...first, ChildCode: SOMEBODY_ELSE, DecisionID: 'other-1' };
  return { ...answer, Decision: [other, ...answer.Decision] };
}
