import type { JobAction } from '@saite/contracts';
import type { Transaction } from '@saite/runtime';
import type { JobRow } from './job.ts';

const BATCH = 1_000;

const STATEMENTS: Readonly<Record<Exclude<JobAction, 'retry'>, string>> = {
  dismiss: `UPDATE operations.held SET state = 'dismissed', dismissed_at = $2, retry_at = NULL
    WHERE seq = ANY($1) AND state = 'parked'`,
  restore: `UPDATE operations.held SET state = 'parked', dismissed_at = NULL
    WHERE seq = ANY($1) AND state = 'dismissed' AND $2::timestamptz IS NOT NULL`,
  delete: `DELETE FROM operations.held WHERE seq = ANY($1) AND state = 'dismissed' AND $2::timestamptz IS NOT NULL`,
};

/** Dismisses, restores or deletes some of a job's things; each step is small, so that a full disk does not stop it. */
export async function setAside(
  transaction: Transaction,
  { jobId }: JobRow,
  action: Exclude<JobAction, 'retry'>,
  now: Date,
): Promise<{ readonly done: number; readonly gone: number }> {
  const { rows } = await transaction.query<{ seq: number }>(
    `SELECT held_seq AS seq FROM operations.job_item WHERE job_id = $1 AND state = 'queued'
     ORDER BY coalesce(record_version, 0), held_at, held_seq LIMIT ${BATCH}`,
    [jobId],
  );
  const chosen = rows.map(({ seq }) => seq);
  const changed = await transaction.query<{ seq: number }>(`${STATEMENTS[action]} RETURNING seq`, [
    chosen,
    now,
  ]);
  const done = changed.rows.map(({ seq }) => seq);
  await transaction.query(
    `UPDATE operations.job_item SET state = CASE WHEN held_seq = ANY($3) THEN 'done' ELSE 'left' END,
       begun_at = $4, ended_at = $4 WHERE job_id = $1 AND held_seq = ANY($2)`,
    [jobId, chosen, done, now],
  );
  return { done: done.length, gone: chosen.length - done.length };
}
