import type { HeldFilter } from '@saite/contracts';
import type { Transaction } from '@saite/runtime';

type Queryable = Pick<Transaction, 'query'>;
export type State = 'waiting' | 'parked' | 'dismissed';
export const STATES: readonly State[] = ['waiting', 'parked', 'dismissed'];

/** A cause in one state, with how many there are now. */
export interface CauseCount {
  readonly causeId: number;
  readonly kind: 'message' | 'person' | 'answer' | 'delivery';
  readonly service: string;
  readonly queue: string;
  readonly type: string;
  readonly reason: string;
  readonly path: string;
  readonly state: State;
  readonly count: number;
}

/** SQL: how many are held by cause and state; a sum that is kept, and what came since. */
const COUNTED = `SELECT cause_id, state, sum(count)::bigint AS count FROM (
    SELECT cause_id, state, count FROM operations.held_count
    UNION ALL SELECT cause_id, state, count FROM operations.held_delta) AS counted
  GROUP BY 1, 2 HAVING sum(count) > 0`;

/** The causes of what is held, as far as a filter says; its persons and times are not looked at. */
export async function causesOf(database: Queryable, filter: HeldFilter): Promise<CauseCount[]> {
  const { rows } = await database.query<CauseCount>({
    name: 'causes-of-held',
    text: `SELECT cause_id AS "causeId", kind, service, queue, type, reason, path, state, count
      FROM operations.cause JOIN (${COUNTED}) AS counted USING (cause_id)
      WHERE ($1::text IS NULL OR kind = $1) AND ($2::text IS NULL OR service = $2) AND ($3::text IS NULL OR queue = $3)
        AND ($4::text IS NULL OR type = $4) AND ($5::text IS NULL OR reason = $5) AND ($6::text IS NULL OR path = $6)
        AND ($7::text IS NULL OR state = $7)
      ORDER BY count DESC, cause_id, state`,
    values: [
      filter.kind ?? null,
      filter.service ?? null,
      filter.queue ?? null,
      filter.type ?? null,
      filter.reason ?? null,
      filter.path ?? null,
      filter.state ?? null,
    ],
  });
  return rows;
}

/** Whether a filter says more than a cause and a state. */
export const looksAtRows = ({ personRef, from, to }: HeldFilter): boolean =>
  personRef !== undefined || from !== undefined || to !== undefined;

/** What is meant: ids, or all that a filter leaves of some causes. */
export interface Selection {
  readonly ids: readonly string[] | null;
  readonly causes: readonly number[] | null;
  readonly states: readonly State[];
  readonly personRef: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

/** SQL condition on `held` for a selection whose values are the parameters from `$first` on. */
export const conditionOf = (first: number): string =>
  `held.state = ANY($${first}) AND ($${first + 1}::uuid[] IS NULL OR held.item_id = ANY($${first + 1}))
   AND ($${first + 2}::int[] IS NULL OR held.cause_id = ANY($${first + 2}))
   AND ($${first + 3}::text IS NULL OR held.subject = $${first + 3})
   AND ($${first + 4}::timestamptz IS NULL OR held.held_at >= $${first + 4})
   AND ($${first + 5}::timestamptz IS NULL OR held.held_at < $${first + 5})`;

export const valuesOf = (selection: Selection): unknown[] => [
  selection.states,
  selection.ids,
  selection.causes,
  selection.personRef,
  selection.from,
  selection.to,
];

/** What a filter means now; a state that it says narrows the states that are possible. */
export async function selectionOf(
  database: Queryable,
  filter: HeldFilter,
  possible: readonly State[],
): Promise<Selection> {
  const counts = await causesOf(database, filter);
  const { kind, service, queue, type, reason, path } = filter;
  const isNarrow = [kind, service, queue, type, reason, path].some((word) => word !== undefined);
  return {
    ids: null,
    causes: isNarrow ? [...new Set(counts.map(({ causeId }) => causeId))] : null,
    states: possible.filter((state) => filter.state === undefined || filter.state === state),
    personRef: filter.personRef ?? null,
    from: filter.from ?? null,
    to: filter.to ?? null,
  };
}

/** Exactly how many a filter means. */
export async function countSelected(
  database: Queryable,
  filter: HeldFilter,
  selection: Selection,
): Promise<number> {
  if (selection.ids === null && !looksAtRows(filter)) {
    const counts = await causesOf(database, filter);
    return counts
      .filter(({ state }) => selection.states.includes(state))
      .reduce((sum, { count }) => sum + count, 0);
  }
  const { rows } = await database.query<{ count: number }>(
    `SELECT count(*) AS count FROM operations.held WHERE ${conditionOf(1)}`,
    valuesOf(selection),
  );
  return rows[0]?.count ?? 0;
}
