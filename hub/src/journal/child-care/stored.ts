import type { CareAlertRaised, PersonRef } from '@saite/contracts';
import { type Transaction, toInstant } from '@saite/runtime';
import type { OpenRow } from './alert-changes.ts';

/** An open alert of the journal. */
export interface StoredOpenAlert extends OpenRow {
  readonly person: PersonRef;
  readonly subject: PersonRef;
  readonly alert: CareAlertRaised;
  /** How often it was told. */
  readonly told: number;
}

/** The open alerts of persons, under all their codes. */
export async function loadOpenAlerts(
  transaction: Transaction,
  refs: readonly PersonRef[],
): Promise<StoredOpenAlert[]> {
  const { rows } = await transaction.query<
    Omit<StoredOpenAlert, 'alert'> & Omit<CareAlertRaised, 'recordedAt' | 'recipients'>
  >({
    name: 'load-open-alerts',
    text: `SELECT alert_id AS "alertId", person, subject, key, recorded_at AS "recordedAt", recipients::text AS recipients,
        kind, raised_on AS "raisedOn", due_on AS "dueOn", told
      FROM hub.care_alert WHERE person = ANY($1) AND cleared_on IS NULL`,
    values: [refs],
  });
  return rows.map((row) => ({
    ...row,
    alert: {
      alertId: row.alertId,
      kind: row.kind,
      raisedOn: row.raisedOn,
      dueOn: row.dueOn,
      recordedAt: toInstant(row.recordedAt),
      recipients: JSON.parse(row.recipients),
    },
  }));
}
