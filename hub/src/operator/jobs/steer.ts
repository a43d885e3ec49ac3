import type { SteerBody } from '@saite/contracts';
import type { Transaction } from '@saite/runtime';
import { type JobRow, readJob } from './job.ts';

const STEPS = {
  pause: { from: ['gathering', 'running'], to: () => 'paused' },
  resume: { from: ['paused'], to: ({ gathered }: JobRow) => (gathered ? 'running' : 'gathering') },
  stop: { from: ['gathering', 'running', 'paused'], to: () => 'stopped' },
} as const;

/** Steers a job. @returns `undefined` if there is none, `wrong-state` if it is past that */
export async function steerJob(
  transaction: Transaction,
  jobId: string,
  { step, ratePerSecond }: SteerBody,
  now: Date,
): Promise<JobRow | 'wrong-state' | undefined> {
  const job = await readJob(transaction, jobId, 'FOR UPDATE');
  if (!job) return undefined;
  if (job.endedAt || job.state === 'stopped') return 'wrong-state';
  const known = step && STEPS[step];
  if (known && !known.from.some((state) => state === job.state)) return 'wrong-state';
  await transaction.query(
    `UPDATE operations.job SET state = $2, rate = $3, changed_at = $4, ticked_at = $4, credit = 0 WHERE job_id = $1`,
    [jobId, known ? known.to(job) : job.state, ratePerSecond ?? job.rate, now],
  );
  return readJob(transaction, jobId);
}
