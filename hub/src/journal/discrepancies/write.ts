import type { PersonRef } from '@saite/contracts';
import type { Transaction } from '@saite/runtime';
import type { Told } from './stored.ts';

/** A discrepancy that was not in the journal. */
export interface NewDiscrepancy extends Told {
  readonly person: PersonRef;
  readonly key: string;
}

export async function insertDiscrepancies(
  transaction: Transaction,
  found: readonly NewDiscrepancy[],
): Promise<void> {
  if (found.length === 0) return;
  await transaction.query({
    name: 'insert-discrepancies',
    text: `INSERT INTO hub.discrepancy (discrepancy_id, person, subject, kind, key, since, found_at, basis, audience)
      SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::date[], $7::timestamptz[],
        $8::json[], $9::jsonb[])`,
    values: [
      found.map(({ discrepancyId }) => discrepancyId),
      found.map(({ person }) => person),
      found.map(({ subject }) => subject),
      found.map(({ kind }) => kind),
      found.map(({ key }) => key),
      found.map(({ since }) => since),
      found.map(({ foundAt }) => foundAt),
      found.map(({ facts }) => JSON.stringify(facts)),
      found.map(({ audience }) => JSON.stringify(audience)),
    ],
  });
}

/** Later facts changed what a discrepancy says. */
export async function changeDiscrepancies(transaction: Transaction, changed: readonly Told[]): Promise<void> {
  if (changed.length === 0) return;
  await transaction.query({
    name: 'change-discrepancies',
    text: `UPDATE hub.discrepancy SET since = row.since, basis = row.basis, audience = row.audience, told = told + 1
      FROM unnest($1::uuid[], $2::date[], $3::json[], $4::jsonb[]) AS row (discrepancy_id, since, basis, audience)
      WHERE discrepancy.discrepancy_id = row.discrepancy_id`,
    values: [
      changed.map(({ discrepancyId }) => discrepancyId),
      changed.map(({ since }) => since),
      changed.map(({ facts }) => JSON.stringify(facts)),
      changed.map(({ audience }) => JSON.stringify(audience)),
    ],
  });
}

export async function resolveDiscrepancies(
  transaction: Transaction,
  resolved: readonly Told[],
  now: Date,
): Promise<void> {
  if (resolved.length === 0) return;
  await transaction.query({
    name: 'resolve-discrepancies',
    text: 'UPDATE hub.discrepancy SET resolved_at = $1 WHERE discrepancy_id = ANY($2)',
    values: [now, resolved.map(({ discrepancyId }) => discrepancyId)],
  });
}
