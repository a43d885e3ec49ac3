import type { Ground } from '../ground/ground.ts';
import { type Place, textPlace } from './folder.ts';

const TABLES = `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
  WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`;
const ROWS_AT_ONCE = 5_000;

/** Every row of every table of every schema, as a dump has it; what is stored compressed is read in full. */
export async function* tablesOf({ query }: Ground): AsyncGenerator<Place> {
  for (const { name } of await query<{ name: string }>(TABLES)) {
    await query(`DECLARE rows_of_table CURSOR WITH HOLD FOR SELECT one::text AS row FROM ${name} one`);
    let place = 0;
    for (;;) {
      const rows = await query<{ row: string }>(`FETCH ${ROWS_AT_ONCE} FROM rows_of_table`);
      if (rows.length === 0) break;
      yield textPlace(`table ${name}`, rows.map(({ row }) => row).join('\n'));
      place += rows.length;
    }
    await query('CLOSE rows_of_table');
    if (place === 0) continue;
  }
}

/** Statements that the server remembers or runs, settings of roles and databases, comments: what is beside tables. */
export async function* catalogueOf({ query }: Ground): AsyncGenerator<Place> {
  const asked = [
    'SELECT a::text AS row FROM pg_stat_activity a',
    'SELECT s::text AS row FROM pg_db_role_setting s',
    'SELECT d::text AS row FROM pg_description d JOIN pg_class c ON c.oid = d.objoid WHERE c.relnamespace >= 16384',
    'SELECT s::text AS row FROM pg_stats s',
    'SELECT l::text AS row FROM pg_locks l',
  ];
  for (const text of asked) {
    const rows = await query<{ row: string }>(text);
    yield textPlace(`catalogue ${/FROM (\S+)/.exec(text)?.[1]}`, rows.map(({ row }) => row).join('\n'));
  }
}
