import { OBJECT_RULES } from '@saite/contracts/sopa';
import { type Clock, type Database, inTransaction, type Log } from '@saite/runtime';
import { orderFault, takenFault } from '../intake/header-rules.ts';
import type { ImportRow, Imports } from '../store/imports.ts';
import type { CheckedImport } from './checked-import.ts';
import { Failures } from './failures.ts';
import { checkGroups } from './group-pass.ts';
import { checkPersons } from './person-pass.ts';
import { spreadFailures } from './spread.ts';
import {
  failCodesTwice,
  failReferences,
  failReferredDeletions,
  failTwice,
  failUnknownDeletions,
  markUnchanged,
} from './store-rules.ts';

/** Tables whose statistics the planner needs; their rows come by the file, faster than it would look by itself. */
const COUNTED = ['import', 'import_object', 'import_reference', 'import_error'] as const;

/** Rules that were judged while the file was read: their errors stay when a check begins again. */
const JUDGED_WHILE_READING = Object.entries(OBJECT_RULES)
  .filter(
    ([code, { scope }]) => ['value', 'object', 'file-date'].includes(scope) || code === 'DELETED_IN_FUTURE',
  )
  .map(([code]) => code);

export interface CheckerOptions {
  readonly database: Database;
  readonly schemaName: string;
  readonly imports: Imports;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Judges what was received across its objects and against the store, then takes it in one step. What is written before
 * that step is nobody's, and a check that was cut off begins again.
 */
export class ImportChecker {
  readonly #options: CheckerOptions;

  constructor(options: CheckerOptions) {
    this.#options = options;
  }

  /** @returns whether something was taken, so that there is something to tell */
  async check(row: ImportRow): Promise<boolean> {
    const { imports, log, clock } = this.#options;
    const { header, municipality, number } = row;
    if (!header) throw new Error('a received import has a header');
    const last = await imports.lastAccepted(municipality);
    if (await this.#isRefused(row)) return false;
    await imports.setChecking(number);
    const { database, schemaName: schema } = this.#options;
    const one: CheckedImport = {
      database,
      schema,
      number,
      municipality,
      file: {
        sender: header.sender,
        sequence: header.sequence,
        periodFrom: header.periodFrom,
        periodTo: header.periodTo,
      },
      isFirst: last.sequence === 0,
      failures: new Failures(database, schema, number),
    };
    const startedAt = clock.now().getTime();
    await this.#judge(one, row);
    const isTaken = await this.#accept(row);
    log.info('import.checked', { count: row.objects, ms: clock.now().getTime() - startedAt });
    return isTaken;
  }

  /** Whether the file does not follow what was accepted meanwhile; it is rejected then. */
  async #isRefused({ header, municipality, number, bytes, digest }: ImportRow): Promise<boolean> {
    const { imports, clock } = this.#options;
    if (!header) return false;
    const taken = await imports.acceptedAs(municipality, header);
    if (taken && taken.digest === digest) {
      await imports.sameAs(number, taken); // two copies came at once: the second one is told as the first
      return true;
    }
    const fault =
      taken === undefined
        ? orderFault(
            header,
            await imports.lastAccepted(municipality),
            await imports.periodOf(municipality, header.corrects),
          )
        : takenFault(header, taken.sequence);
    if (!fault) return false;
    const error = { rule: fault.code, line: null, column: null, element: fault.element };
    await imports.reject(number, [error], bytes, clock.now());
    return true;
  }

  async #judge(one: CheckedImport, row: ImportRow): Promise<void> {
    const { database, schema, isFirst } = one;
    if (row.state === 'checking') await this.#startOver(one);
    for (const table of COUNTED) await database.query(`ANALYZE ${schema}.${table}`);
    await failTwice(one);
    if (!isFirst) await markUnchanged(one);
    await failCodesTwice(one);
    const hasDeletions = (row.header?.controlTotals.deletions ?? 0) > 0;
    if (hasDeletions) await failUnknownDeletions(one);
    await checkPersons(one);
    await checkGroups(one);
    await failReferences(one);
    if (hasDeletions) await failReferredDeletions(one);
    await spreadFailures(one);
  }

  /** Undoes what a check that was cut off has written. */
  async #startOver({ database, schema, number }: CheckedImport): Promise<void> {
    await inTransaction(database, async (transaction) => {
      await transaction.query(
        `DELETE FROM ${schema}.import_error WHERE import = $1 AND rule <> ALL($2::text[])`,
        [number, JUDGED_WHILE_READING],
      );
      await transaction.query(
        `DELETE FROM ${schema}.import_reference WHERE import = $1 AND person_id IS NOT NULL`,
        [number],
      );
      await transaction.query(
        `UPDATE ${schema}.import_object one SET outcome = CASE WHEN EXISTS (
             SELECT FROM ${schema}.import_error error WHERE error.import = one.import AND error.place = one.place)
           THEN 1 END
         WHERE import = $1 AND outcome IS NOT NULL`,
        [number],
      );
    });
  }

  /** Takes what did not fail: one row changes, whatever the size of the file. */
  async #accept({ number, municipality, header }: ImportRow): Promise<boolean> {
    const { database, schemaName: schema, clock } = this.#options;
    const { rows } = await database.query<{
      accepted: number;
      unchanged: number;
      deleted: number;
      failed: number;
    }>(
      `SELECT count(*) FILTER (WHERE outcome IS NULL AND NOT deleted) AS accepted,
         count(*) FILTER (WHERE outcome = 2) AS unchanged,
         count(*) FILTER (WHERE outcome IS NULL AND deleted) AS deleted,
         count(*) FILTER (WHERE outcome IN (1, 3)) AS failed
       FROM ${schema}.import_object WHERE import = $1`,
      [number],
    );
    const counts = rows[0] ?? { accepted: 0, unchanged: 0, deleted: 0, failed: 0 };
    const { rowCount } = await database.query(
      `UPDATE ${schema}.import SET state = $2, accepted = $3, unchanged = $4, deleted = $5, failed = $6,
         checked_at = $7, next_sequence = sequence + 1
       WHERE number = $1 AND state = 'checking' AND NOT EXISTS (
         SELECT FROM ${schema}.import other WHERE other.municipality = $8 AND other.sequence = $9
           AND other.state IN ('accepted', 'accepted-with-errors'))`,
      [
        number,
        counts.failed > 0 ? 'accepted-with-errors' : 'accepted',
        counts.accepted,
        counts.unchanged,
        counts.deleted,
        counts.failed,
        clock.now(),
        municipality,
        header?.sequence,
      ],
    );
    return rowCount === 1;
  }
}
