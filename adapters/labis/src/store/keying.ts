import { PersonRef } from '@saite/contracts';
import { type Database, type FirstRefs, inTransaction, type Transaction } from '@saite/runtime';
import { z } from 'zod';
import type { PseudonymKeys } from '../keys/file.ts';
import { keyedIdOf } from '../keys/pseudonym.ts';
import type { FeedState } from './feed-state.ts';

const AT_ONCE = 1_000;
const Unkeyed = z.object({ kind: z.string(), recordId: z.string(), personRef: PersonRef });

/**
 * Gives records their ids under the version in force, some at a time: those that are new, and after a rotation all.
 * Under a version everything begins anew, the record's own version too; what is withdrawn is not told again.
 *
 * @returns whether there may be more of them
 */
export async function keyRecords(
  database: Database,
  schema: string,
  firsts: FirstRefs,
  keys: PseudonymKeys,
  { keyVersion, begunAt }: FeedState,
): Promise<boolean> {
  return inTransaction(database, async (transaction) => {
    const { rows } = await transaction.query(
      `SELECT kind, record_id AS "recordId", person_ref AS "personRef" FROM ${schema}.record
       WHERE key_version < $1 LIMIT ${AT_ONCE} FOR UPDATE`,
      [keyVersion],
    );
    const records = z.array(Unkeyed).parse(rows);
    if (records.length === 0) return false;
    const firstRecord = await firstRecords(transaction, firsts, records);
    await transaction.query(
      `UPDATE ${schema}.record AS record SET key_version = $5, keyed_id = keyed.id, told_version = 0,
         version = CASE WHEN content IS NULL THEN 0 ELSE 1 END,
         pending_at = CASE WHEN content IS NULL THEN NULL WHEN key_version = 0 THEN pending_at ELSE $6 END
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS keyed (kind, record_id, person_ref, id)
       WHERE record.kind = keyed.kind AND record.record_id = keyed.record_id
         AND record.person_ref = keyed.person_ref`,
      [
        records.map(({ kind }) => kind),
        records.map(({ recordId }) => recordId),
        records.map(({ personRef }) => personRef),
        records.map((record) => keyedIdOf(keys, keyVersion, firstRecord(record))),
        keyVersion,
        begunAt,
      ],
    );
    return records.length === AT_ONCE;
  });
}

type Unkeyed = z.infer<typeof Unkeyed>;

/** Records as they were called under the first references: their ids outlive the index key. */
async function firstRecords(
  transaction: Transaction,
  firsts: FirstRefs,
  records: readonly Unkeyed[],
): Promise<(record: Unkeyed) => Unkeyed> {
  const named = (recordId: string) => PersonRef.safeParse(recordId).data;
  const refs = records.flatMap(({ recordId, personRef }) => [personRef, named(recordId) ?? personRef]);
  const firstOf = await firsts.of(transaction, refs);
  return ({ kind, recordId, personRef }) => {
    const ref = named(recordId);
    return { kind, recordId: ref ? firstOf(ref) : recordId, personRef: firstOf(personRef) };
  };
}
