import type { Database } from '@saite/runtime';

const BATCH = 1_000;
const DELTAS = 20_000;

/** Adds what was counted since to the sum of each cause. @returns whether there may be more */
export async function sumCounts(database: Database): Promise<'more' | 'idle'> {
  const { rows } = await database.query<{ count: number }>({
    name: 'sum-held-counts',
    text: `WITH gone AS (
        DELETE FROM operations.held_delta WHERE ctid = ANY(ARRAY(
          SELECT ctid FROM operations.held_delta LIMIT ${DELTAS} FOR UPDATE SKIP LOCKED))
        RETURNING cause_id, state, count),
      summed AS (
        INSERT INTO operations.held_count AS kept (cause_id, state, count)
        SELECT cause_id, state, sum(count) FROM gone GROUP BY 1, 2 ORDER BY 1, 2
        ON CONFLICT (cause_id, state) DO UPDATE SET count = kept.count + excluded.count)
      SELECT count(*) AS count FROM gone`,
  });
  return (rows[0]?.count ?? 0) === DELTAS ? 'more' : 'idle';
}

/**
 * Deletes what was dismissed long ago, and jobs and edits that ended long ago: a thousand rows a transaction, so that a
 * disk that is nearly full does not stop it.
 *
 * @param before what ended before this instant goes
 * @returns how many rows went
 */
export async function forgetOld(database: Database, before: Date): Promise<number> {
  let gone = 0;
  for (const text of [
    `DELETE FROM operations.held WHERE seq = ANY(ARRAY(
       SELECT seq FROM operations.held WHERE state = 'dismissed' AND dismissed_at < $1 LIMIT ${BATCH}))`,
    `DELETE FROM operations.job_item WHERE (job_id, held_seq) IN (SELECT job_id, held_seq FROM operations.job_item
       WHERE job_id IN (SELECT job_id FROM operations.job WHERE ended_at < $1) LIMIT ${BATCH})`,
    `DELETE FROM operations.job WHERE job_id = ANY(ARRAY(SELECT job_id FROM operations.job
       WHERE ended_at < $1 AND NOT EXISTS (SELECT FROM operations.job_item item WHERE item.job_id = job.job_id) LIMIT ${BATCH}))`,
    `DELETE FROM operations.edit WHERE edit_id = ANY(ARRAY(
       SELECT edit_id FROM operations.edit WHERE decided_at < $1 LIMIT ${BATCH}))`,
  ]) {
    for (;;) {
      const { rowCount } = await database.query(text, [before]);
      gone += rowCount ?? 0;
      if ((rowCount ?? 0) < BATCH) break;
    }
  }
  return gone;
}
