import type { DiscrepancyFound, DiscrepancyResolved } from '@saite/contracts';
import type { Clock, Transaction } from '@saite/runtime';

/** What a notice's id ends with if it says that a discrepancy is settled: it stands beside the one of the discrepancy. */
export const RESOLVED_SUFFIX = '/resolved';

/**
 * Discrepancies that are to be told, in the table of notices: one row a recipient, told once, whatever later facts say
 * of it - a letter only leads to Saite. That it is settled is told to those whose letter of it may have left.
 */
export class DiscrepancyNotices {
  readonly #schema: string;
  readonly #clock: Clock;

  constructor(schema: string, clock: Clock) {
    this.#schema = schema;
    this.#clock = clock;
  }

  /** Later facts may name other recipients: they get a notice of their own. */
  async find(transaction: Transaction, found: readonly DiscrepancyFound[]): Promise<void> {
    const rows = found.flatMap((discrepancy) =>
      discrepancy.audience.map((recipient) => ({ discrepancy, recipient })),
    );
    if (rows.length === 0) return;
    await transaction.query(
      `INSERT INTO ${this.#schema}.notice
         (alert_id, role, recipient_id, kind, recorded_at, waiting_since, thing)
       SELECT DISTINCT id, role, recipient_id, kind, recorded_at, $6::timestamptz, 'discrepancy'
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[])
         AS new (id, role, recipient_id, kind, recorded_at)
       ON CONFLICT (alert_id, role, recipient_id) DO NOTHING`,
      [
        rows.map(({ discrepancy }) => discrepancy.discrepancyId),
        rows.map(({ recipient }) => recipient.role),
        rows.map(({ recipient }) => recipient.id),
        rows.map(({ discrepancy }) => discrepancy.kind),
        rows.map(({ discrepancy }) => discrepancy.foundAt),
        this.#clock.now(),
      ],
    );
  }

  /** What waits is left out when the letter is written, as with alerts that are cleared. */
  async resolve(transaction: Transaction, resolved: readonly DiscrepancyResolved[]): Promise<void> {
    if (resolved.length === 0) return;
    const ids = resolved.map(({ discrepancyId }) => discrepancyId);
    await transaction.query(
      `INSERT INTO ${this.#schema}.cleared_alert (alert_id, recorded_at)
       SELECT id, max(at) FROM unnest($1::text[], $2::timestamptz[]) AS new (id, at) GROUP BY 1
       ON CONFLICT (alert_id) DO NOTHING`,
      [ids, resolved.map(({ resolvedAt }) => resolvedAt)],
    );
    await transaction.query(
      `INSERT INTO ${this.#schema}.notice
         (alert_id, role, recipient_id, kind, recorded_at, waiting_since, thing)
       SELECT alert_id || '${RESOLVED_SUFFIX}', notice.role, notice.recipient_id, kind, recorded_at, $2, 'resolved'
       FROM ${this.#schema}.notice JOIN ${this.#schema}.letter USING (letter_id)
       WHERE alert_id = ANY($1) AND thing = 'discrepancy'
         AND (state IN ('trying', 'handed-over', 'sent', 'unknown') OR state = 'waiting' AND unsure > 0)
       ON CONFLICT (alert_id, role, recipient_id) DO NOTHING`,
      [ids, this.#clock.now()],
    );
  }
}
