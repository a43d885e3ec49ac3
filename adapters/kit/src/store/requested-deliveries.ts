import { type DeliveryRequested, type DiscrepancyDeliveryRequested, PersonRef } from '@saite/contracts';
import type { Clock, Database, Transaction } from '@saite/runtime';
import { z } from 'zod';

/** SQL by which the table of deliveries keeps what the hub asked for; a step of each adapter that delivers for it. */
export const REQUESTED_DELIVERIES_STEP = `
  ALTER TABLE delivery ADD COLUMN round int NOT NULL DEFAULT 1;
  ALTER TABLE delivery ADD COLUMN told_round int NOT NULL DEFAULT 0;
  ALTER TABLE delivery DROP CONSTRAINT delivery_state_check;
  ALTER TABLE delivery ADD CONSTRAINT delivery_state_check
    CHECK (state IN ('waiting', 'delivered', 'refused', 'superseded', 'cancelled'));
  CREATE INDEX delivery_untold ON delivery (settled_at) WHERE told_round < round AND settled_at IS NOT NULL;
`;

/** A request as the event brought it, with the person that its boxes are bound to. */
export interface StoredRequest {
  readonly subject: PersonRef;
  readonly request: DeliveryRequested | DiscrepancyDeliveryRequested;
}

/** A delivery that ended and that the hub does not know of yet. */
export interface SettledDelivery {
  readonly deliveryId: string;
  readonly subject: PersonRef;
  readonly round: number;
  readonly outcome: 'delivered' | 'refused' | 'cancelled';
  readonly at: Date;
  readonly receipt: string | null;
  readonly reason: string | null;
}

const SettledRow = z.object({
  deliveryId: z.string(),
  subject: PersonRef,
  round: z.int(),
  outcome: z.enum(['delivered', 'refused', 'cancelled']),
  at: z.date(),
  receipt: z.string().nullable(),
  reason: z.string().nullable(),
});

/** What goes out in order: versions of one document to one recipient. */
const recordOf = ({ document, recipient }: StoredRequest['request']): { id: string; version: number } => {
  const to = `${recipient.role}:${recipient.id}`;
  switch (document.kind) {
    case 'contact-report':
      return { id: `contact-report:${document.reportId}:${to}`, version: document.recordVersion };
    case 'custody-decision':
      return { id: `custody-decision:${document.decisionId}:${to}`, version: document.recordVersion };
    case 'family-survey':
      return { id: `family-survey:${document.surveyId}:${to}`, version: document.recordVersion };
    case 'care-alert':
      return { id: `care-alert:${document.alertId}:${to}`, version: 1 };
    case 'discrepancy':
      return { id: `discrepancy:${document.discrepancyId}:${to}`, version: document.recordVersion };
    default:
      return document satisfies never;
  }
};

/**
 * Deliveries that the hub asks for, in the adapter's table of deliveries: the message id is the hub's, a higher
 * round holds over a lower one, and how each round ended is told until the broker has it.
 */
export class RequestedDeliveries {
  readonly #database: Database;
  readonly #table: string;
  readonly #clock: Clock;

  constructor(database: Database, schema: string, clock: Clock) {
    this.#database = database;
    this.#table = `${schema}.delivery`;
    this.#clock = clock;
  }

  /**
   * Takes requests; one that was taken before, or an older round, changes nothing. What the receiver has stays
   * delivered and is told again. A cancelled one that was never tried ends at once; one whose attempt has no known
   * outcome stays open until the receiver was asked.
   */
  async take(transaction: Transaction, requests: readonly StoredRequest[]): Promise<void> {
    for (const { subject, request } of requests) {
      const record = recordOf(request);
      await transaction.query({
        name: 'take-delivery-request',
        text: `INSERT INTO ${this.#table} AS known
            (message_id, record_id, record_version, content, state, round, made_at, retry_at, settled_at)
          VALUES ($1, $2, $3, $4, $5, $6, $7, $7, CASE WHEN $5 = 'cancelled' THEN $7::timestamptz END)
          ON CONFLICT (message_id) DO UPDATE SET round = excluded.round, content = excluded.content,
            state = CASE WHEN known.state = 'delivered' THEN known.state
              WHEN excluded.state = 'cancelled' AND known.attempts > 0 THEN 'waiting' ELSE excluded.state END,
            settled_at = CASE WHEN known.state = 'delivered' THEN known.settled_at
              WHEN excluded.state = 'cancelled' AND known.attempts = 0 THEN excluded.made_at END,
            reason = NULL, retry_at = excluded.retry_at
          WHERE excluded.round > known.round`,
        values: [
          request.deliveryId,
          record.id,
          record.version,
          JSON.stringify({ subject, request } satisfies StoredRequest),
          request.cancelled ? 'cancelled' : 'waiting',
          request.round,
          this.#clock.now(),
        ],
      });
    }
  }

  /** The request was withdrawn and the receiver does not have it. */
  async cancelled(messageId: string): Promise<void> {
    await this.#database.query(
      `UPDATE ${this.#table} SET state = 'cancelled', settled_at = $2 WHERE message_id = $1 AND state = 'waiting'`,
      [messageId, this.#clock.now()],
    );
  }

  /** Deliveries whose end the hub has not been told yet, oldest first. */
  async untold(limit: number): Promise<SettledDelivery[]> {
    const { rows } = await this.#database.query(
      `SELECT message_id AS "deliveryId", content ->> 'subject' AS subject, round, state AS outcome, settled_at AS at,
         receipt, reason
       FROM ${this.#table} WHERE told_round < round AND settled_at IS NOT NULL ORDER BY settled_at LIMIT $1`,
      [limit],
    );
    return z.array(SettledRow).parse(rows);
  }

  /** The broker has the word on these rounds. */
  async told(settled: readonly SettledDelivery[]): Promise<void> {
    await this.#database.query(
      `UPDATE ${this.#table} AS delivery SET told_round = told.round
       FROM unnest($1::uuid[], $2::int[]) AS told (id, round)
       WHERE delivery.message_id = told.id AND delivery.told_round < told.round`,
      [settled.map(({ deliveryId }) => deliveryId), settled.map(({ round }) => round)],
    );
  }
}
