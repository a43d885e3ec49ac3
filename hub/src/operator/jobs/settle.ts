import type { Transaction } from '@saite/runtime';
import type { JobRow } from './job.ts';

/** Whoever asks a register about an answer has so long to hear of it; then it is the register's next word that counts. */
const ANSWER_PATIENCE_S = 60;

export interface Ended {
  readonly done: number;
  readonly failed: number;
  readonly setAside: number;
}

/**
 * Looks how things ended that were handed in: gone is done, parked is failed again; what its service has taken up to try
 * by itself is left to it.
 */
export async function settle(transaction: Transaction, { jobId }: JobRow, now: Date): Promise<Ended> {
  await transaction.query(
    `UPDATE operations.held SET state = 'parked', retry_at = NULL
     FROM operations.job_item item WHERE item.job_id = $1 AND item.state = 'in-flight' AND item.held_seq = held.seq
       AND held.kind = 'answer' AND held.state = 'waiting' AND held.retry_at IS NULL
       AND item.begun_at < $2::timestamptz - make_interval(secs => ${ANSWER_PATIENCE_S})`,
    [jobId, now],
  );
  const { rows } = await transaction.query<{ outcome: string; count: number }>(
    `WITH looked AS (
       SELECT item.held_seq, CASE
           WHEN held.seq IS NULL THEN 'done'
           WHEN held.state = 'parked' AND held.attempts > item.attempts THEN 'failed'
           WHEN held.state <> 'waiting' OR held.attempts > item.attempts THEN 'left'
         END AS outcome
       FROM operations.job_item item LEFT JOIN operations.held ON held.seq = item.held_seq
       WHERE item.job_id = $1 AND item.state = 'in-flight'),
     ended AS (
       UPDATE operations.job_item item SET state = outcome, ended_at = $2 FROM looked
       WHERE item.job_id = $1 AND item.held_seq = looked.held_seq AND outcome IS NOT NULL RETURNING outcome)
     SELECT outcome, count(*) AS count FROM ended GROUP BY 1`,
    [jobId, now],
  );
  const of = (outcome: string) => rows.find((row) => row.outcome === outcome)?.count ?? 0;
  return { done: of('done'), failed: of('failed'), setAside: of('left') };
}
