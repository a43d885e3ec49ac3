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

/** An open discrepancy of the journal. */
export interface StoredDiscrepancy extends Told, OpenRow {
  readonly person: PersonRef;
  /** How often it was told. */
  readonly told: number;
}

/** The open discrepancies of persons, under all their codes. */
export async function loadOpenDiscrepancies(
  transaction: Transaction,
  refs: readonly PersonRef[],
): Promise<StoredDiscrepancy[]> {
  const { rows } = await transaction.query<StoredDiscrepancy>({
    name: 'load-open-discrepancies',
    text: `SELECT discrepancy_id AS "discrepancyId", person, subject, kind, key, since, found_at AS "foundAt",
        basis AS facts, audience, told
      FROM hub.discrepancy WHERE person = ANY($1) AND resolved_at IS NULL`,
    values: [refs],
  });
  return rows;
}
