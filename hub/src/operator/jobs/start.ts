import { randomUUID } from 'node:crypto';
import type { HeldFilter, JobAction } from '@saite/contracts';
import type { Transaction } from '@saite/runtime';
import { conditionOf, type Selection, valuesOf } from '../selection.ts';
import { JOB_COLUMNS, type JobRow, possibleStates } from './job.ts';

export interface NewJob {
  readonly action: JobAction;
  readonly ids: readonly string[] | undefined;
  readonly filter: HeldFilter | undefined;
  readonly rate: number;
  readonly operator: string;
  readonly note: string;
}

/** SQL: no other job has it, and no edit of it waits for a second person. */
export const NOT_BUSY = `NOT EXISTS (SELECT FROM operations.job_item other WHERE other.held_seq = held.seq
    AND other.state IN ('queued', 'in-flight'))
  AND NOT EXISTS (SELECT FROM operations.edit WHERE edit.held_seq = held.seq AND edit.state = 'proposed')`;

/**
 * Stores a job. Of ids it notes at once what it is about; of a filter it does so in the background, in small steps. What
 * is held later does not belong to it.
 */
export async function startJob(transaction: Transaction, job: NewJob, now: Date): Promise<JobRow> {
  const { action, ids, filter, rate, operator, note } = job;
  const jobId = randomUUID();
  await transaction.query(
    `INSERT INTO operations.job (job_id, action, state, filter, up_to, rate, credit, ticked_at, operator, note, started_at, changed_at)
     SELECT $1, $2, 'gathering', $3, coalesce(max(seq), 0), $4, 1, $5, $6, $7, $5, $5 FROM operations.held`,
    [jobId, action, filter === undefined ? null : JSON.stringify(filter), rate, now, operator, note],
  );
  if (ids !== undefined) {
    const selection: Selection = {
      ids,
      causes: null,
      states: possibleStates(action, undefined),
      personRef: null,
      from: null,
      to: null,
    };
    const added = await addItems(transaction, jobId, selection, now);
    await noteGathered(transaction, jobId, added, true, 0);
  }
  const { rows } = await transaction.query<JobRow>(
    `SELECT ${JOB_COLUMNS} FROM operations.job WHERE job_id = $1`,
    [jobId],
  );
  const [row] = rows;
  if (!row) throw new Error('a job that was stored is not there');
  return row;
}

/** Notes what a job is about; what another job or an edit has is left to it. @returns how many */
export async function addItems(
  transaction: Transaction,
  jobId: string,
  selection: Selection,
  now: Date,
  span?: { readonly from: number; readonly before: number },
): Promise<number> {
  const { rowCount } = await transaction.query(
    `INSERT INTO operations.job_item (job_id, held_seq, item_id, state, subject, record_version, held_at, chosen_at)
     SELECT $1, held.seq, held.item_id, 'queued', held.subject, held.record_version, held.held_at, $2
     FROM operations.held WHERE ($3::bigint IS NULL OR (held.seq >= $3 AND held.seq < $4::bigint))
       AND ${conditionOf(5)} AND ${NOT_BUSY}
     ORDER BY held.seq ON CONFLICT DO NOTHING`,
    [jobId, now, span?.from ?? null, span?.before ?? null, ...valuesOf(selection)],
  );
  return rowCount ?? 0;
}

export async function noteGathered(
  transaction: Transaction,
  jobId: string,
  added: number,
  isAll: boolean,
  place: number,
): Promise<void> {
  await transaction.query(
    `UPDATE operations.job SET total = total + $2, queued = queued + $2, gathered = $3, place = $4,
       state = CASE WHEN $3 AND state = 'gathering' THEN 'running' ELSE state END WHERE job_id = $1`,
    [jobId, added, isAll, place],
  );
}
