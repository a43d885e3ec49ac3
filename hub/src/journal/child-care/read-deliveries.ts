import type { RecordVersion, ReportId, Sealed } from '@saite/contracts';
import type { Transaction } from '@saite/runtime';
import { SHOWN_COLUMNS, type ShownDelivery } from '../deliveries/read.ts';

type Queryable = Pick<Transaction, 'query'>;

/** The deliveries of a version of a contact report that stand, by role. */
export async function readReportDeliveries(
  database: Queryable,
  reportId: ReportId,
  version: RecordVersion,
): Promise<ShownDelivery[]> {
  const { rows } = await database.query<ShownDelivery>({
    name: 'read-report-deliveries',
    text: `SELECT ${SHOWN_COLUMNS} FROM hub.delivery WHERE document = 'contact-report' AND document_id = $1
      AND document_version = $2 AND state <> 'cancelled' ORDER BY role, made_at, delivery_id`,
    values: [reportId, version],
  });
  return rows;
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
