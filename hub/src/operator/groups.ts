import type { FailureGroup, HeldFilter } from '@saite/contracts';
import { type Transaction, toInstant } from '@saite/runtime';
import { type CauseCount, causesOf, looksAtRows, type Selection, STATES, selectionOf } from './selection.ts';

interface Span {
  readonly causeId: number;
  readonly state: string;
  readonly count: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** Failures by cause and state, the largest first, with the oldest and newest of each; exactly what lists hold. */
export async function readGroups(transaction: Transaction, filter: HeldFilter): Promise<FailureGroup[]> {
  const causes = await causesOf(transaction, filter);
  const spans = looksAtRows(filter)
    ? await countRows(transaction, await selectionOf(transaction, filter, STATES), causes)
    : await spansOf(transaction, causes);
  const nameOf = (causeId: number, state: string) => `${causeId}/${state}`;
  const byName = new Map(spans.map((span) => [nameOf(span.causeId, span.state), span]));
  return causes
    .flatMap(({ causeId, count, kind, service, queue, type, reason, path, state }) => {
      const span = byName.get(nameOf(causeId, state));
      if (!span) return [];
      return [
        {
          kind,
          service,
          queue: queue || null,
          type,
          reason,
          path: path || null,
          state,
          count: looksAtRows(filter) ? span.count : count,
          firstAt: toInstant(span.firstAt),
          lastAt: toInstant(span.lastAt),
        },
      ];
    })
    .sort((a, b) => b.count - a.count);
}

/** The oldest and the newest of each cause, each one step in the index. */
async function spansOf(transaction: Transaction, causes: readonly CauseCount[]): Promise<Span[]> {
  const { rows } = await transaction.query<Span>({
    name: 'spans-of-causes',
    text: `SELECT cause_id AS "causeId", state, 0 AS count, oldest.held_at AS "firstAt", newest.held_at AS "lastAt"
      FROM unnest($1::int[], $2::text[]) AS wanted (cause_id, state)
      CROSS JOIN LATERAL (SELECT held_at FROM operations.held WHERE held.cause_id = wanted.cause_id
        AND held.state = wanted.state ORDER BY held_at, seq LIMIT 1) AS oldest
      CROSS JOIN LATERAL (SELECT held_at FROM operations.held WHERE held.cause_id = wanted.cause_id
        AND held.state = wanted.state ORDER BY held_at DESC, seq DESC LIMIT 1) AS newest`,
    values: [causes.map(({ causeId }) => causeId), causes.map(({ state }) => state)],
  });
  return rows;
}

/** Counts of a person's, or of a span of time: few, so they are counted. */
async function countRows(
  transaction: Transaction,
  { personRef, from, to }: Selection,
  causes: readonly CauseCount[],
): Promise<Span[]> {
  const { rows } = await transaction.query<Span>(
    `SELECT cause_id AS "causeId", state, count(*) AS count, min(held_at) AS "firstAt", max(held_at) AS "lastAt"
     FROM operations.held WHERE cause_id = ANY($1) AND ($2::text IS NULL OR subject = $2)
       AND ($3::timestamptz IS NULL OR held_at >= $3) AND ($4::timestamptz IS NULL OR held_at < $4)
     GROUP BY 1, 2`,
    [[...new Set(causes.map(({ causeId }) => causeId))], personRef, from, to],
  );
  return rows;
}
