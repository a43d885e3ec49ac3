import { setImmediate as breathe } from 'node:timers/promises';
import type { DatasetId, Month, Source } from '@saite/contracts';
import type { Transaction } from '@saite/runtime';
import { DATASETS } from '../datasets/index.ts';
import { type Frame, frameOf } from '../period/frame.ts';
import { PERSON_SOURCES } from '../persons/person.ts';
import { streamPersons } from '../persons/stream.ts';
import type { Table } from '../tables/table.ts';
import type { PersonTabulation, RowTabulation } from '../tables/tabulation.ts';

/** What is to be counted: data sets by period. */
export type Due = ReadonlyMap<Month, ReadonlySet<DatasetId>>;
/** What was counted: tables by period and data set. */
export type CountedTables = ReadonlyMap<Month, ReadonlyMap<DatasetId, Table>>;

const PERSONS_BETWEEN_BREATHS = 500;

interface Counting<Kind> {
  readonly frame: Frame;
  readonly tabulation: Kind;
  readonly table: Table;
}

/**
 * Counts data sets for any number of periods in one pass over all persons; a few thousand of them are in memory.
 *
 * @param transaction sees one state all the way
 */
export async function countTables(transaction: Transaction, due: Due): Promise<CountedTables> {
  const ofPersons: Counting<PersonTabulation>[] = [];
  const ofRows: Counting<RowTabulation>[] = [];
  const counted = new Map<Month, Map<DatasetId, Table>>();
  for (const [period, datasets] of due) {
    const frame = frameOf(period);
    const tables = new Map<DatasetId, Table>();
    for (const id of datasets) {
      const tabulation = DATASETS[id];
      const table = tabulation.empty(frame);
      tables.set(id, table);
      if (tabulation.of === 'persons') ofPersons.push({ frame, tabulation, table });
      else ofRows.push({ frame, tabulation, table });
    }
    counted.set(period, tables);
  }
  await countPersons(transaction, ofPersons);
  for (const each of ofRows) await countRows(transaction, each);
  return counted;
}

async function countPersons(
  transaction: Transaction,
  countings: readonly Counting<PersonTabulation>[],
): Promise<void> {
  if (countings.length === 0) return;
  let persons = 0;
  for await (const person of streamPersons(transaction, PERSON_SOURCES)) {
    for (const { tabulation, table, frame } of countings) tabulation.count(table, person, frame);
    persons += 1;
    if (persons % PERSONS_BETWEEN_BREATHS === 0) await breathe();
  }
}

async function countRows(
  transaction: Transaction,
  { frame, tabulation, table }: Counting<RowTabulation>,
): Promise<void> {
  const { rows } = await transaction.query<{ territory: string; data: unknown }>({
    name: 'source-rows',
    text: `SELECT subject AS territory, data FROM statistics.source_row JOIN statistics.source_file USING (source, period, version)
      WHERE complete AND source = $1 AND period = $2 ORDER BY record_id`,
    values: [tabulation.source, frame.period],
  });
  for (const { territory, data } of rows) tabulation.count(table, territory, data, frame);
  tabulation.finish(table);
}

/** Periods for which a source's file was taken whole, by source. */
export async function readFilePeriods(
  transaction: Transaction,
): Promise<ReadonlyMap<Source, ReadonlySet<Month>>> {
  const { rows } = await transaction.query<{ source: Source; period: Month }>(
    'SELECT source, period FROM statistics.source_file WHERE complete',
  );
  return new Map(
    [...Map.groupBy(rows, ({ source }) => source)].map(([source, same]) => [
      source,
      new Set(same.map(({ period }) => period)),
    ]),
  );
}
