import { PersonRef } from '@saite/contracts';
import type { Clock, Database, Transaction } from '@saite/runtime';
import { z } from 'zod';
import type { KeyVersion } from '../keys/file.ts';
import { KeyedId } from '../keys/pseudonym.ts';
import { Content } from '../translate/content.ts';
import type { RecordToTell } from '../translate/record.ts';

const PendingRow = z.object({
  kind: z.enum(['disability', 'placement', 'service', 'person']),
  personRef: PersonRef,
  keyedId: KeyedId,
  version: z.int(),
  content: Content.nullable(),
});

/** What waits to be told. */
export class Pending {
  readonly #database: Database;
  readonly #record: string;
  readonly #clock: Clock;

  constructor(database: Database, schema: string, clock: Clock) {
    this.#database = database;
    this.#record = `${schema}.record`;
    this.#clock = clock;
  }

  /** Since when the oldest waits, and how many wait, counted up to a limit. */
  async due(limit: number): Promise<{ readonly since: Date | null; readonly count: number }> {
    const { rows } = await this.#database.query<{ since: Date | null; count: number }>(
      `SELECT min(pending_at) AS since, count(*) AS count
       FROM (SELECT pending_at FROM ${this.#record} WHERE pending_at <= $1 ORDER BY pending_at LIMIT $2) AS due`,
      [this.#clock.now(), limit],
    );
    return rows[0] ?? { since: null, count: 0 };
  }

  /** Whether something waits since an instant or longer. */
  async waitsSince(instant: Date): Promise<boolean> {
    const { rows } = await this.#database.query<{ waits: boolean }>(
      `SELECT EXISTS (SELECT FROM ${this.#record} WHERE pending_at <= $1) AS waits`,
      [instant],
    );
    return rows[0]?.waits ?? false;
  }

  /**
   * Takes what is due out of what waits, in the order of the keyed ids: what was decided together, or one after the
   * other, or is about one person, does not lie together.
   */
  async take(transaction: Transaction, keyVersion: KeyVersion, limit: number): Promise<RecordToTell[]> {
    const { rows } = await transaction.query(
      `SELECT kind, person_ref AS "personRef", keyed_id AS "keyedId", version, content FROM ${this.#record}
       WHERE pending_at <= $1 AND key_version = $2 ORDER BY keyed_id COLLATE "C" LIMIT $3 FOR UPDATE`,
      [this.#clock.now(), keyVersion, limit],
    );
    const records = z.array(PendingRow).parse(rows);
    await transaction.query(
      `UPDATE ${this.#record} SET told_version = version, pending_at = NULL WHERE keyed_id = ANY($1)`,
      [records.map(({ keyedId }) => keyedId)],
    );
    return records;
  }

  /** Records of a batch that was not taken wait again. @param since as if since then: they have waited already */
  async putBack(ids: readonly KeyedId[], since: Date): Promise<void> {
    await this.#database.query(
      `UPDATE ${this.#record} SET pending_at = $2 WHERE keyed_id = ANY($1) AND pending_at IS NULL`,
      [ids, since],
    );
  }

  /** How many records stand at LabIS or are on their way, and how many wait: for metrics. */
  async counts(): Promise<{ readonly standing: number; readonly waiting: number }> {
    const { rows } = await this.#database.query<{ standing: number; waiting: number }>(
      `SELECT count(*) FILTER (WHERE content IS NOT NULL AND told_version > 0) AS standing,
         count(*) FILTER (WHERE pending_at IS NOT NULL) AS waiting FROM ${this.#record}`,
    );
    return rows[0] ?? { standing: 0, waiting: 0 };
  }
}
