import type {
  AuditAnswerId,
  AuditCursor,
  AuditEntryId,
  EmbargoGround,
  PersonRef,
  Role,
  Sealed,
} from '@saite/contracts';
import type { Transaction } from '@saite/runtime';
import { instantOf } from './rows.ts';

/** An entry, and who may see it by the latest word. */
export interface StoredEntry {
  readonly entryId: AuditEntryId;
  readonly answerId: AuditAnswerId;
  /** UTC to the microsecond. */
  readonly at: string;
  readonly kind: 'look' | 'change';
  readonly operation: string;
  readonly door: 'rest' | 'soap' | 'viss';
  readonly organisation: string;
  readonly roles: Role[];
  readonly ground: string;
  readonly person: PersonRef | null;
  readonly target: string | null;
  /** Why it is kept from the person; `lifted` or null if it is not. */
  readonly embargo: 'custody' | EmbargoGround | 'lifted' | null;
  /** Null for never. */
  readonly visibleFrom: Date | null;
  readonly sealed: Sealed;
  readonly position: number | null;
}

const NEWEST = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'] as const;

/** Instant and id that a page comes before. */
const startOf = (after: AuditCursor | undefined): readonly [string, string] => {
  const [at = '', id = ''] = after?.split('_') ?? [];
  return after === undefined ? NEWEST : [`${at}Z`, id];
};

/** Where the next page begins, if there is more. */
function pageOf(
  rows: readonly StoredEntry[],
  limit: number,
): { readonly entries: readonly StoredEntry[]; readonly next: string | null } {
  const entries = rows.slice(0, limit);
  const last = entries.at(-1);
  return { entries, next: rows.length > limit && last ? `${last.at}_${last.entryId}` : null };
}

const SHOWN = `entry.entry_id AS "entryId", entry.answer_id AS "answerId", ${instantOf('entry.at')} AS at, entry.kind,
  entry.operation, entry.door, entry.organisation, entry.roles, entry.ground, entry.person, entry.target, entry.sealed`;

/** The latest word on an entry. */
const WORD = `LEFT JOIN LATERAL (
    SELECT said.ground, said.visible_from FROM audit.embargo said
    WHERE said.answer_id = entry.answer_id AND (said.entry_id IS NULL OR said.entry_id = entry.entry_id)
    ORDER BY said.number DESC LIMIT 1) word ON true`;
const SEEN_FROM = 'coalesce(word.visible_from, entry.visible_from)';
const KEPT = `coalesce(word.ground, entry.embargo) AS embargo,
  CASE WHEN isfinite(${SEEN_FROM}) THEN ${SEEN_FROM} END AS "visibleFrom"`;

/**
 * Entries about a person, newest first.
 *
 * @param refs all codes of the person
 * @param visibleAt only those that the person may see then; they alone are counted and paged. Absent: all
 */
export async function readEntriesAbout(
  database: Pick<Transaction, 'query'>,
  refs: readonly PersonRef[],
  visibleAt: Date | undefined,
  after: AuditCursor | undefined,
  limit: number,
) {
  const { rows } = await database.query<StoredEntry>({
    name: 'audit-entries-about',
    text: `SELECT found.* FROM unnest($1::text[]) AS ref CROSS JOIN LATERAL (
        SELECT ${SHOWN}, ${KEPT}, null AS position FROM audit.entry ${WORD}
        WHERE entry.person = ref AND (entry.at, entry.entry_id) < ($2::timestamptz, $3::uuid)
          AND ($4::timestamptz IS NULL OR ${SEEN_FROM} <= $4)
        ORDER BY entry.at DESC, entry.entry_id DESC LIMIT $5) found
      ORDER BY found.at::timestamp DESC, found."entryId" DESC LIMIT $5`,
    values: [refs, ...startOf(after), visibleAt ?? null, limit + 1],
  });
  return pageOf(rows, limit);
}

/** Which entries of the whole trail are wanted. */
export interface EntryFilter {
  readonly from?: Date | undefined;
  readonly before?: Date | undefined;
  readonly operation?: string | undefined;
  readonly organisation?: string | undefined;
}

/** The statement that reads a page of the whole trail; its plan is one walk along an index. */
export function entriesQuery(filter: EntryFilter, after: AuditCursor | undefined, limit: number) {
  const values: unknown[] = [...startOf(after), limit + 1];
  const where = (['from', 'before', 'operation', 'organisation'] as const).flatMap((name) => {
    if (filter[name] === undefined) return [];
    values.push(filter[name]);
    return [`AND ${CONDITIONS[name]} $${values.length}`];
  });
  return {
    text: `SELECT ${SHOWN}, ${KEPT}, link.position FROM (
        SELECT * FROM audit.entry WHERE (entry.at, entry.entry_id) < ($1::timestamptz, $2::uuid) ${where.join(' ')}
        ORDER BY entry.at DESC, entry.entry_id DESC LIMIT $3) entry
      ${WORD} LEFT JOIN audit.link ON link.entry_id = entry.entry_id
      ORDER BY entry.at DESC, entry.entry_id DESC`,
    values,
  };
}

const CONDITIONS = {
  from: 'entry.at >=',
  before: 'entry.at <',
  operation: 'entry.operation =',
  organisation: 'entry.organisation =',
} as const;

/** Entries of the whole trail, newest first. */
export async function readEntries(
  database: Pick<Transaction, 'query'>,
  filter: EntryFilter,
  after: AuditCursor | undefined,
  limit: number,
) {
  const { rows } = await database.query<StoredEntry>(entriesQuery(filter, after, limit));
  return pageOf(rows, limit);
}
