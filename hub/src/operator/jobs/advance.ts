import { type Clock, type Database, inTransaction, type Transaction } from '@saite/runtime';
import { gather } from './gather.ts';
import { allowance, handIn } from './hand-in.ts';
import { type JobRow, readJob } from './job.ts';
import { setAside } from './set-aside.ts';
import { settle } from './settle.ts';

const DROPPED_AT_ONCE = 10_000;

/**
 * Takes every open job one step further, each in a transaction of its own. All that it knows is in the database: a hub
 * that dies leaves the job where it stood, and of several hubs one takes each step.
 */
export async function advanceJobs(database: Database, clock: Clock): Promise<'more' | 'idle'> {
  const { rows } = await database.query<{ jobId: string }>(
    'SELECT job_id AS "jobId" FROM operations.job WHERE ended_at IS NULL ORDER BY seq',
  );
  let outcome: 'more' | 'idle' = 'idle';
  for (const { jobId } of rows) {
    const step = await inTransaction(database, async (transaction) => {
      const job = await readJob(transaction, jobId, 'FOR UPDATE SKIP LOCKED');
      if (!job || job.endedAt) return 'idle';
      return advance(transaction, job, clock.now());
    });
    if (step === 'more') outcome = 'more';
  }
  return outcome;
}

async function advance(transaction: Transaction, job: JobRow, now: Date): Promise<'more' | 'idle'> {
  switch (job.state) {
    case 'gathering':
      await gather(transaction, job, now);
      return 'more';
    case 'running':
      return job.action === 'retry' ? retry(transaction, job, now) : aside(transaction, job, job.action, now);
    case 'paused':
      await change(transaction, job, await begunOf(transaction, job, now), now);
      return 'idle';
    case 'stopped':
      return drop(transaction, job, now);
    case 'done':
      return 'idle';
    default:
      return job.state satisfies never;
  }
}

/** What one step changed. */
interface Step {
  readonly done: number;
  readonly failed: number;
  readonly setAside: number;
  readonly begun: number;
  /** Left the queue without being begun. */
  readonly gone: number;
  /** Left those under way. */
  readonly landed: number;
  readonly credit: number;
}

async function begunOf(transaction: Transaction, job: JobRow, now: Date): Promise<Step> {
  const ended = await settle(transaction, job, now);
  const landed = ended.done + ended.failed + ended.setAside;
  return { ...ended, begun: 0, gone: 0, landed, credit: 0 };
}

async function retry(transaction: Transaction, job: JobRow, now: Date): Promise<'idle'> {
  const landed = await begunOf(transaction, job, now);
  const { count, credit } = allowance({ ...job, inFlight: job.inFlight - landed.landed }, now);
  const { begun, gone } = await handIn(transaction, job, count, now);
  const unused = count - begun - gone; // nobody else's turn yet: a person has one thing under way already
  await change(
    transaction,
    job,
    {
      ...landed,
      begun,
      gone,
      setAside: landed.setAside + gone,
      credit: Math.min(credit + unused, Math.max(1, job.rate)),
    },
    now,
  );
  return 'idle';
}

async function aside(
  transaction: Transaction,
  job: JobRow,
  action: 'dismiss' | 'restore' | 'delete',
  now: Date,
): Promise<'more' | 'idle'> {
  const { done, gone } = await setAside(transaction, job, action, now);
  const left = { failed: 0, begun: 0, landed: 0, credit: 0 };
  await change(transaction, job, { ...left, done, setAside: gone, gone: done + gone }, now);
  return done + gone > 0 ? 'more' : 'idle';
}

/** Lets go what a stopped job has not begun; what is under way ends by itself. */
async function drop(transaction: Transaction, job: JobRow, now: Date): Promise<'more' | 'idle'> {
  const { rowCount } = await transaction.query(
    `DELETE FROM operations.job_item WHERE job_id = $1 AND held_seq IN (
       SELECT held_seq FROM operations.job_item WHERE job_id = $1 AND state = 'queued' LIMIT ${DROPPED_AT_ONCE})`,
    [job.jobId],
  );
  const gone = rowCount ?? 0;
  const landed = await begunOf(transaction, job, now);
  await change(transaction, job, { ...landed, gone, setAside: landed.setAside + gone }, now);
  return gone > 0 ? 'more' : 'idle';
}

/** Notes where the job stands now; the last step ends it. */
async function change(transaction: Transaction, job: JobRow, step: Step, now: Date): Promise<void> {
  const queued = job.queued - step.begun - step.gone;
  const inFlight = job.inFlight + step.begun - step.landed;
  const isOver = queued === 0 && inFlight === 0 && job.state !== 'paused';
  await transaction.query(
    `UPDATE operations.job SET queued = $2, in_flight = $3, done = done + $4, failed = failed + $5,
       set_aside = set_aside + $6, credit = $7, ticked_at = $8,
       state = CASE WHEN $9 AND state = 'running' THEN 'done' ELSE state END,
       changed_at = CASE WHEN $9 THEN $8 ELSE changed_at END, ended_at = CASE WHEN $9 THEN $8::timestamptz END
     WHERE job_id = $1`,
    [job.jobId, queued, inFlight, step.done, step.failed, step.setAside, step.credit, now, isOver],
  );
}
