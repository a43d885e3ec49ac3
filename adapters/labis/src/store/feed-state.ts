import type { Database, Transaction } from '@saite/runtime';
import { z } from 'zod';
import { KeyVersion } from '../keys/file.ts';

const FeedRow = z.object({
  keyVersion: KeyVersion,
  keyCheck: z.string(),
  state: z.enum(['begun', 'filling', 'complete']),
  begunAt: z.date(),
});

/**
 * The key version in force: `begun` before LabIS knows of it, `filling` while what was told under the version before
 * is told again, `complete` once all of it is.
 */
export type FeedState = z.infer<typeof FeedRow>;

/** Which version of the key is in force, and how far it has come: a restart goes on from here. */
export class Feed {
  readonly #database: Database;
  readonly #table: string;

  constructor(database: Database, schema: string) {
    this.#database = database;
    this.#table = `${schema}.feed`;
  }

  /** @returns `undefined` before the first version */
  async read(): Promise<FeedState | undefined> {
    const { rows } = await this.#database.query(
      `SELECT key_version AS "keyVersion", key_check AS "keyCheck", state, begun_at AS "begunAt" FROM ${this.#table}`,
    );
    return z.array(FeedRow).parse(rows)[0];
  }

  /** Puts a version in force. @param keyCheck what tells its key from another */
  async begin(keyVersion: KeyVersion, keyCheck: string, begunAt: Date): Promise<void> {
    await this.#database.query(
      `INSERT INTO ${this.#table} (key_version, key_check, state, begun_at) VALUES ($1, $2, 'begun', $3)
       ON CONFLICT (only_one) DO UPDATE SET key_version = excluded.key_version, key_check = excluded.key_check,
         state = excluded.state, begun_at = excluded.begun_at`,
      [keyVersion, keyCheck, begunAt],
    );
  }

  /** LabIS knows that this version is in this state. */
  async told(keyVersion: KeyVersion, state: 'filling' | 'complete'): Promise<void> {
    await this.#database.query(`UPDATE ${this.#table} SET state = $2 WHERE key_version = $1`, [
      keyVersion,
      state,
    ]);
  }

  /** The number of the next batch. */
  async nextSequence(transaction: Transaction): Promise<number> {
    const { rows } = await transaction.query<{ sequence: number }>(
      `UPDATE ${this.#table} SET last_sequence = last_sequence + 1 RETURNING last_sequence AS sequence`,
    );
    const [row] = rows;
    if (!row) throw new Error('a batch before the first key version');
    return row.sequence;
  }
}
