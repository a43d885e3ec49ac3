import type { PersonRef } from '@saite/contracts';
import type { Transaction } from '@saite/runtime';
import type { DocumentKind, StoredDelivery } from './delivery.ts';

/** SQL: a delivery as {@link DeliveryRow}. */
export const DELIVERY_COLUMNS = `delivery_id AS "deliveryId", document, document_id AS "documentId",
  document_version AS "documentVersion", role, recipient, register, state, reason, round, asked_round AS "askedRound",
  receipt, settled_at AS "settledAt"`;

/** The deliveries of some kinds of documents about persons, under all their codes. */
export async function loadDeliveries(
  transaction: Transaction,
  refs: readonly PersonRef[],
  documents: readonly DocumentKind[],
): Promise<StoredDelivery[]> {
  if (refs.length === 0) return [];
  const { rows } = await transaction.query<StoredDelivery>({
    name: 'load-deliveries',
    text: `SELECT person, ${DELIVERY_COLUMNS} FROM hub.delivery WHERE person = ANY($1) AND document = ANY($2)`,
    values: [refs, documents],
  });
  return rows;
}
