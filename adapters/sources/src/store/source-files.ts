import { Month, RecordVersion, Source, type SourceFileName } from '@saite/contracts';
import { type Database, inTransaction } from '@saite/runtime';
import { z } from 'zod';

/** A file that was taken. */
const AcceptedFile = z.object({
  number: z.int(),
  source: Source,
  period: Month,
  version: RecordVersion,
  digest: z.string(),
  rows: z.int(),
  acceptedAt: z.date(),
  toldAt: z.date().nullable(),
});
export type AcceptedFile = z.infer<typeof AcceptedFile>;

const COLUMNS = `number, source, period, version, digest, rows, accepted_at AS "acceptedAt", told_at AS "toldAt"`;
const ACCEPTED = `state IN ('accepted', 'told')`;

/** Which files were taken, and which are on their way in. */
export class SourceFiles {
  readonly database: Database;
  readonly schema: string;

  constructor(database: Database, schema: string) {
    this.database = database;
    this.schema = schema;
  }

  /** The newest file that was taken of a source and month. */
  async newest({
    source,
    period,
  }: Pick<SourceFileName, 'source' | 'period'>): Promise<AcceptedFile | undefined> {
    return this.#one(`source = $1 AND period = $2 AND ${ACCEPTED} ORDER BY version DESC`, [source, period]);
  }

  /** The oldest file that was taken and is not told to its end. */
  async nextToTell(): Promise<AcceptedFile | undefined> {
    return this.#one(`state = 'accepted' ORDER BY number`, []);
  }

  async #one(condition: string, values: readonly unknown[]): Promise<AcceptedFile | undefined> {
    const { rows } = await this.database.query(
      `SELECT ${COLUMNS} FROM ${this.schema}.source_file WHERE ${condition} LIMIT 1`,
      [...values],
    );
    return rows[0] === undefined ? undefined : AcceptedFile.parse(rows[0]);
  }

  /** A file begins to be read. One that was read before and did not come to its end is nobody's from now on. */
  async begin({ source, period, version }: SourceFileName): Promise<number> {
    const { rows } = await this.database.query<{ number: number }>(
      `WITH gone AS (
         UPDATE ${this.schema}.source_file SET state = 'gone' WHERE source = $1 AND state = 'reading')
       INSERT INTO ${this.schema}.source_file (source, period, version, state)
       VALUES ($1, $2, $3, 'reading') RETURNING number`,
      [source, period, version],
    );
    return z.int().parse(rows[0]?.number);
  }

  /**
   * Takes a file that was read to its end: from now on its rows are told.
   *
   * @returns false if it must be looked at again: another one was taken meanwhile, or this reading was given up
   */
  async accept(number: number, digest: string, rowCount: number, at: Date): Promise<boolean> {
    return inTransaction(this.database, async (transaction) => {
      const table = `${this.schema}.source_file`;
      const { rows } = await transaction.query(
        `SELECT source, period, version FROM ${table} WHERE number = $1 AND state = 'reading'`,
        [number],
      );
      if (rows[0] === undefined) return false;
      const file = AcceptedFile.pick({ source: true, period: true, version: true }).parse(rows[0]);
      await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
        `${this.schema}.${file.source}.${file.period}`,
      ]);
      const { rowCount: taken } = await transaction.query(
        `UPDATE ${table} SET state = 'accepted', digest = $2, rows = $3, accepted_at = $4
         WHERE number = $1 AND state = 'reading' AND $5 = 1 + coalesce(
           (SELECT max(version) FROM ${table} WHERE source = $6 AND period = $7 AND ${ACCEPTED}), 0)`,
        [number, digest, rowCount, at, file.version, file.source, file.period],
      );
      return taken === 1;
    });
  }

  /** What was staged of a file is nobody's: it is cleared away. */
  async giveUp(number: number): Promise<void> {
    await this.database.query(
      `UPDATE ${this.schema}.source_file SET state = 'gone' WHERE number = $1 AND state = 'reading'`,
      [number],
    );
  }

  /** Every row of a file was told, and the file itself. */
  async told(number: number, at: Date): Promise<void> {
    await this.database.query(
      `UPDATE ${this.schema}.source_file SET state = 'told', told_at = $2 WHERE number = $1`,
      [number, at],
    );
  }

  /** Whether a file of these bytes was taken and told to its end. */
  async isTold({ source, period, version }: SourceFileName): Promise<boolean> {
    const { rows } = await this.database.query(
      `SELECT FROM ${this.schema}.source_file
       WHERE source = $1 AND period = $2 AND version = $3 AND state = 'told'`,
      [source, period, version],
    );
    return rows.length > 0;
  }

  /** How many files there are by source and state: for metrics. */
  async counts(): Promise<{ source: string; state: string; count: number }[]> {
    const { rows } = await this.database.query<{ source: string; state: string; count: number }>(
      `SELECT source, state, count(*) AS count FROM ${this.schema}.source_file WHERE state <> 'gone' GROUP BY 1, 2`,
    );
    return rows;
  }
}
