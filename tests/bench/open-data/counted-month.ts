import { DATASET_IDS, type DatasetId, type Month } from '@saite/contracts';
import type { Transaction } from '@saite/runtime';
import { z } from 'zod';
import { DATASETS } from '../../../statistics/src/datasets/index.ts';
import { cellName, LINKED } from '../../../statistics/src/datasets/linked.ts';
import type { CountedTable } from '../../../statistics/src/editions/cells.ts';
import { countTables } from '../../../statistics/src/editions/count.ts';
import { readEarlier } from '../../../statistics/src/editions/store.ts';

/** The linked data sets with the most cells: VDEĀVK's summary, D3 and D4. */
export const LARGEST: readonly DatasetId[] = LINKED[0] ?? [];

/** What the program that counts says before it ends. */
export const Counted = z.object({
  /** For one month of all data sets, without reading what was published. */
  seconds: z.number(),
  /** What a processor worked of these: what else the machine does is not in it. */
  processorSeconds: z.number(),
  /** Persons of whom something is known. */
  persons: z.int(),
  /** Cells of the linked data sets whose latest edition says otherwise: shown or hidden, they are to be the same. */
  differing: z.int(),
  /** MiB. */
  peakMemory: z.number(),
});
export type Counted = z.infer<typeof Counted>;

/** Counts all data sets of a month as the statistics do. @returns those of {@link LARGEST} */
export async function countMonth(transaction: Transaction, month: Month): Promise<CountedTable[]> {
  const counted = await countTables(transaction, new Map([[month, new Set(DATASET_IDS)]]));
  return LARGEST.flatMap((dataset) => {
    const table = counted.get(month)?.get(dataset);
    return table ? [{ dataset, table, countsPersons: DATASETS[dataset].countsPersons }] : [];
  });
}

/** How many cells the latest editions of a month have otherwise than they were counted. */
export async function differingCells(
  transaction: Transaction,
  tables: readonly CountedTable[],
  month: Month,
): Promise<number> {
  const editions = await readEarlier(transaction, LARGEST, month);
  return tables
    .flatMap(({ dataset, table }) => {
      const latest = editions.filter((edition) => edition.dataset === dataset).at(-1);
      return [...table.rows].flatMap(([row, { counts }], place) =>
        [...counts].map(([column, value]) => {
          const shown = latest?.rows[place]?.figures[column];
          return (shown ?? latest?.hidden[cellName(dataset, row, column)]) !== value;
        }),
      );
    })
    .filter((differs) => differs).length;
}
