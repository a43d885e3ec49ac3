import type { PersonRef, Recipient, RecordVersion, ReportId, Sealed } from '@saite/contracts';
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

/** The deliveries that stand of some versions of contact reports, by role. */
export async function readDeliveriesOf(
  database: Queryable,
  reports: readonly { readonly reportId: ReportId; readonly recordVersion: RecordVersion }[],
): Promise<ShownDelivery[]> {
  if (reports.length === 0) return [];
  const { rows } = await database.query<ShownDelivery>({
    name: 'read-deliveries-of',
    text: `SELECT ${SHOWN_COLUMNS} FROM hub.delivery
      WHERE document = 'contact-report' AND state <> 'cancelled'
        AND (document_id, document_version) IN (SELECT * FROM unnest($1::text[], $2::int[]))
      ORDER BY role, made_at, delivery_id`,
    values: [reports.map(({ reportId }) => reportId), reports.map(({ recordVersion }) => recordVersion)],
  });
  return rows;
}

/** SQL: whether a delivery is of the newest version of its report, stands, and was not confirmed. */
export const TO_CONFIRM = `delivery.document = 'contact-report' AND delivery.state <> 'cancelled'
  AND delivery.confirmed_at IS NULL AND delivery.document_version = (SELECT max(newest.document_version)
    FROM hub.delivery newest WHERE newest.document = 'contact-report' AND newest.document_id = delivery.document_id)`;

/** Reports that went to parties and that these have not confirmed as read, oldest first. */
export async function readUnconfirmed(
  database: Queryable,
  parties: readonly Recipient[],
): Promise<{ readonly person: PersonRef; readonly reportId: ReportId }[]> {
  if (parties.length === 0) return [];
  const { rows } = await database.query<{ person: PersonRef; reportId: ReportId }>({
    name: 'read-unconfirmed-reports',
    text: `SELECT owner.person, delivery.document_id AS "reportId"
      FROM hub.delivery JOIN hub.person_code owner ON owner.ref = delivery.person
      WHERE (delivery.role, delivery.recipient) IN (SELECT * FROM unnest($1::text[], $2::text[])) AND ${TO_CONFIRM}
      ORDER BY delivery.made_at, delivery.document_id`,
    values: [parties.map(({ role }) => role), parties.map(({ id }) => id)],
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
