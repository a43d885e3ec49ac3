import { DeliveryId, PersonRef } from '@saite/contracts';
import type { Transaction } from '@saite/runtime';
import { resendDelivery } from '../../journal/deliveries/read.ts';
import type { JobRow } from './job.ts';

/** Most that are under way at once: a service that is paused does not get all of it in its hands. */
const MOST_IN_FLIGHT = 500;
const ANSWERS_FIRST = 100;

interface Next {
  readonly seq: number;
  readonly subject: string | null;
}

/** How many may be begun now by the rate, and what is left of it. */
export function allowance(job: JobRow, now: Date): { readonly count: number; readonly credit: number } {
  const seconds = Math.max(0, (now.getTime() - job.tickedAt.getTime()) / 1_000);
  const credit = Math.min(job.credit + seconds * job.rate, Math.max(1, job.rate));
  const count = Math.max(0, Math.min(Math.floor(credit), MOST_IN_FLIGHT - job.inFlight, job.queued));
  return { count, credit: credit - count };
}

/**
 * Hands in what is next: what concerns a person in the order of versions and times, and only one thing of a person at a
 * time, so that a later one never overtakes. The service that holds it takes it by its own loop.
 */
export async function handIn(
  transaction: Transaction,
  { jobId }: JobRow,
  count: number,
  now: Date,
): Promise<{ readonly begun: number; readonly gone: number }> {
  if (count === 0) return { begun: 0, gone: 0 };
  const chosen = await chooseNext(transaction, jobId, count);
  if (chosen.length === 0) return { begun: 0, gone: 0 };
  const { rows } = await transaction.query<{ seq: number; kind: string; key: string }>(
    `UPDATE operations.held SET state = 'waiting', retry_at = $2, dismissed_at = NULL WHERE seq IN (
       SELECT seq FROM operations.held WHERE seq = ANY($1) AND state IN ('parked', 'waiting') ORDER BY seq FOR UPDATE)
     RETURNING seq, kind, key`,
    [chosen, now],
  );
  const unmoved = await moveOwn(transaction, rows);
  const begun = rows.map(({ seq }) => seq).filter((seq) => !unmoved.has(seq));
  if (unmoved.size > 0)
    await transaction.query(
      `UPDATE operations.held SET state = 'parked', retry_at = NULL WHERE seq = ANY($1)`,
      [[...unmoved]],
    );
  await transaction.query(
    `UPDATE operations.job_item item SET state = CASE WHEN held_seq = ANY($3) THEN 'in-flight' ELSE 'left' END,
       begun_at = $4, attempts = (SELECT attempts FROM operations.held WHERE seq = held_seq),
       ended_at = CASE WHEN held_seq = ANY($3) THEN NULL ELSE $4::timestamptz END
     WHERE job_id = $1 AND held_seq = ANY($2)`,
    [jobId, chosen, begun, now],
  );
  return { begun: begun.length, gone: chosen.length - begun.length };
}

async function chooseNext(transaction: Transaction, jobId: string, count: number): Promise<number[]> {
  const { rows } = await transaction.query<Next>({
    name: 'next-of-job',
    text: `SELECT held_seq AS seq, subject FROM operations.job_item item
      WHERE job_id = $1 AND state = 'queued' AND (subject IS NULL OR NOT EXISTS (
        SELECT FROM operations.job_item other WHERE other.subject = item.subject AND other.state = 'in-flight'))
      ORDER BY coalesce(record_version, 0), held_at, held_seq LIMIT $2`,
    values: [jobId, count * 2 + ANSWERS_FIRST],
  });
  const subjects = new Set<string>();
  const chosen: number[] = [];
  for (const { seq, subject } of rows) {
    if (chosen.length === count) break;
    if (subject !== null && subjects.has(subject)) continue;
    if (subject !== null) subjects.add(subject);
    chosen.push(seq);
  }
  return chosen;
}

/** Persons are decided again and deliveries asked for again by the hub itself. @returns what cannot be moved */
async function moveOwn(
  transaction: Transaction,
  items: readonly { readonly seq: number; readonly kind: string; readonly key: string }[],
): Promise<Set<number>> {
  const persons = items.filter(({ kind }) => kind === 'person').map(({ key }) => PersonRef.parse(key));
  if (persons.length > 0)
    await transaction.query('INSERT INTO hub.dirty (ref) SELECT unnest($1::text[])', [persons]);
  const unmoved = new Set<number>();
  for (const { seq, kind, key } of items) {
    if (kind !== 'delivery') continue;
    const delivery = await resendDelivery(transaction, DeliveryId.parse(key));
    if (delivery?.state !== 'waiting') unmoved.add(seq);
  }
  return unmoved;
}
