import type { CalendarDate, CareAlertRaised, PersonRef } from '@saite/contracts';
import type { Transaction } from '@saite/runtime';
import type { OpenAlert } from '../../cases/child-care/index.ts';

/** An alert as it is to stand in the journal. */
export interface NewAlert {
  readonly person: PersonRef;
  readonly subject: PersonRef;
  readonly told: CareAlertRaised;
  readonly alert: OpenAlert;
}

export interface ClearedAlert {
  readonly alertId: string;
  readonly clearedOn: CalendarDate;
}

export async function insertAlerts(
  transaction: Transaction,
  alerts: readonly NewAlert[],
  now: Date,
): Promise<void> {
  if (alerts.length === 0) return;
  await transaction.query({
    name: 'insert-care-alerts',
    text: `INSERT INTO hub.care_alert (alert_id, person, subject, key, kind, raised_on, due_on, recorded_at, basis,
        institution_id, court, municipality, recipients)
      SELECT alert_id, person, subject, key, kind, raised_on, due_on, $1, basis, institution_id, court, municipality, recipients
      FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::date[], $8::date[], $9::json[],
        $10::text[], $11::text[], $12::text[], $13::json[])
        AS row (alert_id, person, subject, key, kind, raised_on, due_on, basis, institution_id, court, municipality, recipients)`,
    values: [
      now,
      alerts.map(({ told }) => told.alertId),
      alerts.map(({ person }) => person),
      alerts.map(({ subject }) => subject),
      alerts.map(({ alert }) => alert.condition.key),
      alerts.map(({ told }) => told.kind),
      alerts.map(({ told }) => told.raisedOn),
      alerts.map(({ told }) => told.dueOn),
      alerts.map(({ alert }) => JSON.stringify(alert.condition.basis)),
      alerts.map(({ alert }) => alert.parties.institutionId),
      alerts.map(({ alert }) => alert.parties.court),
      alerts.map(({ alert }) => alert.parties.municipality),
      alerts.map(({ told }) => JSON.stringify(told.recipients)),
    ],
  });
}

export async function clearAlerts(
  transaction: Transaction,
  alerts: readonly ClearedAlert[],
  now: Date,
): Promise<void> {
  if (alerts.length === 0) return;
  await transaction.query({
    name: 'clear-care-alerts',
    text: `UPDATE hub.care_alert SET cleared_on = cleared.cleared_on, cleared_at = $1
      FROM unnest($2::text[], $3::date[]) AS cleared (alert_id, cleared_on) WHERE care_alert.alert_id = cleared.alert_id`,
    values: [now, alerts.map(({ alertId }) => alertId), alerts.map(({ clearedOn }) => clearedOn)],
  });
}

/** Later facts named others: the alert goes to them. */
export async function readdressAlerts(transaction: Transaction, alerts: readonly NewAlert[]): Promise<void> {
  if (alerts.length === 0) return;
  await transaction.query({
    name: 'readdress-care-alerts',
    text: `UPDATE hub.care_alert SET institution_id = row.institution_id, court = row.court,
        municipality = row.municipality, recipients = row.recipients, told = told + 1
      FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::json[])
        AS row (alert_id, institution_id, court, municipality, recipients) WHERE care_alert.alert_id = row.alert_id`,
    values: [
      alerts.map(({ told }) => told.alertId),
      alerts.map(({ alert }) => alert.parties.institutionId),
      alerts.map(({ alert }) => alert.parties.court),
      alerts.map(({ alert }) => alert.parties.municipality),
      alerts.map(({ told }) => JSON.stringify(told.recipients)),
    ],
  });
}
