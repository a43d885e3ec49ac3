import type { CareAlertCleared, CareAlertRaised } from '@saite/contracts';
import type { Clock, Database, Transaction } from '@saite/runtime';

/**
 * Alerts that are to be told, one row a recipient, and which alerts were cleared. Both are kept as they come, in any
 * order and number of copies; what is cleared is left out when a letter is written.
 */
export class Notices {
  readonly #database: Database;
  readonly #schema: string;
  readonly #clock: Clock;

  constructor(database: Database, schema: string, clock: Clock) {
    this.#database = database;
    this.#schema = schema;
    this.#clock = clock;
  }

  /** An alert that was told to a recipient is not told again; one that was cleared and raised anew is. */
  async raise(transaction: Transaction, alerts: readonly CareAlertRaised[]): Promise<void> {
    const rows = alerts.flatMap((alert) => alert.recipients.map((recipient) => ({ alert, recipient })));
    if (rows.length === 0) return;
    await transaction.query(
      `INSERT INTO ${this.#schema}.notice AS known
         (alert_id, role, recipient_id, kind, due_on, recorded_at, waiting_since)
       SELECT DISTINCT ON (alert_id, role, recipient_id) alert_id, role, recipient_id, kind, due_on, recorded_at, $7
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::date[], $6::timestamptz[])
         AS new (alert_id, role, recipient_id, kind, due_on, recorded_at)
       ORDER BY alert_id, role, recipient_id, recorded_at DESC
       ON CONFLICT (alert_id, role, recipient_id) DO UPDATE
         SET kind = excluded.kind, due_on = excluded.due_on, recorded_at = excluded.recorded_at
         WHERE known.letter_id IS NULL AND known.recorded_at < excluded.recorded_at`,
      [
        rows.map(({ alert }) => alert.alertId),
        rows.map(({ recipient }) => recipient.role),
        rows.map(({ recipient }) => recipient.id),
        rows.map(({ alert }) => alert.kind),
        rows.map(({ alert }) => alert.dueOn),
        rows.map(({ alert }) => alert.recordedAt),
        this.#clock.now(),
      ],
    );
  }

  async clear(transaction: Transaction, alerts: readonly CareAlertCleared[]): Promise<void> {
    if (alerts.length === 0) return;
    await transaction.query(
      `INSERT INTO ${this.#schema}.cleared_alert AS known (alert_id, recorded_at)
       SELECT alert_id, max(recorded_at) FROM unnest($1::text[], $2::timestamptz[]) AS new (alert_id, recorded_at)
       GROUP BY 1
       ON CONFLICT (alert_id) DO UPDATE SET recorded_at = greatest(known.recorded_at, excluded.recorded_at)`,
      [alerts.map(({ alertId }) => alertId), alerts.map(({ recordedAt }) => recordedAt)],
    );
  }

  /** How many wait for a letter. */
  async waiting(): Promise<number> {
    const { rows } = await this.#database.query<{ count: number }>(
      `SELECT count(*) AS count FROM ${this.#schema}.notice WHERE letter_id IS NULL`,
    );
    return rows[0]?.count ?? 0;
  }
}
