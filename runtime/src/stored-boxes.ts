import { countBoxes } from '@saite/identity';
import type { Transaction } from './database.ts';
import { codeOf } from './log.ts';
import { mayHoldBoxes, readingOf, sealableColumns, tableName, textOf } from './sealed-columns.ts';

/** Boxes of one key version in one schema. */
export interface StoredBoxes {
  readonly schema: string;
  readonly keyVersion: number;
  readonly boxes: number;
}

const BLOCKS = 256;
const TABLE_GONE = '42P01';

/** Counts the boxes that lie in some schemas, by key version: every column of every table is looked at. */
export async function countStoredBoxes(
  database: Pick<Transaction, 'query'>,
  schemas: readonly string[],
): Promise<StoredBoxes[]> {
  const counts = new Map<string, StoredBoxes>();
  for (const column of await sealableColumns(database, schemas)) {
    for (let block = 0; block <= column.blocks; block += BLOCKS) {
      const end = block + BLOCKS > column.blocks ? '' : `AND ctid < '(${block + BLOCKS},0)'`;
      const text = `SELECT ${readingOf(column)} AS value FROM ${tableName(column)}
        WHERE ctid >= '(${block},0)' ${end} AND ${mayHoldBoxes(column)}`;
      const { rows } = await database.query<{ value: string | Buffer }>(text).catch((error: unknown) => {
        if (codeOf(error) === TABLE_GONE) return { rows: [] }; // a day of the outbox was dropped meanwhile
        throw error;
      });
      for (const { value } of rows) {
        for (const [keyVersion, boxes] of countBoxes(textOf(value))) {
          const key = `${column.schema}/${keyVersion}`;
          const before = counts.get(key)?.boxes ?? 0;
          counts.set(key, { schema: column.schema, keyVersion, boxes: before + boxes });
        }
      }
    }
  }
  return [...counts.values()];
}
