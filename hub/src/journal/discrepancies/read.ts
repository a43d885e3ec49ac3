import type {
  CalendarDate,
  DiscrepancyId,
  DiscrepancyQuery,
  KnownDiscrepancyKind,
  PersonRef,
  Recipient,
} from '@saite/contracts';
import type { Database } from '@saite/runtime';
import type { NamedFact } from '../../cases/discrepancies/index.ts';

/** A discrepancy as it stands in the journal. */
export interface StoredDiscrepancy {
  readonly discrepancyId: DiscrepancyId;
  readonly kind: KnownDiscrepancyKind;
  /** The person's name today. */
  readonly person: PersonRef;
  readonly since: CalendarDate;
  readonly facts: readonly NamedFact[];
  readonly audience: readonly Recipient[];
  readonly foundAt: Date;
  readonly resolvedAt: Date | null;
}

/** Who may see which discrepancies: every one, or those that are for one of these parties. */
export interface DiscrepancyScope {
  readonly all: boolean;
  readonly parties: readonly Recipient[];
}

const STATUS = {
  open: 'discrepancy.resolved_at IS NULL',
  resolved: 'discrepancy.resolved_at IS NOT NULL',
  all: 'true',
} as const;

/**
 * Discrepancies of a scope, the latest first day first, a page at a time.
 *
 * @param query `after` is what the page before gave as next
 */
export async function listDiscrepancies(
  database: Pick<Database, 'query'>,
  scope: DiscrepancyScope,
  query: DiscrepancyQuery,
  limit: number,
): Promise<{ discrepancies: StoredDiscrepancy[]; next: string | null }> {
  const [afterDay = null, afterId = null] = query.after?.split('_') ?? [];
  const { rows } = await database.query<StoredDiscrepancy>(
    `SELECT discrepancy_id AS "discrepancyId", kind, owner.person, since, basis AS facts, audience,
       found_at AS "foundAt", resolved_at AS "resolvedAt"
     FROM hub.discrepancy JOIN hub.person_code owner ON owner.ref = discrepancy.person
     WHERE ($1::bool OR audience @> ANY($2::jsonb[])) AND ${STATUS[query.status ?? 'open']}
       AND ($3::text IS NULL OR kind = $3)
       AND ($4::date IS NULL OR (since, discrepancy_id) < ($4, $5::uuid))
     ORDER BY since DESC, discrepancy_id DESC LIMIT $6`,
    [
      scope.all,
      scope.parties.map((party) => JSON.stringify([party])),
      query.kind ?? null,
      afterDay,
      afterId,
      limit + 1,
    ],
  );
  const discrepancies = rows.slice(0, limit);
  const last = discrepancies.at(-1);
  return {
    discrepancies,
    next: rows.length > limit && last ? `${last.since}_${last.discrepancyId}` : null,
  };
}

/** How the journal names a contradiction of a person. */
export interface JournalEntry {
  readonly discrepancyId: DiscrepancyId;
  readonly foundAt: Date;
  readonly resolvedAt: Date | null;
}

/**
 * The newest discrepancy of the journal for each contradiction of a person, by key.
 *
 * @param refs all codes of the person
 */
export async function readDiscrepancyEntries(
  database: Pick<Database, 'query'>,
  refs: readonly PersonRef[],
): Promise<Map<string, JournalEntry>> {
  const { rows } = await database.query<JournalEntry & { readonly key: string }>({
    name: 'read-discrepancy-entries',
    text: `SELECT DISTINCT ON (key) key, discrepancy_id AS "discrepancyId", found_at AS "foundAt",
        resolved_at AS "resolvedAt"
      FROM hub.discrepancy WHERE person = ANY($1) ORDER BY key, found_at DESC`,
    values: [refs],
  });
  return new Map(rows.map(({ key, ...entry }) => [key, entry]));
}
