import { randomUUID } from 'node:crypto';
import type { Clock, Database, Transaction } from '@saite/runtime';

/** SQL of the table, a step of the schema of each adapter that delivers to a register. */
export const DELIVERIES_STEP = `
  CREATE TABLE delivery (
    message_id uuid PRIMARY KEY,
    record_id text NOT NULL,
    record_version int NOT NULL,
    content jsonb NOT NULL,
    state text NOT NULL CHECK (state IN ('waiting', 'delivered', 'refused', 'superseded')),
    attempts int NOT NULL DEFAULT 0,
    reason text,
    receipt text,
    made_at timestamptz NOT NULL,
    retry_at timestamptz NOT NULL,
    settled_at timestamptz,
    UNIQUE (record_id, record_version)
  );
  CREATE INDEX delivery_open ON delivery (record_id, record_version) WHERE state = 'waiting';
`;

/** Something to deliver. `content` is stored as it is: whatever names a person in it is sealed. */
export interface NewDelivery<Content> {
  readonly recordId: string;
  readonly recordVersion: number;
  readonly content: Content;
}

export interface Delivery<Content = unknown> extends NewDelivery<Content> {
  /** Our id of the message; the receiver takes it once and answers with the receipt ever after. */
  readonly messageId: string;
  /** Attempts whose outcome is not known or that failed. Above 0 the receiver is asked before it is sent again. */
  readonly attempts: number;
}

const FIRST_DELAY_S = 1;
const LONGEST_DELAY_S = 15;

/** What goes out to a register: one row a message, in the versions' order within a record. */
export class Deliveries {
  readonly #database: Database;
  readonly #table: string;
  readonly #clock: Clock;

  constructor(database: Database, schema: string, clock: Clock) {
    this.#database = database;
    this.#table = `${schema}.delivery`;
    this.#clock = clock;
  }

  /**
   * Adds deliveries within the transaction of what caused them; the same record version again adds nothing.
   *
   * @param supersede drop older versions of these records that no attempt was made for
   */
  async add(
    transaction: Transaction,
    deliveries: readonly NewDelivery<unknown>[],
    supersede: boolean,
  ): Promise<void> {
    if (deliveries.length === 0) return;
    const ids = deliveries.map((delivery) => delivery.recordId);
    const versions = deliveries.map((delivery) => delivery.recordVersion);
    await transaction.query(
      `INSERT INTO ${this.#table} (message_id, record_id, record_version, content, state, made_at, retry_at)
       SELECT message_id, record_id, record_version, content, 'waiting', $5, $5
       FROM unnest($1::uuid[], $2::text[], $3::int[], $4::jsonb[]) AS new (message_id, record_id, record_version, content)
       ON CONFLICT (record_id, record_version) DO NOTHING`,
      [
        deliveries.map(() => randomUUID()),
        ids,
        versions,
        deliveries.map((delivery) => JSON.stringify(delivery.content)),
        this.#clock.now(),
      ],
    );
    if (!supersede) return;
    await transaction.query(
      `UPDATE ${this.#table} AS old SET state = 'superseded', settled_at = $3
       FROM unnest($1::text[], $2::int[]) AS new (record_id, record_version)
       WHERE old.record_id = new.record_id AND old.record_version < new.record_version
         AND old.state = 'waiting' AND old.attempts = 0`,
      [ids, versions, this.#clock.now()],
    );
  }

  /** What is due now: of each record only the oldest open version, so that versions arrive in their order. */
  async due(limit: number): Promise<Delivery[]> {
    const { rows } = await this.#database.query<Delivery>(
      `SELECT message_id AS "messageId", record_id AS "recordId", record_version AS "recordVersion", content, attempts
       FROM (SELECT DISTINCT ON (record_id) * FROM ${this.#table} WHERE state = 'waiting'
             ORDER BY record_id, record_version) AS oldest
       WHERE retry_at <= $1 ORDER BY retry_at LIMIT $2`,
      [this.#clock.now(), limit],
    );
    return rows;
  }

  /** Notes, before it is made, that an attempt begins: after a crash the receiver is asked first. */
  async attempt(messageIds: readonly string[]): Promise<void> {
    await this.#database.query(
      `UPDATE ${this.#table} SET attempts = attempts + 1,
         retry_at = $2::timestamptz
           + make_interval(secs => least(${LONGEST_DELAY_S}, ${FIRST_DELAY_S} * 2 ^ least(attempts, 10)))
       WHERE message_id = ANY($1)`,
      [messageIds, this.#clock.now()],
    );
  }

  /** The receiver has it. */
  async delivered(messageId: string, receipt: string): Promise<void> {
    await this.#settle(messageId, 'delivered', null, receipt);
  }

  /** The receiver refuses it for good; an operator decides. */
  async refused(messageId: string, reason: string): Promise<void> {
    await this.#settle(messageId, 'refused', reason, null);
  }

  /** Sends what the receiver refused once more, under its message id. @returns whether there was any of the record */
  async sendAgain(recordId: string): Promise<boolean> {
    const { rowCount } = await this.#database.query(
      `UPDATE ${this.#table} SET state = 'waiting', reason = NULL, settled_at = NULL, retry_at = $2
       WHERE record_id = $1 AND state = 'refused'`,
      [recordId, this.#clock.now()],
    );
    return (rowCount ?? 0) > 0;
  }

  async #settle(messageId: string, state: string, reason: string | null, receipt: string | null) {
    await this.#database.query(
      `UPDATE ${this.#table} SET state = $2, reason = $3, receipt = $4, settled_at = $5 WHERE message_id = $1`,
      [messageId, state, reason, receipt, this.#clock.now()],
    );
  }

  /** How many deliveries there are by state: for health and metrics. */
  async counts(): Promise<{ state: string; count: number }[]> {
    const { rows } = await this.#database.query<{ state: string; count: number }>(
      `SELECT state, count(*) AS count FROM ${this.#table} GROUP BY 1 ORDER BY 1`,
    );
    return rows;
  }
}
