import type { Transaction } from '@saite/runtime';
import type { StoredDelivery } from './delivery.ts';
import { showHeldDeliveries } from './held.ts';

/** Stores deliveries as they are now, new ones too. */
export async function writeDeliveries(
  transaction: Transaction,
  rows: readonly StoredDelivery[],
  now: Date,
): Promise<void> {
  if (rows.length === 0) return;
  const sorted = [...rows].sort((a, b) => (a.deliveryId < b.deliveryId ? -1 : 1));
  await transaction.query({
    name: 'write-deliveries',
    text: `INSERT INTO hub.delivery AS known (delivery_id, person, document, document_id, document_version, role, recipient,
        register, state, reason, round, asked_round, receipt, settled_at, made_at)
      SELECT delivery_id, person, document, document_id, document_version, role, recipient,
        register, state, reason, round, asked_round, receipt, settled_at, $1
      FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::int[], $7::text[], $8::text[], $9::text[], $10::text[],
        $11::text[], $12::int[], $13::int[], $14::text[], $15::timestamptz[])
        AS row (delivery_id, person, document, document_id, document_version, role, recipient,
          register, state, reason, round, asked_round, receipt, settled_at)
      ON CONFLICT (delivery_id) DO UPDATE SET recipient = excluded.recipient, state = excluded.state,
        reason = excluded.reason, round = excluded.round, asked_round = excluded.asked_round,
        receipt = excluded.receipt, settled_at = excluded.settled_at`,
    values: [
      now,
      sorted.map((row) => row.deliveryId),
      sorted.map((row) => row.person),
      sorted.map((row) => row.document),
      sorted.map((row) => row.documentId),
      sorted.map((row) => row.documentVersion),
      sorted.map((row) => row.role),
      sorted.map((row) => row.recipient),
      sorted.map((row) => row.register),
      sorted.map((row) => row.state),
      sorted.map((row) => row.reason),
      sorted.map((row) => row.round),
      sorted.map((row) => row.askedRound),
      sorted.map((row) => row.receipt),
      sorted.map((row) => row.settledAt),
    ],
  });
  await showHeldDeliveries(transaction, sorted, now);
}
