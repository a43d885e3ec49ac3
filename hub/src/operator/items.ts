import type { HeldItem, HeldQuery, HeldSearch, PersonRef } from '@saite/contracts';
import { EditId, HeldItemId, JobId, RecordVersion } from '@saite/contracts';
import { type Transaction, toInstant } from '@saite/runtime';
import { causesOf } from './selection.ts';

/** A row of what is held, without its message. */
export interface HeldRow {
  readonly seq: number;
  readonly itemId: string;
  readonly service: string;
  readonly kind: HeldItem['kind'];
  readonly queue: string;
  readonly key: string;
  readonly type: string;
  readonly reason: string;
  readonly path: string;
  readonly state: HeldItem['state'];
  readonly errorPath: string;
  readonly detail: string;
  readonly subject: PersonRef | null;
  readonly recordId: string | null;
  readonly recordVersion: number | null;
  readonly eventId: string | null;
  readonly contractVersion: string | null;
  readonly attempts: number;
  readonly heldAt: Date;
  readonly lastAt: Date;
  readonly retryAt: Date | null;
  readonly jobId: string | null;
  readonly editId: string | null;
}

/** SQL: {@link HeldRow} of `held`, with the job and the edit at work on it. */
export const HELD_ROW = `held.seq, held.item_id AS "itemId", held.service, held.kind, held.queue, held.key, cause.type,
  cause.reason, cause.path, held.state, held.error_path AS "errorPath", held.detail, held.subject,
  held.record_id AS "recordId", held.record_version AS "recordVersion", held.event_id AS "eventId",
  held.contract_version AS "contractVersion", held.attempts, held.held_at AS "heldAt", held.last_at AS "lastAt",
  held.retry_at AS "retryAt",
  (SELECT job_id FROM operations.job_item item WHERE item.held_seq = held.seq AND item.state IN ('queued', 'in-flight'))
    AS "jobId",
  (SELECT edit_id FROM operations.edit WHERE edit.held_seq = held.seq AND edit.state = 'proposed') AS "editId"`;
export const HELD_FROM = 'operations.held JOIN operations.cause USING (cause_id)';

export const sayItem = (row: HeldRow): HeldItem => ({
  itemId: HeldItemId.parse(row.itemId),
  kind: row.kind,
  service: row.service,
  queue: row.queue || null,
  type: row.type,
  reason: row.reason,
  path: row.path || null,
  errorPath: row.errorPath || null,
  state: row.state,
  recordId: row.recordId,
  recordVersion: row.recordVersion === null ? null : RecordVersion.parse(row.recordVersion),
  contractVersion: row.contractVersion,
  attempts: row.attempts,
  heldAt: toInstant(row.heldAt),
  lastAt: toInstant(row.lastAt),
  retryAt: row.retryAt ? toInstant(row.retryAt) : null,
  jobId: row.jobId === null ? null : JobId.parse(row.jobId),
  editId: row.editId === null ? null : EditId.parse(row.editId),
});

/**
 * A page of what is held, the newest first. Each cause is asked for its newest, which is a short walk in its index,
 * however many others there are.
 */
export async function readPage(
  transaction: Transaction,
  { after, limit = 100, ...filter }: HeldQuery,
): Promise<{ rows: HeldRow[]; next: string | null }> {
  const causes = await causesOf(transaction, filter);
  const [lastAt, lastSeq] = after?.split('_') ?? [];
  const last = lastAt === undefined ? null : new Date(Number(lastAt));
  const common = [filter.from ?? null, filter.to ?? null, last, lastSeq ?? null, limit + 1];
  const found =
    filter.personRef === undefined
      ? await transaction.query<HeldRow>(
          `SELECT ${HELD_ROW} FROM (
             SELECT newest.seq FROM unnest($6::int[], $7::text[]) AS wanted (cause_id, state)
             CROSS JOIN LATERAL (SELECT seq, held_at FROM operations.held
               WHERE held.cause_id = wanted.cause_id AND held.state = wanted.state AND ${PAGE_CONDITION}
               ORDER BY held_at DESC, seq DESC LIMIT $5) AS newest
             ORDER BY newest.held_at DESC, newest.seq DESC LIMIT $5) AS page
           JOIN operations.held USING (seq) JOIN operations.cause USING (cause_id)
           ORDER BY held.held_at DESC, held.seq DESC`,
          [...common, causes.map(({ causeId }) => causeId), causes.map(({ state }) => state)],
        )
      : await transaction.query<HeldRow>(
          `SELECT ${HELD_ROW} FROM ${HELD_FROM}
           WHERE subject = $6 AND cause_id = ANY($7) AND ($8::text IS NULL OR state = $8) AND ${PAGE_CONDITION}
           ORDER BY held_at DESC, seq DESC LIMIT $5`,
          [...common, filter.personRef, causes.map(({ causeId }) => causeId), filter.state ?? null],
        );
  const rows = found.rows.slice(0, limit);
  return { rows, next: found.rows.length > limit ? cursorOf(rows.at(-1)) : null };
}

const cursorOf = (row: HeldRow | undefined): string | null =>
  row ? `${row.heldAt.getTime()}_${row.seq}` : null;

/** Since `$1`, before `$2`, and after the last of the page before, `$3` and `$4`, whether or not it is still there. */
const PAGE_CONDITION = `($1::timestamptz IS NULL OR held_at >= $1) AND ($2::timestamptz IS NULL OR held_at < $2)
  AND ($3::timestamptz IS NULL OR (held_at, seq) < ($3, $4::bigint))`;

/** One thing with its message, if it has one. */
export async function readItem(
  transaction: Pick<Transaction, 'query'>,
  itemId: string,
  forUpdate = false,
): Promise<(HeldRow & StoredMessage) | undefined> {
  const { rows } = await transaction.query<HeldRow & StoredMessage>(
    `SELECT ${HELD_ROW}, held.recent, held.message_type AS "messageType", held.message_id AS "messageId", held.body,
       held.sealed FROM ${HELD_FROM} WHERE held.item_id = $1${forUpdate ? ' FOR UPDATE OF held' : ''}`,
    [itemId],
  );
  return rows[0];
}

export interface StoredMessage {
  readonly recent: readonly { readonly at: string; readonly reason: string; readonly path: string }[];
  readonly messageType: string | null;
  readonly messageId: string | null;
  readonly body: Buffer | null;
  readonly sealed: boolean;
}

const MOST_FOUND = 1_000;

/** What is held about a person, record, event, report or delivery, the newest first. */
export async function searchItems(
  transaction: Transaction,
  refs: readonly PersonRef[],
  { recordId, eventId, reportId, deliveryId }: HeldSearch,
): Promise<HeldRow[]> {
  const record = recordId ?? reportId ?? deliveryId;
  const [condition, value] =
    refs.length > 0
      ? ['subject = ANY($1)', refs]
      : eventId !== undefined
        ? ['event_id = $1', eventId]
        : deliveryId !== undefined
          ? [
              "(record_id = $1 OR (service = 'hub' AND kind = 'delivery' AND queue = '' AND key = $1))",
              record,
            ]
          : ['record_id = $1', record];
  const { rows } = await transaction.query<HeldRow>(
    `SELECT ${HELD_ROW} FROM ${HELD_FROM} WHERE ${condition} ORDER BY held_at DESC, seq DESC LIMIT ${MOST_FOUND}`,
    [value],
  );
  return rows;
}
