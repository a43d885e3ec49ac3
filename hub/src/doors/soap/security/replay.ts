import { createHash } from 'node:crypto';
import type { Transaction } from '@saite/runtime';

/** Makes the table of what was let in. */
export const REPLAY_STEP = `
  -- What WS-Security let in a few minutes ago, as digests: a second time it is refused, also after a restart and by
  -- another process.
  CREATE TABLE soap_seen (
    mark bytea PRIMARY KEY,
    kept_until timestamptz NOT NULL
  );
  CREATE INDEX soap_seen_age ON soap_seen (kept_until);
  `;

/** What makes a message one of a kind: what was signed, its MessageID, the nonce of a UsernameToken. */
export type MarkKind = 'signed-info' | 'message-id' | 'nonce';

/** Digest of something that may be seen once, of one sender. */
export const markOf = (kind: MarkKind, sender: string, value: string | Uint8Array): Buffer =>
  createHash('sha256').update(`${kind}\n${sender}\n`).update(value).digest();

/** Clocks of the processes that share the table may differ by this much. */
const MARGIN_MS = 10 * 60_000;

/** Remembers what was let in until it could not be let in any more by its time alone. */
export class ReplayGuard {
  readonly #database: Pick<Transaction, 'query'>;

  /** @param database a pool, or a connection whose statements take effect at once */
  constructor(database: Pick<Transaction, 'query'>) {
    this.#database = database;
  }

  /**
   * Remembers the marks, all in one statement: of several processes that try at once exactly one is let in.
   *
   * @param until the instant from which time alone refuses the message
   * @returns whether none of them was there
   */
  async admit(marks: readonly Buffer[], until: Date): Promise<boolean> {
    // In one order everywhere, so that two statements never wait for each other.
    const sorted = marks.toSorted(Buffer.compare);
    const { rowCount } = await this.#database.query(
      'INSERT INTO hub.soap_seen (mark, kept_until) SELECT mark, $2 FROM unnest($1::bytea[]) AS mark ON CONFLICT DO NOTHING',
      [sorted, until],
    );
    return rowCount === marks.length;
  }

  /** Forgets what time alone refuses by now. */
  async forget(now: Date): Promise<void> {
    await this.#database.query('DELETE FROM hub.soap_seen WHERE kept_until < $1', [
      new Date(now.getTime() - MARGIN_MS),
    ]);
  }
}
