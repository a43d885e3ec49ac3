import { type PersonRef, RecordVersion } from '@saite/contracts';
import { eventIdOf } from '@saite/identity';
import { LIKE_A_CODE } from '@saite/runtime';
import type { Adapter } from '../adapter.ts';
import type { RefusedAnswer } from '../store/index.ts';
import type { ReadRecord, WrongRecord } from './source.ts';

const FIRST_VERSION = RecordVersion.parse(1);

/** The name under which a record is parked: its id, or a keyed one if the id might show a person. */
export function parkedItem(
  { keys, name }: Pick<Adapter, 'keys' | 'name'>,
  { kind, recordId }: Pick<ReadRecord<unknown>, 'kind' | 'recordId'>,
): string {
  if (recordId === undefined) return `${kind}:unknown`;
  return LIKE_A_CODE.test(recordId)
    ? `${kind}:${eventIdOf(keys, `${name}.parked`, recordId, FIRST_VERSION)}`
    : `${kind}:${recordId}`;
}

/** Why a record is parked: `PAYMENT_INVALID`, with the path of the field that is wrong. */
export const parkedRecord = (
  adapter: Adapter,
  record: WrongRecord,
  subject: PersonRef | undefined,
): RefusedAnswer => ({
  item: parkedItem(adapter, record),
  reason: `${record.kind.toUpperCase()}_INVALID`,
  errorPath: record.errorPath,
  subject,
});
