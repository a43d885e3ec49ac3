import type { DiscrepancyId, KnownDiscrepancyKind, PersonRef } from '@saite/contracts';
import type { Transaction } from '@saite/runtime';
import type { OpenRow, Said } from './changes.ts';

/** A discrepancy as it is told: to the journal and to others. */
export interface Told extends Said {
  readonly discrepancyId: DiscrepancyId;
  readonly kind: KnownDiscrepancyKind;
  /** Reference of the code that it is told under. */
  readonly subject: PersonRef;
  readonly foundAt: Date;
}

/** A discrepancy of the journal. */
export interface StoredDiscrepancy extends Told, OpenRow {
  readonly person: PersonRef;
  /** How often it was told. */
  readonly told: number;
  /** When the facts were seen to agree; `null` while they do not. */
  readonly resolvedAt: Date | null;
}

const COLUMNS = `discrepancy_id AS "discrepancyId", person, subject, kind, key, since, found_at AS "foundAt",
  resolved_at AS "resolvedAt", basis AS facts, audience, told`;

/** The open discrepancies of persons, under all their codes. */
export async function loadOpenDiscrepancies(
  transaction: Transaction,
  refs: readonly PersonRef[],
): Promise<StoredDiscrepancy[]> {
  const { rows } = await transaction.query<StoredDiscrepancy>({
    name: 'load-open-discrepancies',
    text: `SELECT ${COLUMNS} FROM hub.discrepancy WHERE person = ANY($1) AND resolved_at IS NULL`,
    values: [refs],
  });
  return rows;
}

/**
 * The discrepancies of persons that somebody may have to be told of: open ones, and those that were delivered to
 * somebody already.
 *
 * @param delivered ids of the latter
 */
export async function loadDiscrepanciesToTell(
  transaction: Transaction,
  refs: readonly PersonRef[],
  delivered: readonly string[],
): Promise<StoredDiscrepancy[]> {
  const open = await loadOpenDiscrepancies(transaction, refs);
  const known = new Set<string>(open.map(({ discrepancyId }) => discrepancyId));
  const resolved = [...new Set(delivered)].filter((id) => !known.has(id));
  if (resolved.length === 0) return open;
  const { rows } = await transaction.query<StoredDiscrepancy>({
    name: 'load-delivered-discrepancies',
    text: `SELECT ${COLUMNS} FROM hub.discrepancy WHERE discrepancy_id = ANY($1::uuid[])`,
    values: [resolved],
  });
  return [...open, ...rows];
}
