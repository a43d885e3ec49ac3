import { Sealed } from '@saite/contracts';
import type { Database } from '@saite/runtime';
import { z } from 'zod';

/** A row as it is staged: whom it is about as a reference, the personal code sealed. */
export const StagedRow = z.object({
  place: z.int(),
  /** Keyed digest of what names the row in its file. */
  key: z.string(),
  subject: z.string(),
  /** The personal code, where it goes along with what is told. */
  identity: Sealed.nullable(),
  /** The personal code; nothing of a municipality. */
  code: Sealed.nullable(),
  facts: z.record(z.string(), z.unknown()),
});
export type StagedRow = z.infer<typeof StagedRow>;

/** A row that stands in the file twice, with the row in which it first stands. */
export interface DoubledRow {
  readonly place: number;
  readonly first: number;
}

const CLEARED_AT_ONCE = 20_000;

/** The rows of files, between their reading and their telling. */
export class StagedRows {
  readonly #database: Database;
  readonly #schema: string;

  constructor(database: Database, schema: string) {
    this.#database = database;
    this.#schema = schema;
  }

  async add(file: number, rows: readonly StagedRow[]): Promise<void> {
    if (rows.length === 0) return;
    await this.#database.query(
      `INSERT INTO ${this.#schema}.source_row (file, place, key, subject, identity, code, facts)
       SELECT $1, * FROM unnest($2::int[], $3::text[], $4::text[], $5::jsonb[], $6::jsonb[], $7::jsonb[])`,
      [
        file,
        rows.map((row) => row.place),
        rows.map((row) => row.key),
        rows.map((row) => row.subject),
        rows.map(({ identity }) => (identity === null ? null : JSON.stringify(identity))),
        rows.map(({ code }) => (code === null ? null : JSON.stringify(code))),
        rows.map((row) => JSON.stringify(row.facts)),
      ],
    );
  }

  /** Rows with the key of an earlier row: the first of them, and how many they are. */
  async doubled(file: number, limit: number): Promise<{ rows: DoubledRow[]; count: number }> {
    const { rows } = await this.#database.query<DoubledRow & { count: number }>(
      `SELECT place, first, count(*) OVER () AS count FROM (
         SELECT place, min(place) OVER (PARTITION BY key) AS first
         FROM ${this.#schema}.source_row WHERE file = $1) AS keyed
       WHERE place > first ORDER BY place LIMIT $2`,
      [file, limit],
    );
    return { rows: rows.map(({ place, first }) => ({ place, first })), count: rows[0]?.count ?? 0 };
  }

  /** The next rows to tell, in the order of the file. */
  async next(file: number, limit: number): Promise<StagedRow[]> {
    const { rows } = await this.#database.query(
      `SELECT place, key, subject, identity, code, facts FROM ${this.#schema}.source_row
       WHERE file = $1 ORDER BY place LIMIT $2`,
      [file, limit],
    );
    return z.array(StagedRow).parse(rows);
  }

  /** Rows up to this place are told: nothing of them stays. */
  async drop(file: number, upTo: number): Promise<void> {
    await this.#database.query(`DELETE FROM ${this.#schema}.source_row WHERE file = $1 AND place <= $2`, [
      file,
      upTo,
    ]);
  }

  /** Clears away, a part at a time, what was staged of files that were not taken. */
  async clearAway(): Promise<'more' | 'idle'> {
    const { rowCount } = await this.#database.query(
      `DELETE FROM ${this.#schema}.source_row WHERE ctid = ANY (ARRAY(
         SELECT one.ctid FROM ${this.#schema}.source_row one
         JOIN ${this.#schema}.source_file file ON file.number = one.file
         WHERE file.state = 'gone' LIMIT ${CLEARED_AT_ONCE}))`,
    );
    if ((rowCount ?? 0) > 0) return 'more';
    await this.#database.query(`DELETE FROM ${this.#schema}.source_file WHERE state = 'gone'`);
    return 'idle';
  }
}
