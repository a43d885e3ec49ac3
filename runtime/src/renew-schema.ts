import type { PersonRef } from '@saite/contracts';
import { codesOfRefs, type KeyRing, type RefNames, refsOfOthers, renameRefs } from '@saite/identity';
import pg from 'pg';
import { type Database, inTransaction, type Transaction } from './database.ts';
import { FIRST_REFS, type FirstRefs } from './first-refs.ts';
import { codeOf } from './log.ts';
import { keepRefs, namesUnder } from './person-refs.ts';
import {
  holdsOtherRef,
  readingOf,
  type SealableColumn,
  sealableColumns,
  tableName,
  textOf,
  writtenOf,
} from './sealed-columns.ts';

/** The texts of a row, by column; what is no text is not among them. */
export type RowTexts = Readonly<Record<string, string | null>>;

/** A row before and after its references were renewed. */
export interface RenewedRow {
  readonly before: RowTexts;
  readonly after: RowTexts;
}

/** What is to be done in a table besides, because its rows were made from references. */
export interface TableRule {
  /** Its rows follow those of another table by a foreign key. */
  readonly follows?: boolean;
  /** What else changes in a row. */
  readonly adjust?: (row: RenewedRow) => RowTexts;
  /** Names that boxes of these rows may be bound to, though the rows do not hold them. */
  readonly kinOf?: (
    transaction: Transaction,
    refs: readonly PersonRef[],
    version: number,
  ) => Promise<RefNames>;
  /** Done in the transaction of the rows. */
  readonly told?: (transaction: Transaction, rows: readonly RenewedRow[]) => Promise<void>;
}

export interface RenewOptions {
  readonly database: Database;
  readonly keyRing: KeyRing;
  /** Schemas that the service owns. */
  readonly schemas: readonly string[];
  /** Version of the index key to which its references are to be brought. */
  readonly version: number;
  /** Where the service keeps what its references were called at first, if anything is derived from them. */
  readonly firsts?: FirstRefs | undefined;
  /** How many transactions at a time; one if not said. */
  readonly lanes?: number;
  /** By the name of the table in the schema. */
  readonly rules?: Readonly<Record<string, TableRule>>;
}

/** What came of a pass over all tables. */
export interface RenewedRows {
  readonly renewed: number;
  /** Rows that cannot have their new reference, because another row has it. */
  readonly stuck: number;
}

const BLOCKS = 32;
const TABLE_GONE = '42P01';
const TAKEN = '23505';

/**
 * Brings the references in all tables of some schemas to a version of the index key, as far as it is known what they are
 * called there; boxes are bound to them anew. They are found by their form, in whatever column, so that a new table needs
 * nothing here. Some rows a transaction; what is done shows in the rows, so it may be broken off and done again.
 */
export async function renewSchema(options: RenewOptions): Promise<RenewedRows> {
  let [renewed, stuck] = [0, 0];
  const tables = Map.groupBy(await sealableColumns(options.database, options.schemas), tableName);
  const isFirst = ([column]: readonly SealableColumn[]) => column?.table === FIRST_REFS;
  for (const columns of [...tables.values()].sort((a, b) => Number(isFirst(b)) - Number(isFirst(a)))) {
    if (options.rules?.[columns[0]?.table ?? '']?.follows) continue;
    const blocks = columns[0]?.blocks ?? 0;
    let next = 0;
    const lane = async (): Promise<void> => {
      for (let block = next; block <= blocks; block = next) {
        next += BLOCKS;
        const found = await unlessGone(renewSome(options, columns, block, block + BLOCKS > blocks));
        renewed += found.renewed;
        stuck += found.stuck;
      }
    };
    await Promise.all(Array.from({ length: options.lanes ?? 1 }, lane));
  }
  return { renewed, stuck };
}

const NOTHING: RenewedRows = { renewed: 0, stuck: 0 };

/** A day of the outbox is dropped whole. */
const unlessGone = (work: Promise<RenewedRows>): Promise<RenewedRows> =>
  work.catch((error: unknown) => {
    if (codeOf(error) === TABLE_GONE) return NOTHING;
    throw error;
  });

function renewSome(
  options: RenewOptions,
  columns: readonly SealableColumn[],
  block: number,
  isLast: boolean,
): Promise<RenewedRows> {
  const { database, keyRing, version, rules } = options;
  const [one] = columns;
  if (!one) return Promise.resolve(NOTHING);
  const rule = rules?.[one.table];
  return inTransaction(database, async (transaction) => {
    const rows = await readRows(
      transaction,
      columns,
      version,
      `ctid >= '(${block},0)' ${isLast ? '' : `AND ctid < '(${block + BLOCKS},0)'`}`,
    );
    if (rows.length === 0) return NOTHING;
    const refs = [...new Set(rows.flatMap(({ texts }) => refsOfOthers(allOf(texts), version)))];
    const names = await findNames(transaction, options, rows, refs);
    const kin = await rule?.kinOf?.(transaction, refs, version);
    const changed = rows.flatMap((row) => {
      const after = renewedTexts(keyRing, row.texts, names, kin);
      if (!after) return [];
      return [
        { place: row.place, before: row.texts, after: rule?.adjust?.({ before: row.texts, after }) ?? after },
      ];
    });
    const written = await writeRows(transaction, columns, changed);
    if (one.table !== FIRST_REFS) await options.firsts?.keep(transaction, usedBy(written, names));
    await rule?.told?.(transaction, written);
    return { renewed: written.length, stuck: changed.length - written.length };
  });
}

/** What references are called: as it is known, or by the codes in boxes of the rows; that is made known then. */
async function findNames(
  transaction: Transaction,
  { keyRing, version }: RenewOptions,
  rows: readonly StoredRow[],
  refs: readonly PersonRef[],
): Promise<RefNames> {
  const names = await namesUnder(transaction, keyRing, refs, version);
  if (names.size === refs.length) return names;
  const codes = rows.flatMap(({ texts }) => {
    const text = allOf(texts);
    const unknown = refsOfOthers(text, version).filter((ref) => !names.has(ref));
    return unknown.length === 0 ? [] : codesOfRefs(keyRing, text, unknown);
  });
  if (codes.length === 0) return names;
  await keepRefs(transaction, keyRing, codes);
  return namesUnder(transaction, keyRing, refs, version);
}

/** The names that rows got. */
const usedBy = (rows: readonly RenewedRow[], names: RefNames): RefNames => {
  const text = rows.map(({ after }) => allOf(after)).join('\n');
  return new Map([...names].filter(([, name]) => text.includes(name)));
};

interface StoredRow {
  readonly place: string;
  readonly texts: RowTexts;
}

interface ChangedRow extends RenewedRow {
  readonly place: string;
}

const allOf = (texts: RowTexts): string => Object.values(texts).join('\n');

async function readRows(
  transaction: Transaction,
  columns: readonly SealableColumn[],
  version: number,
  where: string,
): Promise<StoredRow[]> {
  const [one] = columns;
  if (!one) return [];
  const read = columns.map((column, place) => `${readingOf(column)} AS c${place}`).join(', ');
  const holds = columns.map((column) => holdsOtherRef(column, version)).join(' OR ');
  const { rows } = await transaction.query<Record<string, string | Buffer | null>>(
    `SELECT ctid AS place, ${read} FROM ${tableName(one)} WHERE ${where} AND (${holds}) FOR UPDATE SKIP LOCKED`,
  );
  return rows.map((row) => ({
    place: String(row.place),
    texts: Object.fromEntries(
      columns.map(({ column }, place) => {
        const value = row[`c${place}`] ?? null;
        return [column, value === null ? null : textOf(value)];
      }),
    ),
  }));
}

/** @returns nothing if none of the names is known yet */
function renewedTexts(
  ring: KeyRing,
  texts: RowTexts,
  names: RefNames,
  kin: RefNames | undefined,
): RowTexts | undefined {
  // A box may be bound to a reference that another column of its row holds.
  const own = new Map(
    [...names].filter(([ref]) => Object.values(texts).some((text) => text?.includes(ref) ?? false)),
  );
  if (own.size === 0) return undefined;
  const bound = new Map([...own, ...(kin ?? [])]);
  return Object.fromEntries(
    Object.entries(texts).map(([column, text]) => [
      column,
      text === null ? null : renameRefs(ring, text, names, bound).text,
    ]),
  );
}

async function writeRows(
  transaction: Transaction,
  columns: readonly SealableColumn[],
  rows: readonly ChangedRow[],
): Promise<readonly ChangedRow[]> {
  if (rows.length === 0) return [];
  if (await tryWrite(transaction, columns, rows)) return rows;
  const written: ChangedRow[] = [];
  for (const row of rows) if (await tryWrite(transaction, columns, [row])) written.push(row);
  return written;
}

/** @returns whether no other row has one of these references already */
async function tryWrite(
  transaction: Transaction,
  columns: readonly SealableColumn[],
  rows: readonly ChangedRow[],
): Promise<boolean> {
  const [one] = columns;
  if (!one) return true;
  const sets = columns
    .map(({ column }, place) => `${pg.escapeIdentifier(column)} = changed.c${place}`)
    .join(', ');
  const arrays = columns.map(({ type }, place) => `$${place + 2}::${type}[]`).join(', ');
  const names = columns.map((_, place) => `c${place}`).join(', ');
  await transaction.query('SAVEPOINT renewing');
  try {
    // The rows are locked as they were read, so none of them has moved since.
    await transaction.query(
      `UPDATE ${tableName(one)} AS stored SET ${sets} FROM unnest($1::tid[], ${arrays}) AS changed (place, ${names})
       WHERE stored.ctid = ANY($1) AND stored.ctid = changed.place`,
      [
        rows.map(({ place }) => place),
        ...columns.map((column) =>
          rows.map(({ after }) => {
            const text = after[column.column] ?? null;
            return text === null ? null : writtenOf(column, text);
          }),
        ),
      ],
    );
    await transaction.query('RELEASE SAVEPOINT renewing');
    return true;
  } catch (error) {
    await transaction.query('ROLLBACK TO SAVEPOINT renewing');
    if (codeOf(error) !== TAKEN) throw error;
    return false;
  }
}
