import { holdItems, releaseItems, type Transaction } from '@saite/runtime';
import type { StoredDelivery } from './delivery.ts';

const HUB = 'hub';
type Shown = Pick<
  StoredDelivery,
  'deliveryId' | 'state' | 'reason' | 'register' | 'document' | 'documentId' | 'documentVersion' | 'person'
>;

/**
 * Shows operators what cannot be delivered, and no longer what is on its way again or has arrived. One that was tried
 * again by an operator is shown as waiting until it is settled.
 */
export async function showHeldDeliveries(
  transaction: Transaction,
  deliveries: readonly Shown[],
  now: Date,
): Promise<void> {
  if (deliveries.length === 0) return;
  const { rows } = await transaction.query<{ key: string; state: string }>({
    name: 'held-deliveries',
    text: `SELECT key, state FROM operations.held WHERE service = $1 AND kind = 'delivery' AND queue = '' AND key = ANY($2)`,
    values: [HUB, deliveries.map(({ deliveryId }) => deliveryId)],
  });
  const held = new Map(rows.map(({ key, state }) => [key, state]));
  const stuck = deliveries.filter(({ deliveryId, state }) => {
    const before = held.get(deliveryId);
    return state === 'undeliverable' && (before === undefined || before === 'waiting');
  });
  const idsIn = (...states: readonly Shown['state'][]) =>
    deliveries
      .filter(({ deliveryId, state }) => states.includes(state) && held.has(deliveryId))
      .map(({ deliveryId }) => deliveryId);
  await holdItems(
    transaction,
    HUB,
    stuck.map((delivery) => ({
      kind: 'delivery',
      key: delivery.deliveryId,
      state: 'parked',
      type: `${delivery.register}.${delivery.document}`,
      reason: delivery.reason ?? 'UNDELIVERABLE',
      detail: 'the register does not take it, or nobody knows to whom it goes',
      subject: delivery.person,
      recordId: delivery.documentId,
      recordVersion: delivery.documentVersion,
    })),
    now,
  );
  await releaseItems(transaction, HUB, 'delivery', idsIn('delivered', 'cancelled'));
  await noteWaiting(transaction, idsIn('waiting'));
}

/** These are on their way again. */
export async function noteWaiting(transaction: Transaction, deliveryIds: readonly string[]): Promise<void> {
  if (deliveryIds.length === 0) return;
  await transaction.query(
    `UPDATE operations.held SET state = 'waiting', retry_at = NULL
     WHERE service = $1 AND kind = 'delivery' AND queue = '' AND key = ANY($2) AND state <> 'waiting'`,
    [HUB, deliveryIds],
  );
}

/** Shows operators what could not be delivered under a former release. May be done at each start. */
export async function showFormerHeldDeliveries(transaction: Transaction, now: Date): Promise<void> {
  const { rows } = await transaction.query<Shown>(
    `SELECT delivery_id AS "deliveryId", state, reason, register, document, document_id AS "documentId",
       document_version AS "documentVersion", person FROM hub.delivery WHERE state = 'undeliverable'`,
  );
  await showHeldDeliveries(transaction, rows, now);
}
