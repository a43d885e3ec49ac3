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

/** When what changed becomes due. */
export interface Patience {
  /** The first month of which editions are made. */
  readonly first: Month;
  /** How long nothing must have changed, milliseconds. */
  readonly quietMs: number;
  /** After so long it is due though changes go on, milliseconds. */
  readonly patienceMs: number;
}

interface Noted {
  readonly what: string;
  readonly from: Month;
  readonly to: Month | null;
  readonly notes: number[];
  readonly newest: Date;
  readonly oldest: Date;
}

/**
 * Makes due what changed, once nothing changed for a while: whoever sends much does not make an edition of every part
 * of it. Only months that are over are due.
 */
export async function collectDue(database: Database, now: Date, patience: Patience): Promise<void> {
  const { rows } = await database.query<Noted>(
    `SELECT what, min(from_month) AS "from", CASE WHEN bool_or(to_month IS NULL) THEN NULL ELSE max(to_month) END AS "to",
       array_agg(seq) AS notes, max(noted_at) AS newest, min(noted_at) AS oldest
     FROM statistics.stale GROUP BY what`,
  );
  if (rows.length === 0 || !(await isTime(database, rows, now, patience))) return;
  const due = monthsOf(rows, lastClosedMonth(now), patience.first);
  await inTransaction(database, async (transaction) => {
    await transaction.query(
      `INSERT INTO statistics.due (period, dataset) SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING`,
      [due.map(({ period }) => period), due.map(({ dataset }) => dataset)],
    );
    // By their numbers: a smaller one may be committed later.
    await transaction.query('DELETE FROM statistics.stale WHERE seq = ANY($1)', [
      rows.flatMap(({ notes }) => notes),
    ]);
  });
}

async function isTime(
  database: Database,
  rows: readonly Noted[],
  now: Date,
  { quietMs, patienceMs }: Patience,
): Promise<boolean> {
  const newest = Math.max(...rows.map((row) => row.newest.getTime()));
  const oldest = Math.min(...rows.map((row) => row.oldest.getTime()));
  const quietFor = now.getTime() - newest;
  if (now.getTime() - oldest >= patienceMs) return true;
  if (quietFor < quietMs) return false;
  return quietFor >= quietMs * WITHOUT_RECORD || !(await misses(database));
}

function monthsOf(
  rows: readonly Noted[],
  last: Month,
  first: Month,
): { readonly period: Month; readonly dataset: DatasetId }[] {
  const due: { period: Month; dataset: DatasetId }[] = [];
  for (const { what, from, to } of rows) {
    const until = to === null || to > last ? last : to;
    for (let month = monthNumber(from < first ? first : from); month <= monthNumber(until); month += 1)
      for (const dataset of dependingOn(what)) due.push({ period: monthOfNumber(month), dataset });
  }
  return due;
}

/** Data sets that rest on something, and those that are protected together with them. */
function dependingOn(what: string): DatasetId[] {
  const direct = DATASET_IDS.filter((id) => what === ANYTHING || DATASETS[id].restsOn.includes(what));
  return LINKED.filter((group) => group.some((id) => direct.includes(id))).flat();
}

/** What is due of the newest months. */
export async function readDue(database: Database, months: number): Promise<Due> {
  const { rows } = await database.query<{ period: Month; dataset: DatasetId }>(
    `SELECT period, dataset FROM statistics.due
     WHERE period IN (SELECT DISTINCT period FROM statistics.due ORDER BY period DESC LIMIT $1)`,
    [months],
  );
  return new Map(
    [...Map.groupBy(rows, ({ period }) => period)].map(([period, same]) => [
      period,
      new Set(same.map(({ dataset }) => dataset)),
    ]),
  );
}

/** Forgets what was counted; what changed meanwhile is noted apart. */
export async function forgetDue(database: Database, due: Due): Promise<void> {
  await database.query('DELETE FROM statistics.due WHERE period = ANY($1)', [[...due.keys()]]);
}
