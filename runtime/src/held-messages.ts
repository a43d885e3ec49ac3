import type { KeyRing } from '@saite/identity';
import type { Clock } from './clock.ts';
import { type Database, inTransaction } from './database.ts';
import { keptMessage, readKept } from './kept-message.ts';
import { countHeld, holdItems, type ItemToHold, releaseItems } from './operations/held-items.ts';

/** A message that could not be taken, with the reason; `later` is tried again by itself, `park` waits for an operator. */
export interface MessageToHold {
  readonly queue: string;
  readonly delivery: { readonly type: string; readonly id: string | undefined; readonly body: Buffer };
  readonly verdict: {
    readonly verdict: 'later' | 'park';
    readonly code: string;
    readonly detail: string;
    /** Path of the field that is wrong; never a value. */
    readonly path?: string | undefined;
  };
  /** Under what it is held already: the digest of its body as it came, whose boxes may have other keys by now. */
  readonly digest?: string;
}

type Again = (
  messages: readonly MessageToHold['delivery'][],
) => Promise<readonly ({ readonly verdict: 'done' } | MessageToHold['verdict'])[]>;

/** SQL of the table of former releases, a step of the schema of whoever consumes; see {@link moveHeldMessages}. */
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

/** Whoever took messages to hand them in again has them for so long; a process that dies gives them back by then. */
const LEASE_S = 120;

/** Messages that were not done: kept in the database with reason and attempts, never in a queue that nobody reads. */
export class HeldMessages {
  readonly #database: Database;
  readonly #service: string;
  readonly #clock: Clock;
  readonly #keyRing: KeyRing;

  /** @param service name of the service, whose rows these are */
  constructor(database: Database, service: string, clock: Clock, keyRing: KeyRing) {
    this.#database = database;
    this.#service = service;
    this.#clock = clock;
    this.#keyRing = keyRing;
  }

  /** Stores messages before they are acknowledged; the same message held again counts one more attempt. */
  async hold(messages: readonly MessageToHold[]): Promise<void> {
    await holdItems(
      this.#database,
      this.#service,
      messages.map((message) => this.#toItem(message)),
      this.#clock.now(),
    );
  }

  #toItem({ queue, delivery, verdict, digest }: MessageToHold): ItemToHold {
    const { facts, ...kept } = keptMessage(this.#keyRing, delivery);
    const { shownType, ...about } = facts;
    return {
      kind: 'message',
      queue,
      key: digest ?? kept.digest,
      state: verdict.verdict === 'park' ? 'parked' : 'waiting',
      type: shownType,
      reason: verdict.code,
      errorPath: verdict.path,
      detail: verdict.detail,
      ...about,
      message: { type: kept.type, id: kept.id, body: kept.body, sealed: kept.sealed },
    };
  }

  /**
   * Hands in again what is due, of one person in the order of versions; done ones go, the others stay with one more
   * attempt. Another process of the same service does not get them meanwhile.
   */
  async retryDue(queue: string, again: Again, limit = 100): Promise<'more' | 'idle'> {
    const claimed = await this.#claim(queue, limit);
    if (claimed.length === 0) return 'idle';
    const messages = claimed.map((row) =>
      readKept(this.#keyRing, {
        digest: row.key,
        type: row.type ?? undefined,
        id: row.id ?? undefined,
        body: row.body,
        sealed: row.sealed,
      }),
    );
    const verdicts = await again(messages).catch(async (error: unknown) => {
      await this.#giveBack(claimed.map(({ seq }) => seq));
      throw error;
    });
    const done: string[] = [];
    const still: MessageToHold[] = [];
    for (const [index, { key }] of claimed.entries()) {
      const verdict = verdicts[index];
      const delivery = messages[index];
      if (!verdict || !delivery) continue;
      if (verdict.verdict === 'done') done.push(key);
      else still.push({ queue, delivery, verdict, digest: key });
    }
    const items = still.map((message) => this.#toItem(message));
    await inTransaction(this.#database, async (transaction) => {
      await holdItems(transaction, this.#service, items, this.#clock.now());
      await releaseItems(transaction, this.#service, 'message', done, queue);
    });
    return claimed.length === limit ? 'more' : 'idle';
  }

  async #claim(queue: string, limit: number) {
    const { rows } = await this.#database.query<{
      seq: number;
      key: string;
      type: string | null;
      id: string | null;
      body: Buffer;
      sealed: boolean;
      dueAt: Date;
      version: number;
    }>({
      name: 'claim-held',
      text: `UPDATE operations.held SET retry_at = $3::timestamptz + make_interval(secs => ${LEASE_S})
        FROM (SELECT seq AS due_seq, retry_at AS due_at FROM operations.held
          WHERE service = $1 AND kind = 'message' AND queue = $2 AND state = 'waiting' AND retry_at <= $3
          ORDER BY retry_at, seq LIMIT $4 FOR UPDATE SKIP LOCKED) AS due
        WHERE seq = due_seq
        RETURNING seq, key, message_type AS type, message_id AS id, body, sealed, due_at AS "dueAt",
          coalesce(record_version, 0) AS version`,
      values: [this.#service, queue, this.#clock.now(), limit],
    });
    return rows.sort(
      (a, b) => a.dueAt.getTime() - b.dueAt.getTime() || a.version - b.version || a.seq - b.seq,
    );
  }

  /** Nothing of these took effect; they are due at once. */
  async #giveBack(seqs: readonly number[]): Promise<void> {
    await this.#database.query(
      `UPDATE operations.held SET retry_at = $2 WHERE seq = ANY($1) AND state = 'waiting'`,
      [seqs, this.#clock.now()],
    );
  }

  /** How many messages are held, by queue, state and reason: for health and metrics. */
  async counts(): Promise<{ queue: string; state: string; code: string; count: number }[]> {
    const counted = await countHeld(this.#database, this.#service);
    return counted
      .filter(({ kind }) => kind === 'message')
      .map(({ queue, state, reason, count }) => ({ queue, state, code: reason, count }));
  }
}
