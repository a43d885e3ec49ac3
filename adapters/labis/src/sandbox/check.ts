import { DeliveryId } from '@saite/contracts';
import { z } from 'zod';
import { type Batch, BatchHead, MOST_RECORDS, type RefusedRecord, StatisticalRecord } from '../protocol.ts';

const Envelope = z.strictObject({
  messageId: DeliveryId,
  ...BatchHead,
  records: z.array(z.unknown()).min(1).max(MOST_RECORDS),
});

/** What the check of a batch comes to. */
export type CheckedBatch =
  | { readonly messageId: string; readonly batch: Batch }
  | { readonly code: 'BATCH_INVALID' }
  | { readonly code: 'RECORDS_INVALID'; readonly records: readonly RefusedRecord[] };

/** A key that does not look like a field's name might be data and is not repeated. */
const pathOf = ([issue]: readonly z.core.$ZodIssue[]): string =>
  (issue?.path ?? [])
    .map(String)
    .filter((part) => /^[A-Za-z0-9]{1,40}$/.test(part))
    .join('.');

/** Checks a batch against the agreed structure: a field more is as wrong as a field less. */
export function checkBatch(body: unknown): CheckedBatch {
  const envelope = Envelope.safeParse(body);
  if (!envelope.success) return { code: 'BATCH_INVALID' };
  const { messageId, records, ...head } = envelope.data;
  const refused: RefusedRecord[] = [];
  const good: StatisticalRecord[] = [];
  for (const [place, content] of records.entries()) {
    const record = StatisticalRecord.safeParse(content);
    if (!record.success) refused.push({ place, path: pathOf(record.error.issues) });
    else if (!isUnder(record.data, head.keyVersion)) refused.push({ place, path: 'pseudonym.keyVersion' });
    else good.push(record.data);
  }
  if (refused.length > 0) return { code: 'RECORDS_INVALID', records: refused };
  return { messageId, batch: { ...head, records: good } };
}

/** Whether every pseudonym of a record is made with one version of the key. */
const isUnder = (record: StatisticalRecord, version: number): boolean =>
  [record.pseudonym, ...(record.kind === 'person' && record.data ? record.data.formerPseudonyms : [])].every(
    ({ keyVersion }) => keyVersion === version,
  );
