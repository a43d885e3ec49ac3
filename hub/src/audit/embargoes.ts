import { randomUUID } from 'node:crypto';
import type { AuditAnswerId, AuditEntryId, EmbargoGround, PersonRef } from '@saite/contracts';
import { type KeyRing, sealAudit } from '@saite/identity';
import type { Transaction } from '@saite/runtime';
import { contentHash } from './canonical.ts';
import { EMBARGO_COLUMNS, EmbargoRow } from './rows.ts';

/** Entries that a word on their embargo is about. */
export interface EmbargoedEntries {
  readonly answerId: AuditAnswerId;
  readonly entryId: AuditEntryId | null;
  readonly count: number;
  readonly persons: readonly PersonRef[];
}

/** @returns `undefined` if there are none */
export async function findEntries(
  transaction: Transaction,
  which: { readonly entryId?: AuditEntryId | undefined; readonly answerId?: AuditAnswerId | undefined },
): Promise<EmbargoedEntries | undefined> {
  const { rows } = await transaction.query<{ answerId: AuditAnswerId; person: PersonRef | null }>(
    which.entryId === undefined
      ? `SELECT answer_id AS "answerId", person FROM audit.entry WHERE answer_id = $1`
      : `SELECT answer_id AS "answerId", person FROM audit.entry WHERE entry_id = $1`,
    [which.entryId ?? which.answerId],
  );
  const [first] = rows;
  if (!first) return undefined;
  return {
    answerId: first.answerId,
    entryId: which.entryId ?? null,
    count: rows.length,
    persons: rows.flatMap(({ person }) => person ?? []),
  };
}

/** A word on who sees entries: why, and from when; `null` for never. */
export interface EmbargoWord {
  readonly ground: EmbargoGround | 'lifted';
  readonly visibleFrom: Date | null;
  readonly reason: string;
}

/** Begins the target of the entry about a word; its digest follows, so that the chain holds the word. */
export const targetOf = (row: EmbargoRow): string =>
  `embargo:${row.embargo_id}:${contentHash(row).toString('hex')}`;

/**
 * Adds a word on who sees entries; the latest counts.
 *
 * @returns its id, and the target of the audit entry about it
 */
export async function appendEmbargo(
  transaction: Transaction,
  ring: KeyRing,
  { answerId, entryId }: EmbargoedEntries,
  { ground, visibleFrom, reason }: EmbargoWord,
  now: Date,
): Promise<{ readonly embargoId: string; readonly target: string }> {
  const embargoId = randomUUID();
  const { rows } = await transaction.query(
    `INSERT INTO audit.embargo AS said (embargo_id, answer_id, entry_id, ground, visible_from, made_at, sealed)
     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${EMBARGO_COLUMNS}`,
    [
      embargoId,
      answerId,
      entryId,
      ground,
      visibleFrom ?? 'infinity',
      now,
      JSON.stringify(sealAudit(ring, embargoId, { reason })),
    ],
  );
  return { embargoId, target: targetOf(EmbargoRow.parse(rows[0])) };
}
