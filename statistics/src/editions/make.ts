import type { DatasetId, Month } from '@saite/contracts';
import { RecordVersion } from '@saite/contracts';
import { type Clock, type Database, inTransaction, type Log, toInstant } from '@saite/runtime';
import { DATASETS } from '../datasets/index.ts';
import { LINKED } from '../datasets/linked.ts';
import { renderingsOf } from '../publication/index.ts';
import type { Protection } from '../suppression/index.ts';
import { isEmpty } from '../tables/table.ts';
import { type CountedTable, type Problem, problemOf } from './cells.ts';
import { type CountedTables, countTables, type Due, readFilePeriods } from './count.ts';
import { Protector } from './protector.ts';
import { changesBetween, publishRows } from './publish-rows.ts';
import { type NewEdition, readEarlier, writeEditions } from './store.ts';

/** What came of a run, for the log and the figures. */
export interface Made {
  readonly editions: number;
  readonly heldBack: number;
}

/** A data set of a file has something to say for the periods of its files; the others once somebody counts. */
type Says = (group: readonly DatasetId[], period: Month) => boolean;

/**
 * Counts what is due, hides what must not be shown, and keeps an edition of whatever now reads otherwise than its
 * latest one. Newest periods first.
 */
export async function makeEditions(database: Database, due: Due, clock: Clock, log: Log): Promise<Made> {
  const { counted, says } = await countInSnapshot(database, due);
  const protector = new Protector();
  const made = { editions: 0, heldBack: 0 };
  try {
    for (const period of [...due.keys()].sort().reverse()) {
      for (const group of LINKED) {
        const tables = tablesOf(counted, period, group);
        const earlier = tables.length === 0 ? [] : await readEarlier(database, group, period);
        if (tables.length === 0 || (earlier.length === 0 && !says(group, period))) continue;
        const problem = problemOf(tables, earlier);
        const protection = await protectOrFail(protector, problem, log);
        const now = clock.now();
        if (!protection || protection.exposed.size > 0) {
          const count = protection?.exposed.size ?? 0;
          made.heldBack += 1;
          log.warn('statistics.held-back', { part: group.join(' '), state: period, count });
          await holdBack(database, group, period, count, now);
        } else {
          const { hidden } = protection;
          const fresh = tables.flatMap((table) => newEdition(table, problem, hidden, earlier, period, now));
          await keep(database, fresh, group, period);
          made.editions += fresh.length;
        }
      }
    }
    return made;
  } finally {
    await protector.close();
  }
}

/** Tries twice: a solver that got lost starts anew. What still fails is held back, and the other months go on. */
async function protectOrFail(
  protector: Protector,
  problem: Problem,
  log: Log,
): Promise<Protection | undefined> {
  for (const attempt of [1, 2]) {
    try {
      return await protector.protect(problem);
    } catch (error) {
      log.error('statistics.solver-failed', { code: 'SOLVER_FAILED', attempt }, error);
    }
  }
  return undefined;
}

const keep = (
  database: Database,
  fresh: readonly NewEdition[],
  group: readonly DatasetId[],
  period: Month,
): Promise<void> =>
  inTransaction(database, async (transaction) => {
    await writeEditions(transaction, fresh);
    await transaction.query('DELETE FROM statistics.held_back WHERE dataset = ANY($1) AND period = $2', [
      group,
      period,
    ]);
  });

/** Counts in one state of the database, whatever comes in meanwhile. */
function countInSnapshot(
  database: Database,
  due: Due,
): Promise<{ readonly counted: CountedTables; readonly says: Says }> {
  return inTransaction(database, async (transaction) => {
    await transaction.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const files = await readFilePeriods(transaction);
    const counted = await countTables(transaction, due);
    const says: Says = (group, period) =>
      group.some((id) => {
        const { source } = DATASETS[id];
        const table = counted.get(period)?.get(id);
        return source ? files.get(source)?.has(period) === true : table !== undefined && !isEmpty(table);
      });
    return { counted, says };
  });
}

const tablesOf = (counted: CountedTables, period: Month, group: readonly DatasetId[]): CountedTable[] =>
  group.flatMap((dataset) => {
    const table = counted.get(period)?.get(dataset);
    return table ? [{ dataset, table, countsPersons: DATASETS[dataset].countsPersons }] : [];
  });

function newEdition(
  counted: CountedTable,
  problem: Problem,
  hidden: ReadonlySet<string>,
  earlier: Awaited<ReturnType<typeof readEarlier>>,
  period: Month,
  now: Date,
): NewEdition[] {
  const { dataset } = counted;
  const { structure } = DATASETS[dataset];
  const { rows, hidden: hiddenFigures } = publishRows(counted, structure, problem, hidden);
  const latest = earlier.filter((edition) => edition.dataset === dataset).at(-1);
  if (latest && JSON.stringify(latest.rows) === JSON.stringify(rows)) return [];
  const edition = {
    dataset,
    period,
    edition: RecordVersion.parse((latest?.edition ?? 0) + 1),
    supersedes: latest ? RecordVersion.parse(latest.edition) : null,
    publishedAt: toInstant(now),
    changes: latest ? changesBetween(latest.rows, rows) : null,
    rows,
  };
  const files = renderingsOf(structure, edition).map(({ format, bytes, sha256 }) => ({
    format,
    bytes,
    sha256,
  }));
  return [{ edition, madeAt: now, hidden: hiddenFigures, files }];
}

async function holdBack(
  database: Database,
  group: readonly DatasetId[],
  period: Month,
  cells: number,
  now: Date,
): Promise<void> {
  await database.query(
    `INSERT INTO statistics.held_back (dataset, period, since, cells) SELECT dataset, $2, $3, $4 FROM unnest($1::text[]) AS dataset
     ON CONFLICT (dataset, period) DO UPDATE SET cells = excluded.cells`,
    [group, period, now, cells],
  );
}
