import type { ReadRecord } from '@saite/adapter-kit';
import { PersonCode, RecordId } from '@saite/contracts';
import { pathOf } from './json.ts';
import { DecisionRecord } from './protocol.ts';

/** What a record of VDEĀVK is; what is parked is named by it. */
export const DECISION = 'decision';

/** Reads one decision; of one that is wrong it keeps only whose it is and which one. */
export function readDecision(content: unknown): ReadRecord<DecisionRecord> {
  const { data: decision, error } = DecisionRecord.safeParse(content);
  if (decision) {
    const { decision_id: recordId, person_code: personCode } = decision;
    return { kind: DECISION, recordId, personCode, content: decision };
  }
  return {
    kind: DECISION,
    recordId: RecordId.safeParse(fieldsOf(content).decision_id).data,
    personCode: personOf(content),
    errorPath: pathOf(error),
  };
}

/** Whose decision it is; `undefined` if it does not say so well. */
export const personOf = (content: unknown): PersonCode | undefined =>
  PersonCode.safeParse(fieldsOf(content).person_code).data;

const fieldsOf = (content: unknown): Readonly<Record<string, unknown>> =>
  typeof content === 'object' && content !== null ? { ...content } : {};
