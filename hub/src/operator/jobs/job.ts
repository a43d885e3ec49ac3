import { HeldFilter, type Job, type JobAction, JobId, type JobState } from '@saite/contracts';
import { type Transaction, toInstant } from '@saite/runtime';
import type { State } from '../selection.ts';

/** A job as it is stored. */
export interface JobRow {
  readonly jobId: string;
  readonly seq: number;
  readonly action: JobAction;
  readonly state: JobState;
  readonly filter: unknown;
  readonly upTo: number;
  readonly gathered: boolean;
  /** Number of the last thing held that it has looked at. */
  readonly place: number;
  readonly total: number;
  readonly queued: number;
  readonly inFlight: number;
  readonly done: number;
  readonly failed: number;
  readonly setAside: number;
  readonly rate: number;
  readonly credit: number;
  readonly tickedAt: Date;
  readonly operator: string;
  readonly note: string;
  readonly startedAt: Date;
  readonly changedAt: Date;
  readonly endedAt: Date | null;
}

export const JOB_COLUMNS = `job_id AS "jobId", seq, action, state, filter, up_to AS "upTo", gathered, place, total, queued,
  in_flight AS "inFlight", done, failed, set_aside AS "setAside", rate, credit, ticked_at AS "tickedAt", operator, note,
  started_at AS "startedAt", changed_at AS "changedAt", ended_at AS "endedAt"`;

/** States of things that an action is for. */
export const STATES_OF: Readonly<Record<JobAction, readonly State[]>> = {
  retry: ['parked', 'waiting'],
  dismiss: ['parked'],
  restore: ['dismissed'],
  delete: ['dismissed'],
};

/** A retry is for what is parked, unless the filter says that it is for what waits. */
export const possibleStates = (action: JobAction, filter: HeldFilter | undefined): readonly State[] =>
  action === 'retry' && filter && filter.state !== 'waiting' ? ['parked'] : STATES_OF[action];

export const sayJob = (row: JobRow): Job => ({
  jobId: JobId.parse(row.jobId),
  action: row.action,
  state: row.state,
  filter: row.filter === null ? null : HeldFilter.parse(row.filter),
  total: row.total,
  queued: row.queued,
  inFlight: row.inFlight,
  done: row.done,
  failed: row.failed,
  left: row.setAside,
  ratePerSecond: Math.round(row.rate * 1_000) / 1_000,
  by: row.operator,
  note: row.note,
  startedAt: toInstant(row.startedAt),
  changedAt: toInstant(row.changedAt),
  endedAt: row.endedAt ? toInstant(row.endedAt) : null,
  etaSeconds: row.state === 'running' ? Math.ceil(row.queued / row.rate) : null,
});

export async function readJob(
  transaction: Pick<Transaction, 'query'>,
  jobId: string,
  lock: '' | 'FOR UPDATE' | 'FOR UPDATE SKIP LOCKED' = '',
): Promise<JobRow | undefined> {
  const { rows } = await transaction.query<JobRow>(
    `SELECT ${JOB_COLUMNS} FROM operations.job WHERE job_id = $1 ${lock}`,
    [jobId],
  );
  return rows[0];
}

/** Jobs, the newest first, a page at a time. */
export async function listJobs(
  transaction: Pick<Transaction, 'query'>,
  state: JobState | undefined,
  after: string | undefined,
  limit: number,
): Promise<{ jobs: JobRow[]; next: JobId | null }> {
  const { rows } = await transaction.query<JobRow>(
    `SELECT ${JOB_COLUMNS} FROM operations.job WHERE ($1::text IS NULL OR state = $1)
       AND ($2::uuid IS NULL OR seq < (SELECT seq FROM operations.job WHERE job_id = $2))
     ORDER BY seq DESC LIMIT $3`,
    [state ?? null, after ?? null, limit + 1],
  );
  const jobs = rows.slice(0, limit);
  const last = jobs.at(-1);
  return { jobs, next: rows.length > limit && last ? JobId.parse(last.jobId) : null };
}
