import type { ReadRecord } from '@saite/adapter-kit';
import { errorPath } from '@saite/adapter-kit/soap';
import { PersonCode, RecordId } from '@saite/contracts';
import { UpstreamCrisis, UpstreamDecision } from './contract/records.ts';

/** A record of NPAIS. */
export type NpaisRecord = { readonly decision: UpstreamDecision } | { readonly crisis: UpstreamCrisis };
export type NpaisRecordKind = 'decision' | 'crisis';

/** Reads one record; of one that is wrong it keeps only whose it is and which one. */
export function readRecord(kind: NpaisRecordKind, content: unknown): ReadRecord<NpaisRecord> {
  const wrong = (path: string): ReadRecord<NpaisRecord> => ({
    kind,
    recordId: RecordId.safeParse(fieldsOf(content)[kind === 'decision' ? 'DecisionID' : 'CrisisID']).data,
    personCode: childOf(content),
    errorPath: path,
  });
  if (kind === 'decision') {
    const { data: decision, error } = UpstreamDecision.safeParse(content);
    if (!decision) return wrong(`Decision.${errorPath(error)}`);
    const recordId = RecordId.parse(decision.DecisionID);
    return { kind, recordId, personCode: decision.ChildCode, content: { decision } };
  }
  const { data: crisis, error } = UpstreamCrisis.safeParse(content);
  if (!crisis) return wrong(`Crisis.${errorPath(error)}`);
  return {
    kind,
    recordId: RecordId.parse(crisis.CrisisID),
    personCode: crisis.ChildCode,
    content: { crisis },
  };
}

/** Whose record it is; `undefined` if it does not say so well. */
export const childOf = (content: unknown): PersonCode | undefined =>
  PersonCode.safeParse(fieldsOf(content).ChildCode).data;

const fieldsOf = (content: unknown): Readonly<Record<string, unknown>> =>
  typeof content === 'object' && content !== null ? { ...content } : {};
