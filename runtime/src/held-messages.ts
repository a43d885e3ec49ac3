import type { KeyRing } from '@saite/identity';
import type { Clock } from './clock.ts';
import { type Database, inTransaction } from './database.ts';
import { keptMessage, readKept } from './kept-message.ts';

/** A message that could not be taken, with the reason; `later` is tried again by itself, `park` waits for an operator. */
export interface MessageToHold {
  readonly queue: string;
  readonly delivery: { readonly type: string; readonly id: string | undefined; readonly body: Buffer };
  readonly verdict: { readonly verdict: 'later' | 'park'; readonly code: string; readonly detail: string };
  /** Under what it is held already: the digest of its body as it came, whose boxes may have other keys by now. */
  readonly digest?: string;
}

type Again = (
  messages: readonly MessageToHold['delivery'][],
) => Promise<readonly ({ readonly verdict: 'done' } | MessageToHold['verdict'])[]>;

/** SQL of the table, a step of the schema of whoever consumes. */
export const HELD_MESSAGES_STEP = `
  CREATE TABLE held_message (
    queue text NOT NULL,
    digest text NOT NULL,
    message_id text,
    type text NOT NULL,
    body bytea NOT NULL,
    state text NOT NULL CHECK (state IN ('waiting', 'parked')),
    code text NOT NULL,
    detail text NOT NULL,
    attempts int NOT NULL DEFAULT 1,
    held_at timestamptz NOT NULL,
    retry_at timestamptz,
    PRIMARY KEY (queue, digest)
  );
  CREATE INDEX held_message_due ON held_message (retry_at) WHERE state = 'waiting';
`;

const FIRST_DELAY_S = 2;
const LONGEST_DELAY_S = 900;

/** Messages that were not done: kept in the database with reason and attempts, never in a queue that nobody reads. */
export class HeldMessages {
  readonly #database: Database;
  readonly #table: string;
  readonly #clock: Clock;
  readonly #keyRing: KeyRing;

  constructor(database: Database, schema: string, clock: Clock, keyRing: KeyRing) {
    this.#database = database;
    this.#table = `${schema}.held_message`;
    this.#clock = clock;
    this.#keyRing = keyRing;
  }

  /** Stores messages before they are acknowledged; the same message held again counts one more attempt. */
  async hold(messages: readonly MessageToHold[]): Promise<void> {
    await inTransaction(this.#database, async (transaction) => {
      for (const message of messages) {
        const { delivery, verdict } = message;
        const kept = keptMessage(this.#keyRing, delivery);
        await transaction.query(
          `INSERT INTO ${this.#table} AS held (queue, digest, message_id, type, body, state, code, detail, held_at, retry_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
           ON CONFLICT (queue, digest) DO UPDATE SET
             attempts = held.attempts + 1, state = excluded.state, code = excluded.code, detail = excluded.detail,
             retry_at = CASE WHEN excluded.retry_at IS NULL THEN NULL
               ELSE $9 + make_interval(secs => least(${LONGEST_DELAY_S}, ${FIRST_DELAY_S} * 2 ^ least(held.attempts, 10))) END`,
          [
            message.queue,
            message.digest ?? kept.digest,
            kept.id,
            kept.type,
            kept.body,
            verdict.verdict === 'park' ? 'parked' : 'waiting',
            verdict.code,
            verdict.detail,
            this.#clock.now(),
            verdict.verdict === 'park' ? null : new Date(this.#clock.now().getTime() + FIRST_DELAY_S * 1000),
          ],
        );
      }
    });
  }

  /** Hands in again what is due; done ones go, the others stay with one more attempt. */
  async retryDue(queue: string, again: Again, limit = 100): Promise<'more' | 'idle'> {
    const { rows } = await this.#database.query<{
      digest: string;
      message_id: string | null;
      type: string;
      body: Buffer;
    }>(
      `SELECT digest, message_id, type, body FROM ${this.#table}
       WHERE queue = $1 AND state = 'waiting' AND retry_at <= $2 ORDER BY retry_at LIMIT $3`,
      [queue, this.#clock.now(), limit],
    );
    if (rows.length === 0) return 'idle';
    const deliveries = rows.map((row) =>
      readKept(this.#keyRing, { ...row, id: row.message_id ?? undefined }),
    );
    const verdicts = await again(deliveries);
    const done: string[] = [];
    const still: MessageToHold[] = [];
    for (const [index, row] of rows.entries()) {
      const verdict = verdicts[index];
      const delivery = deliveries[index];
      if (!verdict || !delivery) continue;
      if (verdict.verdict === 'done') done.push(row.digest);
      else still.push({ queue, delivery, verdict, digest: row.digest });
    }
    await this.hold(still);
    await this.#database.query(`DELETE FROM ${this.#table} WHERE queue = $1 AND digest = ANY($2)`, [
      queue,
      done,
    ]);
    return rows.length === limit ? 'more' : 'idle';
  }

  /** How many messages are held, by queue, state and reason: for health and metrics. */
  async counts(): Promise<{ queue: string; state: string; code: string; count: number }[]> {
    const { rows } = await this.#database.query<{
      queue: string;
      state: string;
      code: string;
      count: number;
    }>(`SELECT queue, state, code, count(*) AS count FROM ${this.#table} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`);
    return rows;
  }
}
