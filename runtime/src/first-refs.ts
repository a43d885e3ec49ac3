import { PersonRef, Sealed } from '@saite/contracts';
import { type KeyRing, openTexts, type RefNames, sealTexts } from '@saite/identity';
import pg from 'pg';
import { type Database, inTransaction, type Transaction } from './database.ts';

/** The table of a service's schema that is brought under a new version before all others. */
export const FIRST_REFS = 'first_ref';
const RECORD = 'first-ref';

type Queryable = Pick<Transaction, 'query'>;

/**
 * The first reference that a service had for each code, sealed: what was derived from a reference, as the id of an event,
 * goes on being derived from that one, so that it stays what it was. Without a row a reference is the first one itself.
 */
export class FirstRefs {
  readonly #keyRing: KeyRing;
  readonly #table: string;
  /** Whether there is none: before the index key was ever changed. */
  #isEmpty = true;

  private constructor(keyRing: KeyRing, schema: string) {
    this.#keyRing = keyRing;
    this.#table = `${pg.escapeIdentifier(schema)}.${FIRST_REFS}`;
  }

  static async open(database: Database, keyRing: KeyRing, schema: string): Promise<FirstRefs> {
    const firsts = new FirstRefs(keyRing, schema);
    await inTransaction(database, async (transaction) => {
      await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
        `saite.first-refs.${schema}`,
      ]);
      await transaction.query(
        `CREATE TABLE IF NOT EXISTS ${firsts.#table} (ref text PRIMARY KEY, first json NOT NULL)`,
      );
      const { rows } = await transaction.query(`SELECT FROM ${firsts.#table} LIMIT 1`);
      firsts.#isEmpty = rows.length === 0;
    });
    return firsts;
  }

  /** Keeps what references were called before they got new names, if they had no name before that. */
  async keep(transaction: Transaction, names: RefNames): Promise<void> {
    const refs = [...new Set(names.values())];
    const known = new Set(await this.#read(transaction, refs).then((rows) => rows.map(({ ref }) => ref)));
    const fresh = [...names].filter(([, ref]) => !known.has(ref)).sort(([, a], [, b]) => (a < b ? -1 : 1));
    if (fresh.length === 0) return;
    await transaction.query(
      `INSERT INTO ${this.#table} (ref, first) SELECT * FROM unnest($1::text[], $2::json[]) ON CONFLICT DO NOTHING`,
      [
        fresh.map(([, ref]) => ref),
        fresh.map(([first]) => JSON.stringify(sealTexts(this.#keyRing, RECORD, { ref: first }))),
      ],
    );
    this.#isEmpty = false;
  }

  async #read(
    database: Queryable,
    refs: readonly PersonRef[],
  ): Promise<{ ref: PersonRef; first: unknown }[]> {
    const { rows } = await database.query<{ ref: PersonRef; first: unknown }>(
      `SELECT ref, first FROM ${this.#table} WHERE ref = ANY($1)`,
      [refs],
    );
    return rows;
  }

  /** @returns for each of these references the first one of its code */
  async of(database: Queryable, refs: readonly PersonRef[]): Promise<(ref: PersonRef) => PersonRef> {
    if (this.#isEmpty || refs.length === 0) return (ref) => ref;
    const rows = await this.#read(database, [...new Set(refs)]);
    const firsts = new Map(
      rows.map(({ ref, first }) => [
        ref,
        PersonRef.parse(openTexts(this.#keyRing, RECORD, Sealed.parse(first)).ref),
      ]),
    );
    return (ref) => firsts.get(ref) ?? ref;
  }

  /** References of one person in the order of their first ones, which says which of equal things goes before. */
  async inOrder(database: Queryable, refs: readonly PersonRef[]): Promise<PersonRef[]> {
    if (refs.length < 2) return [...refs];
    const firstOf = await this.of(database, refs);
    return refs.toSorted((a, b) => (firstOf(a) < firstOf(b) ? -1 : 1));
  }
}
