import pg from 'pg';
import type { Transaction } from './database.ts';

/** A column of a table that may hold sealed boxes. */
export interface SealableColumn {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
  readonly type: 'json' | 'jsonb' | 'text' | 'bytea';
  /** How many blocks the table fills. */
  readonly blocks: number;
}

type Queryable = Pick<Transaction, 'query'>;

/** Every column of some schemas in which boxes may lie: whoever adds a table need not think of it here. */
export async function sealableColumns(
  database: Queryable,
  schemas: readonly string[],
): Promise<SealableColumn[]> {
  const { rows } = await database.query<SealableColumn>(
    `SELECT space.nspname AS schema, class.relname AS table, attribute.attname AS column,
       format_type(attribute.atttypid, NULL) AS type,
       pg_relation_size(class.oid) / current_setting('block_size')::int AS blocks
     FROM pg_attribute attribute JOIN pg_class class ON class.oid = attribute.attrelid
     JOIN pg_namespace space ON space.oid = class.relnamespace
     WHERE space.nspname = ANY($1) AND class.relkind = 'r' AND attribute.attnum > 0 AND NOT attribute.attisdropped
       AND attribute.attgenerated = '' AND has_column_privilege(class.oid, attribute.attnum, 'UPDATE')
       AND attribute.atttypid IN ('json'::regtype, 'jsonb'::regtype, 'text'::regtype, 'bytea'::regtype)
     ORDER BY 1, 2, 3`,
    [schemas],
  );
  return rows;
}

/** Schemas in which somebody but the database itself keeps something. */
export async function allSchemas(database: Queryable): Promise<string[]> {
  const { rows } = await database.query<{ name: string }>(
    `SELECT nspname AS name FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

export const tableName = ({ schema, table }: SealableColumn): string =>
  `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)}`;

/** A column's value as text that this program reads: of bytes each is one character, whatever they mean. */
export const readingOf = ({ column, type }: SealableColumn): string =>
  type === 'bytea' ? pg.escapeIdentifier(column) : `${pg.escapeIdentifier(column)}::text`;

/** A value as it was read, and as it is written back. */
export const textOf = (value: string | Buffer): string =>
  typeof value === 'string' ? value : value.toString('latin1');
export const writtenOf = ({ type }: SealableColumn, text: string): string | Buffer =>
  type === 'bytea' ? Buffer.from(text, 'latin1') : text;

const asText = ({ column, type }: SealableColumn): string =>
  type === 'bytea'
    ? `encode(${pg.escapeIdentifier(column)}, 'escape')`
    : `${pg.escapeIdentifier(column)}::text`;

/** SQL condition for values that may hold a box. */
export const mayHoldBoxes = (column: SealableColumn): string => `strpos(${asText(column)}, 'keyVersion') > 0`;

/** SQL condition for values with a box of another version than `keyVersion`; searching for a word first is fastest. */
export const holdsOtherVersion = (column: SealableColumn, keyVersion: number): string =>
  `${mayHoldBoxes(column)} AND ${asText(column)} ~ 'keyVersion\\\\*":\\s*(?!${keyVersion}\\D)\\d'`;

const REF = (version: string): string => `(?<![A-Za-z0-9_-])p${version}\\.[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])`;

/** SQL condition for values with a person's reference under another version of the index key than `version`. */
export const holdsOtherRef = (column: SealableColumn, version: number): string =>
  `${asText(column)} ~ '${REF(`(?!${version}\\.)[1-9][0-9]{0,3}`)}'`;

/** SQL of a row for each reference in a value: the version of the index key that it is made with. */
export const versionsOfRefs = (column: SealableColumn): string =>
  `regexp_matches(${asText(column)}, '${REF('([1-9][0-9]{0,3})')}', 'g')`;
