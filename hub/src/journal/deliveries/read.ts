import type { DeliveryId, PersonRef } from '@saite/contracts';
import type { Transaction } from '@saite/runtime';
import type { DeliveryRow } from './delivery.ts';
import { noteWaiting } from './held.ts';
import { DELIVERY_COLUMNS } from './stored.ts';

type Queryable = Pick<Transaction, 'query'>;

/** A delivery as people see it. */
export interface ShownDelivery extends DeliveryRow {
  readonly madeAt: Date;
  readonly confirmedAt: Date | null;
}

/** Columns of {@link ShownDelivery}. */
export const SHOWN_COLUMNS = `${DELIVERY_COLUMNS}, made_at AS "madeAt", confirmed_at AS "confirmedAt"`;

/** Deliveries by state, oldest first, a page at a time; open ones if no state is named. */
export async function listDeliveries(
  database: Queryable,
  state: 'waiting' | 'undeliverable' | 'delivered' | undefined,
  after: string | undefined,
  limit: number,
): Promise<{ deliveries: ShownDelivery[]; next: string | null }> {
  const states = state ? [state] : ['waiting', 'undeliverable'];
  const { rows } = await database.query<ShownDelivery>(
    `SELECT ${SHOWN_COLUMNS} FROM hub.delivery WHERE state = ANY($1)
       AND ($2::uuid IS NULL OR (made_at, delivery_id) > (SELECT made_at, delivery_id FROM hub.delivery WHERE delivery_id = $2))
     ORDER BY made_at, delivery_id LIMIT $3`,
    [states, after ?? null, limit + 1],
  );
  const deliveries = rows.slice(0, limit);
  return { deliveries, next: rows.length > limit ? (deliveries.at(-1)?.deliveryId ?? null) : null };
}

/**
 * Lets a refused delivery be asked for once more, under its message id: the receiver takes it once. The person is
 * decided again, and with that the adapter is asked.
 */
export async function resendDelivery(
  transaction: Transaction,
  deliveryId: DeliveryId,
): Promise<ShownDelivery | undefined> {
  const { rows } = await transaction.query<ShownDelivery & { readonly person: PersonRef }>(
    `WITH resent AS (
       UPDATE hub.delivery SET state = 'waiting', reason = NULL, round = round + 1, settled_at = NULL
       WHERE delivery_id = $1 AND state = 'undeliverable' AND recipient IS NOT NULL RETURNING *)
     SELECT person, ${SHOWN_COLUMNS} FROM resent
     UNION ALL
     SELECT person, ${SHOWN_COLUMNS} FROM hub.delivery WHERE delivery_id = $1 AND NOT EXISTS (SELECT FROM resent)`,
    [deliveryId],
  );
  const [row] = rows;
  if (row) await transaction.query('INSERT INTO hub.dirty (ref) VALUES ($1)', [row.person]);
  if (row?.state === 'waiting') await noteWaiting(transaction, [row.deliveryId]);
  return row;
}
