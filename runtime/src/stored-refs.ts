import type { Transaction } from './database.ts';
import { codeOf } from './log.ts';
import { sealableColumns, tableName, versionsOfRefs } from './sealed-columns.ts';

/** References of one version of the index key in one schema. */
export interface StoredRefs {
  readonly schema: string;
  readonly version: number;
  readonly refs: number;
}

const TABLE_GONE = '42P01';

/** Counts the references that lie in some schemas, by version of the index key: every column of every table is looked at. */
export async function countStoredRefs(
  database: Pick<Transaction, 'query'>,
  schemas: readonly string[],
): Promise<StoredRefs[]> {
  const counts = new Map<string, StoredRefs>();
  for (const column of await sealableColumns(database, schemas)) {
    const { rows } = await database
      .query<{ version: number; refs: number }>(
        `SELECT found[1]::int AS version, count(*) AS refs
         FROM ${tableName(column)} CROSS JOIN LATERAL ${versionsOfRefs(column)} AS found GROUP BY 1`,
      )
      .catch((error: unknown) => {
        if (codeOf(error) === TABLE_GONE) return { rows: [] }; // a day of the outbox was dropped meanwhile
        throw error;
      });
    for (const { version, refs } of rows) {
      const key = `${column.schema}/${version}`;
      const before = counts.get(key)?.refs ?? 0;
      counts.set(key, { schema: column.schema, version, refs: before + Number(refs) });
    }
  }
  return [...counts.values()];
}
