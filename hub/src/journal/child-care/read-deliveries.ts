import type { DeliveryId, PersonRef, RecordVersion, ReportId, Sealed } from '@saite/contracts';
import type { Transaction } from '@saite/runtime';
import type { DeliveryRow } from './delivery-changes.ts';
import { DELIVERY_COLUMNS } from './stored.ts';

type Queryable = Pick<Transaction, 'query'>;

/** A delivery as people see it. */
export interface ShownDelivery extends DeliveryRow {
  readonly madeAt: Date;
  readonly confirmedAt: Date | null;
}

const COLUMNS = `${DELIVERY_COLUMNS}, made_at AS "madeAt", confirmed_at AS "confirmedAt"`;

/** The deliveries of a version of a contact report that stand, by role. */
export async function readReportDeliveries(
  database: Queryable,
  reportId: ReportId,
  version: RecordVersion,
): Promise<ShownDelivery[]> {
  const { rows } = await database.query<ShownDelivery>({
    name: 'read-report-deliveries',
    text: `SELECT ${COLUMNS} FROM hub.delivery WHERE document = 'contact-report' AND document_id = $1
      AND document_version = $2 AND state <> 'cancelled' ORDER BY role, made_at, delivery_id`,
    values: [reportId, version],
  });
  return rows;
}

/** Deliveries by state, oldest first, a page at a time; open ones if no state is named. */
export async function listDeliveries(
  database: Queryable,
  state: 'waiting' | 'undeliverable' | 'delivered' | undefined,
  after: string | undefined,
  limit: number,
): Promise<{ deliveries: ShownDelivery[]; next: string | null }> {
  const states = state ? [state] : ['waiting', 'undeliverable'];
  const { rows } = await database.query<ShownDelivery>(
    `SELECT ${COLUMNS} FROM hub.delivery WHERE state = ANY($1)
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
     SELECT person, ${COLUMNS} FROM resent
     UNION ALL
     SELECT person, ${COLUMNS} FROM hub.delivery WHERE delivery_id = $1 AND NOT EXISTS (SELECT FROM resent)`,
    [deliveryId],
  );
  const [row] = rows;
  if (row) await transaction.query('INSERT INTO hub.dirty (ref) VALUES ($1)', [row.person]);
  return row;
}

/**
 * Notes that a recipient has read a report; the first time counts.
 *
 * @returns when it was confirmed, `undefined` if the report does not go to that recipient
 */
export async function confirmReport(
  transaction: Transaction,
  reportId: ReportId,
  recipient: { readonly role: string; readonly id: string },
  note: Sealed | null,
  now: Date,
): Promise<Date | undefined> {
  const { rows } = await transaction.query<{ confirmedAt: Date }>(
    `UPDATE hub.delivery SET confirmed_at = coalesce(confirmed_at, $4), confirmation = coalesce(confirmation, $5)
     WHERE document = 'contact-report' AND document_id = $1 AND role = $2 AND recipient = $3 AND state <> 'cancelled'
       AND document_version = (SELECT max(document_version) FROM hub.delivery
         WHERE document = 'contact-report' AND document_id = $1)
     RETURNING confirmed_at AS "confirmedAt"`,
    [reportId, recipient.role, recipient.id, now, note === null ? null : JSON.stringify(note)],
  );
  return rows[0]?.confirmedAt;
}
