import type { Atvk } from '@saite/contracts';
import type { FileRuleCode, ImportHeader } from '@saite/contracts/sopa';
import type { Database, Transaction } from '@saite/runtime';
import type { FilePlace } from '../refused.ts';
import { IMPORT_STATES, type ImportState, isAccepted } from './tables.ts';

/** A level-1 error as it is kept. */
export interface Level1Error extends FilePlace {
  readonly rule: FileRuleCode;
}

/** How a file came in. */
export type ImportWay = 'http' | 'folder';

/** An import as it is kept. */
export interface ImportRow {
  readonly importId: string;
  readonly number: number;
  readonly municipality: Atvk;
  readonly givenName: string | null;
  readonly header: ImportHeader | null;
  readonly sequence: number | null;
  readonly digest: string | null;
  readonly bytes: number;
  readonly objects: number;
  readonly state: ImportState;
  readonly level1: readonly Level1Error[];
  readonly accepted: number;
  readonly unchanged: number;
  readonly deleted: number;
  readonly failed: number;
  readonly nextSequence: number | null;
  readonly receivedAt: Date;
  readonly checkedAt: Date | null;
  readonly toldUpTo: number;
}

const COLUMNS = `import_id AS "importId", number, municipality, given_name AS "givenName", header, sequence, digest, bytes,
  objects, state, level1, accepted, unchanged, deleted, failed, next_sequence AS "nextSequence",
  received_at AS "receivedAt", checked_at AS "checkedAt", told_up_to AS "toldUpTo"`;

/** The last file of a municipality that was accepted, of any kind and of kind `daily`. */
export interface LastAccepted {
  readonly sequence: number;
  /** `PeriodTo` of the last daily file; `null` if there was none. */
  readonly dailyTo: string | null;
}

/** The imports themselves, without what is in them. */
export class Imports {
  readonly database: Database;
  readonly schema: string;

  constructor(database: Database, schema: string) {
    this.database = database;
    this.schema = schema;
  }

  /** Begins an import. */
  async begin(row: {
    readonly importId: string;
    readonly municipality: Atvk;
    readonly way: ImportWay;
    readonly givenName: string | null;
    readonly receivedAt: Date;
  }): Promise<number> {
    const { rows } = await this.database.query<{ number: number }>(
      `INSERT INTO ${this.schema}.import (import_id, municipality, way, given_name, state, received_at, touched_at)
       VALUES ($1, $2, $3, $4, 'receiving', $5, $5) RETURNING number`,
      [row.importId, row.municipality, row.way, row.givenName, row.receivedAt],
    );
    const number = rows[0]?.number;
    if (number === undefined) throw new Error('the import was not begun');
    return number;
  }

  /** Says that the file is still on its way. */
  async touch(number: number, at: Date): Promise<void> {
    await this.database.query(`UPDATE ${this.schema}.import SET touched_at = $2 WHERE number = $1`, [
      number,
      at,
    ]);
  }

  /** The file broke off on its way in: nothing is left of it once it is cleared away. */
  async breakOff(number: number): Promise<void> {
    await this.database.query(
      `UPDATE ${this.schema}.import SET state = 'gone' WHERE number = $1 AND state = 'receiving'`,
      [number],
    );
  }

  /** Files whose sender, or the process that took them in, has fallen silent since. */
  async breakOffSilent(since: Date): Promise<void> {
    await this.database.query(
      `UPDATE ${this.schema}.import SET state = 'gone' WHERE state = 'receiving' AND touched_at < $1`,
      [since],
    );
  }

  /** Keeps what the header says, before anything below it is staged. */
  async keepHeader(number: number, header: ImportHeader): Promise<void> {
    await this.database.query(
      `UPDATE ${this.schema}.import SET header = $2, sequence = $3, file_id = $4 WHERE number = $1`,
      [number, JSON.stringify(header), header.sequence, header.fileId],
    );
  }

  /**
   * The file is here as a whole: from now on it is not lost.
   *
   * @returns whether it was still awaited; one that fell silent for long was given up
   */
  async receive(number: number, digest: string, bytes: number, objects: number): Promise<boolean> {
    const { rowCount } = await this.database.query(
      `UPDATE ${this.schema}.import SET state = 'received', digest = $2, bytes = $3, objects = $4
       WHERE number = $1 AND state = 'receiving'`,
      [number, digest, bytes, objects],
    );
    return rowCount === 1;
  }

  /**
   * The file is not taken; what was staged of it is cleared away later and belongs to nobody meanwhile.
   *
   * @returns whether it was still awaited; one that fell silent for long was given up
   */
  async reject(number: number, level1: readonly Level1Error[], bytes: number, at: Date): Promise<boolean> {
    const { rowCount } = await this.database.query(
      `UPDATE ${this.schema}.import one SET state = 'rejected', level1 = $2, bytes = greatest(bytes, $3), checked_at = $4,
         next_sequence = 1 + coalesce((SELECT max(sequence) FROM ${this.schema}.import other
           WHERE other.municipality = one.municipality AND ${isAccepted('other')}), 0)
       WHERE number = $1 AND state IN ('receiving', 'received', 'checking')`,
      [number, JSON.stringify(level1), bytes, at],
    );
    return rowCount === 1;
  }

  /** Forgets an import that was never there as a whole; what was staged is cleared away first. */
  async forget(number: number): Promise<void> {
    await this.database.query(`DELETE FROM ${this.schema}.import WHERE number = $1`, [number]);
  }

  async lastAccepted(
    municipality: string,
    query: Pick<Transaction, 'query'> = this.database,
  ): Promise<LastAccepted> {
    const { rows } = await query.query<LastAccepted>(
      `SELECT coalesce(max(sequence), 0) AS sequence,
         max(header ->> 'periodTo') FILTER (WHERE header ->> 'kind' = 'daily') AS "dailyTo"
       FROM ${this.schema}.import WHERE municipality = $1 AND ${isAccepted('import')}`,
      [municipality],
    );
    return rows[0] ?? { sequence: 0, dailyTo: null };
  }

  /** Whether another file of the municipality is here that is not done with. */
  async hasOpen(municipality: string, besides: number): Promise<boolean> {
    const { rowCount } = await this.database.query(
      `SELECT FROM ${this.schema}.import
       WHERE municipality = $1 AND number <> $2 AND state IN ('receiving', 'received', 'checking') LIMIT 1`,
      [municipality, besides],
    );
    return rowCount === 1;
  }

  /** The accepted import of a file with this sequence or this id. */
  async acceptedAs(municipality: string, header: ImportHeader): Promise<ImportRow | undefined> {
    return this.#one(
      `municipality = $1 AND (sequence = $2 OR file_id = $3) AND ${isAccepted('import')} ORDER BY sequence = $2 DESC`,
      [municipality, header.sequence, header.fileId],
    );
  }

  /** The period of an accepted file, by its sequence. */
  async periodOf(
    municipality: string,
    sequence: number | null,
  ): Promise<Pick<ImportHeader, 'periodFrom' | 'periodTo'> | undefined> {
    if (sequence === null) return undefined;
    const accepted = await this.#one(`municipality = $1 AND sequence = $2 AND ${isAccepted('import')}`, [
      municipality,
      sequence,
    ]);
    return accepted?.header ?? undefined;
  }

  /** An import by its id; of another copy of an accepted file that one. */
  async byId(importId: string): Promise<ImportRow | undefined> {
    return this.#one(
      `number = (SELECT coalesce(same_as, number) FROM ${this.schema}.import WHERE import_id = $1)`,
      [importId],
    );
  }

  /** The file is another copy of an accepted one that came at the same time. */
  async sameAs(number: number, accepted: ImportRow): Promise<void> {
    await this.database.query(
      `UPDATE ${this.schema}.import SET state = 'same', same_as = $2 WHERE number = $1`,
      [number, accepted.number],
    );
  }

  async #one(where: string, values: readonly unknown[]): Promise<ImportRow | undefined> {
    const { rows } = await this.database.query<ImportRow>(
      `SELECT ${COLUMNS} FROM ${this.schema}.import WHERE ${where} LIMIT 1`,
      [...values],
    );
    return rows[0];
  }

  /** Imports of a municipality, or of all, newest first. */
  async list(options: {
    readonly municipality: string | null;
    /** Id of the import with which the page before ended. */
    readonly after: string | null;
    readonly limit: number;
  }): Promise<readonly ImportRow[]> {
    const { rows } = await this.database.query<ImportRow>(
      `SELECT ${COLUMNS} FROM ${this.schema}.import
       WHERE state NOT IN ('gone', 'same') AND ($1::text IS NULL OR municipality = $1) AND ($2::uuid IS NULL OR number < (SELECT number FROM ${this.schema}.import WHERE import_id = $2))
       ORDER BY number DESC LIMIT $3`,
      [options.municipality, options.after, options.limit],
    );
    return rows;
  }

  /** Imports that wait to be checked, or whose check was cut off: of each municipality the oldest. */
  async toCheck(): Promise<readonly ImportRow[]> {
    const { rows } = await this.database.query<ImportRow>(
      `SELECT DISTINCT ON (municipality) ${COLUMNS} FROM ${this.schema}.import
       WHERE state IN ('received', 'checking') ORDER BY municipality, number`,
    );
    return rows;
  }

  async setChecking(number: number): Promise<void> {
    await this.database.query(`UPDATE ${this.schema}.import SET state = 'checking' WHERE number = $1`, [
      number,
    ]);
  }

  /** The next accepted import of which events are to be told. */
  async toTell(): Promise<readonly ImportRow[]> {
    const { rows } = await this.database.query<ImportRow>(
      `SELECT ${COLUMNS} FROM ${this.schema}.import
       WHERE ${isAccepted('import')} AND told_at IS NULL ORDER BY number LIMIT 10`,
    );
    return rows;
  }

  async told(number: number, upTo: number): Promise<void> {
    await this.database.query(`UPDATE ${this.schema}.import SET told_up_to = $2 WHERE number = $1`, [
      number,
      upTo,
    ]);
  }

  async toldAll(number: number, at: Date): Promise<void> {
    await this.database.query(`UPDATE ${this.schema}.import SET told_at = $2 WHERE number = $1`, [
      number,
      at,
    ]);
  }

  async counts(): Promise<readonly { readonly state: ImportState; readonly count: number }[]> {
    const { rows } = await this.database.query<{ state: ImportState; count: number }>(
      `SELECT state, count(number) AS count
       FROM unnest($1::text[]) AS known (state) LEFT JOIN ${this.schema}.import USING (state) GROUP BY state`,
      [IMPORT_STATES],
    );
    return rows;
  }

  /** Imports of which nothing may be left but their result. */
  async toClear(): Promise<readonly { readonly number: number; readonly state: ImportState }[]> {
    const { rows } = await this.database.query<{ number: number; state: ImportState }>(
      `SELECT number, state FROM ${this.schema}.import
       WHERE state IN ('rejected', 'gone', 'same') AND cleared_at IS NULL ORDER BY number LIMIT 10`,
    );
    return rows;
  }

  async cleared(number: number, at: Date): Promise<void> {
    await this.database.query(`UPDATE ${this.schema}.import SET cleared_at = $2 WHERE number = $1`, [
      number,
      at,
    ]);
  }
}
