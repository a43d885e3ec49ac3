import type { Job, JobBody, JobId, JobPreview, JobPreviewBody, JobQuery, SteerBody } from '@saite/contracts';
import { inTransaction } from '@saite/runtime';
import * as jobs from '../../operator/jobs/job.ts';
import * as start from '../../operator/jobs/start.ts';
import * as steer from '../../operator/jobs/steer.ts';
import { operatorOf } from '../../operator/operator-name.ts';
import { chooseForPreview, effectsOf } from '../../operator/preview.ts';
import { countSelected, selectionOf } from '../../operator/selection.ts';
import type { Call } from '../call.ts';
import { ProblemError } from '../problem-error.ts';

const PAGE = 100;
const RATE = 50;

/** `POST /v1/operator/jobs/preview`: counts, looks at some, and tries the hub's own in a transaction that is undone. */
export async function previewJob({ door, read }: Call, body: JobPreviewBody): Promise<JobPreview> {
  const { preview, facts, persons, notTaken } = await inTransaction(door.database, (transaction) =>
    chooseForPreview(transaction, door.keyRing, body),
  );
  const isOwn = facts.length > 0 || persons.length > 0 || notTaken.length > 0;
  const rehearsal = isOwn ? await door.deciders.rehearse({ facts, persons }) : undefined;
  const answer: JobPreview = { ...preview, hub: rehearsal ? effectsOf(rehearsal, notTaken) : null };
  return read(async () => ({ answer, persons: [] }));
}

/** `POST /v1/operator/jobs`: nothing of it is done here; the hub takes it step by step, whoever watches. */
export function startJob({ door, actor, change }: Call, body: JobBody): Promise<Job> {
  return change(async (transaction, now) => {
    const { action, ids, filter, expected, note, ratePerSecond = RATE } = body;
    if (expected !== undefined && filter) {
      const selection = await selectionOf(transaction, filter, jobs.possibleStates(action, filter));
      if ((await countSelected(transaction, filter, selection)) > expected)
        throw new ProblemError('COUNT_CHANGED');
    }
    const { name } = operatorOf(door.keyRing, actor);
    const job = await start.startJob(
      transaction,
      { action, ids, filter, rate: ratePerSecond, operator: name, note },
      now,
    );
    return { answer: jobs.sayJob(job), persons: [], target: job.jobId };
  });
}

/** `GET /v1/operator/jobs` */
export function listJobs(
  { read }: Call,
  { state, after, limit }: JobQuery,
): Promise<{ items: Job[]; next: JobId | null }> {
  return read(async (transaction) => {
    const page = await jobs.listJobs(transaction, state, after, limit ?? PAGE);
    return { answer: { items: page.jobs.map(jobs.sayJob), next: page.next }, persons: [] };
  });
}

/** `GET /v1/operator/jobs/{jobId}` */
export function readJob({ read }: Call, jobId: JobId): Promise<Job> {
  return read(async (transaction) => {
    const job = await jobs.readJob(transaction, jobId);
    if (!job) throw new ProblemError('NOT_FOUND');
    return { answer: jobs.sayJob(job), persons: [], target: jobId };
  });
}

/** `POST /v1/operator/jobs/{jobId}/steer` */
export function steerJob({ change }: Call, jobId: JobId, body: SteerBody): Promise<Job> {
  return change(async (transaction, now) => {
    const job = await steer.steerJob(transaction, jobId, body, now);
    if (!job) throw new ProblemError('NOT_FOUND');
    if (job === 'wrong-state') throw new ProblemError('WRONG_STATE');
    return { answer: jobs.sayJob(job), persons: [], target: jobId };
  });
}
