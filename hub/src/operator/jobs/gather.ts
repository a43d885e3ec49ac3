import { HeldFilter } from '@saite/contracts';
import type { Transaction } from '@saite/runtime';
import { selectionOf } from '../selection.ts';
import { type JobRow, possibleStates } from './job.ts';
import { addItems, noteGathered } from './start.ts';

/** How much of what is held one step looks at. */
const SPAN = 20_000;

/** Notes some more of what a job is about, one small transaction; all of it is noted before anything is done. */
export async function gather(transaction: Transaction, job: JobRow, now: Date): Promise<void> {
  const { rows } = await transaction.query<{ first: number | null }>(
    'SELECT min(seq) AS first FROM operations.held WHERE seq > $1 AND seq <= $2',
    [job.place, job.upTo],
  );
  const first = rows[0]?.first ?? null;
  if (first === null) return noteGathered(transaction, job.jobId, 0, true, job.upTo);
  const filter = HeldFilter.parse(job.filter);
  const selection = await selectionOf(transaction, filter, possibleStates(job.action, filter));
  const before = Math.min(first + SPAN, job.upTo + 1);
  const added = await addItems(transaction, job.jobId, selection, now, { from: first, before });
  await noteGathered(transaction, job.jobId, added, before > job.upTo, before - 1);
}
