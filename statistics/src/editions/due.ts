import {
  DATASET_IDS,
  type DatasetId,
  type Month,
  monthNumber,
  monthOf,
  monthOfNumber,
} from '@saite/contracts';
import { type Database, inTransaction, rigaDate } from '@saite/runtime';
import { DATASETS } from '../datasets/index.ts';
import { LINKED } from '../datasets/linked.ts';
import type { Due } from './count.ts';

const ANYTHING = 'anything';
const CLOSED_UP_TO = 'closed-up-to';

/** The last month that is over in Riga. */
export const lastClosedMonth = (now: Date): Month => monthOfNumber(monthNumber(monthOf(rigaDate(now))) - 1);

/**
 * Once a month is over, every data set is due for it, whether something changed or not.
 *
 * @param first the first month of which editions are made
 */
export async function noteClosedMonths(database: Database, now: Date, first: Month): Promise<void> {
  const last = lastClosedMonth(now);
  await inTransaction(database, async (transaction) => {
    const { rows } = await transaction.query<{ value: Month }>(
      'SELECT value FROM statistics.setting WHERE name = $1 FOR UPDATE',
      [CLOSED_UP_TO],
    );
    const known = rows[0]?.value;
    if (known !== undefined && known >= last) return;
    await transaction.query(
      'INSERT INTO statistics.setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      [CLOSED_UP_TO, last],
    );
    const from = known === undefined ? first : monthOfNumber(monthNumber(known) + 1);
    await transaction.query(
      'INSERT INTO statistics.stale (what, from_month, to_month, noted_at) VALUES ($1, $2, $3, $4)',
      [ANYTHING, from, last, now],
    );
  });
}

/** What has to be counted again, and the notes that say so. */
export interface Claimed {
  readonly due: Due;
  readonly notes: readonly number[];
}

/** While PMLP has not answered for somebody, so many times the quiet time passes before anybody is counted. */
const WITHOUT_RECORD = 5;

/** Whether somebody has a disability but no record of PMLP yet, that is neither age nor territory. */
async function misses(database: Database): Promise<boolean> {
  const { rows } = await database.query<{ misses: boolean }>(
    `SELECT EXISTS (SELECT FROM statistics.fact decision WHERE source = 'vdeavk.disability' AND NOT withdrawn
       AND NOT EXISTS (SELECT FROM statistics.fact record WHERE record.source = 'pmlp.person' AND record.subject = decision.subject)) AS misses`,
  );
  return rows[0]?.misses === true;
}

/**
 * Data sets and months that have to be counted again, once nothing changed for a while: whoever sends much does not
 * make an edition of every part of it. Only months that are over are counted.
 *
 * @param quietMs how long nothing must have changed
 * @param patienceMs after so long it is counted though changes go on
 */
export async function readDue(
  database: Database,
  now: Date,
  first: Month,
  quietMs: number,
  patienceMs: number,
): Promise<Claimed | undefined> {
  const { rows } = await database.query<{
    what: string;
    from: Month;
    to: Month | null;
    notes: number[];
    newest: Date;
    oldest: Date;
  }>(
    `SELECT what, min(from_month) AS "from", CASE WHEN bool_or(to_month IS NULL) THEN NULL ELSE max(to_month) END AS "to",
       array_agg(seq) AS notes, max(noted_at) AS newest, min(noted_at) AS oldest
     FROM statistics.stale GROUP BY what`,
  );
  if (rows.length === 0) return undefined;
  const newest = Math.max(...rows.map((row) => row.newest.getTime()));
  const oldest = Math.min(...rows.map((row) => row.oldest.getTime()));
  const isLate = now.getTime() - oldest >= patienceMs;
  const quietFor = now.getTime() - newest;
  if (!isLate && quietFor < quietMs) return undefined;
  if (!isLate && quietFor < quietMs * WITHOUT_RECORD && (await misses(database))) return undefined;
  const last = lastClosedMonth(now);
  const due = new Map<Month, Set<DatasetId>>();
  for (const { what, from, to } of rows) {
    const datasets = dependingOn(what);
    const until = to === null || to > last ? last : to;
    for (let month = monthNumber(from < first ? first : from); month <= monthNumber(until); month += 1) {
      const period = monthOfNumber(month);
      due.set(period, new Set([...(due.get(period) ?? []), ...datasets]));
    }
  }
  return { due, notes: rows.flatMap(({ notes }) => notes) };
}

/** Data sets that rest on something, and those that are protected together with them. */
function dependingOn(what: string): DatasetId[] {
  const direct = DATASET_IDS.filter((id) => what === ANYTHING || DATASETS[id].restsOn.includes(what));
  return LINKED.filter((group) => group.some((id) => direct.includes(id))).flat();
}

/** Forgets what was counted; what was noted meanwhile stays, even under a smaller number that was committed later. */
export async function forgetStale(database: Database, { notes }: Claimed): Promise<void> {
  await database.query('DELETE FROM statistics.stale WHERE seq = ANY($1)', [notes]);
}
