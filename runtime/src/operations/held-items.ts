import type { PersonRef } from '@saite/contracts';
import type { Transaction } from '../database.ts';

/** What failed: the same four kinds everywhere. */
export type HeldKind = 'message' | 'person' | 'answer' | 'delivery';

/** Something to hold, with its cause; nothing of it may show a person. */
export interface ItemToHold {
  readonly kind: HeldKind;
  /** Queue that it came from; absent if it came from none. */
  readonly queue?: string | undefined;
  /** What it is among those of its kind and queue: held again it counts one more attempt. */
  readonly key: string;
  readonly state: 'waiting' | 'parked';
  readonly type: string;
  readonly reason: string;
  /** Path of the field that is wrong; never a value. */
  readonly errorPath?: string | undefined;
  readonly detail: string;
  readonly subject?: PersonRef | undefined;
  readonly recordId?: string | undefined;
  readonly recordVersion?: number | undefined;
  readonly eventId?: string | undefined;
  readonly contractVersion?: string | undefined;
  /** A message as it is kept; its type only if it lies there in clear. */
  readonly message?: {
    readonly type: string | undefined;
    readonly id: string | undefined;
    readonly body: Buffer;
    readonly sealed: boolean;
  };
}

/** Something that could be a personal code: a broken register may put one where an id belongs. */
export const LIKE_A_CODE = /[0-9]{6}-?[0-9]{5}/;

export const FIRST_DELAY_S = 2;
export const LONGEST_DELAY_S = 900;

/** Path of a field as it is shown: `data.stays[0].startedOn`. Only names of contracts are in it. */
export const fieldPath = (path: readonly PropertyKey[]): string =>
  path
    .map((part, place) => {
      if (typeof part === 'number') return `[${part}]`;
      const name = /^[A-Za-z][A-Za-z0-9]{0,60}$/.test(String(part)) ? String(part) : '(unnamed)';
      return place === 0 ? name : `.${name}`;
    })
    .join('');

/** A path as causes are grouped by: the place in a list does not count. */
export const pathOfCause = (path: string): string => path.replaceAll(/\[\d+\]/g, '[]');

/** An id that may be shown: a register may have put a person's code where an id belongs. */
const shownId = (id: string | undefined): string | null =>
  id === undefined || LIKE_A_CODE.test(id) ? null : id;

/** Holds things, or counts one more attempt of those that are held; a dismissed one that comes again is parked again. */
export async function holdItems(
  transaction: Pick<Transaction, 'query'>,
  service: string,
  items: readonly ItemToHold[],
  now: Date,
): Promise<void> {
  const keyOf = ({ kind, queue = '', key }: ItemToHold) => `${kind}\n${queue}\n${key}`;
  const once = [...new Map(items.map((item) => [keyOf(item), item]))]
    .sort(([a], [b]) => (a < b ? -1 : 1)) // in one order, so that two writers never wait for each other in a circle
    .map(([, item]) => item);
  if (once.length === 0) return;
  const column = <Value>(of: (item: ItemToHold) => Value): Value[] => once.map(of);
  await transaction.query({
    name: 'hold-items',
    text: `INSERT INTO operations.held AS held (service, kind, queue, key, cause_id, state, error_path, detail, subject,
        record_id, record_version, event_id, contract_version, message_type, message_id, body, sealed,
        recent, held_at, last_at, retry_at)
      SELECT $1, kind, queue, key, operations.cause_of($1, kind, queue, type, reason, path), state, error_path, detail,
        subject, record_id, record_version, event_id, contract_version, message_type, message_id, body, sealed,
        jsonb_build_array(jsonb_build_object('at', $2::timestamptz, 'reason', reason, 'path', error_path)), $2, $2,
        CASE WHEN state = 'waiting' THEN $2::timestamptz + make_interval(secs => ${FIRST_DELAY_S}) END
      FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
        $11::text[], $12::text[], $13::text[], $14::int[], $15::text[], $16::text[], $17::text[], $18::text[],
        $19::bytea[], $20::boolean[]) AS item (kind, queue, key, state, type, reason, path, error_path, detail, subject,
        record_id, record_version, event_id, contract_version, message_type, message_id, body, sealed)
      ON CONFLICT (service, kind, queue, key) DO UPDATE SET
        cause_id = excluded.cause_id, state = excluded.state, error_path = excluded.error_path, detail = excluded.detail,
        contract_version = excluded.contract_version, attempts = held.attempts + 1, last_at = excluded.last_at,
        recent = jsonb_path_query_array(excluded.recent || held.recent, '$[0 to 4]'), dismissed_at = NULL,
        retry_at = CASE WHEN excluded.state = 'waiting' THEN $2::timestamptz
          + make_interval(secs => least(${LONGEST_DELAY_S}, ${FIRST_DELAY_S} * 2 ^ least(held.attempts, 10))) END`,
    values: [
      service,
      now,
      column(({ kind }) => kind),
      column(({ queue }) => queue ?? ''),
      column(({ key }) => key),
      column(({ state }) => state),
      column(({ type }) => type),
      column(({ reason }) => reason),
      column(({ errorPath }) => pathOfCause(errorPath ?? '')),
      column(({ errorPath }) => errorPath ?? ''),
      column(({ detail }) => detail),
      column(({ subject }) => subject ?? null),
      column(({ recordId }) => shownId(recordId)),
      column(({ recordVersion }) => recordVersion ?? null),
      column(({ eventId }) => shownId(eventId)),
      column(({ contractVersion }) => contractVersion ?? null),
      column(({ message }) => message?.type ?? null),
      column(({ message }) => message?.id ?? null),
      column(({ message }) => message?.body ?? null),
      column(({ message }) => message?.sealed ?? false),
    ],
  });
}

/** These are held no longer: they went well, or are no more. */
export async function releaseItems(
  transaction: Pick<Transaction, 'query'>,
  service: string,
  kind: HeldKind,
  keys: readonly string[],
  queue = '',
): Promise<void> {
  if (keys.length === 0) return;
  await transaction.query({
    name: 'release-items',
    text: `DELETE FROM operations.held WHERE seq IN (
      SELECT seq FROM operations.held WHERE service = $1 AND kind = $2 AND queue = $3 AND key = ANY($4)
      ORDER BY seq FOR UPDATE)`,
    values: [service, kind, queue, keys],
  });
}

/** How many of a service's things are held, by kind, queue, state and reason. */
export async function countHeld(
  database: Pick<Transaction, 'query'>,
  service: string,
): Promise<{ kind: HeldKind; queue: string; state: string; reason: string; count: number }[]> {
  const { rows } = await database.query<{
    kind: HeldKind;
    queue: string;
    state: string;
    reason: string;
    count: number;
  }>({
    name: 'count-held',
    text: `SELECT kind, queue, state, reason, sum(count)::bigint AS count FROM operations.cause JOIN (
        SELECT cause_id, state, count FROM operations.held_count
        UNION ALL SELECT cause_id, state, count FROM operations.held_delta) AS counted USING (cause_id)
      WHERE service = $1 GROUP BY 1, 2, 3, 4 HAVING sum(count) <> 0 ORDER BY 1, 2, 3, 4`,
    values: [service],
  });
  return rows;
}
