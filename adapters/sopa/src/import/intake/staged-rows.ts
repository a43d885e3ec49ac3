import { pipeline } from 'node:stream/promises';
import { SOPA_KIND_LIST, type SopaId, type SopaKind } from '@saite/contracts/sopa';
import { type Database, inTransaction, type Transaction } from '@saite/runtime';
import { from as copyFrom } from 'pg-copy-streams';
import type { Reference } from '../facts.ts';
import { FileGivenUp } from '../refused.ts';

/** An object as it is staged. */
export interface StagedObject {
  readonly place: number;
  readonly kind: SopaKind;
  readonly id: SopaId;
  readonly personId: string | null;
  readonly groupKey: string | null;
  readonly subject: string | null;
  readonly deleted: boolean;
  readonly line: number;
  readonly digest: string;
  /** JSON. */
  readonly facts: string;
  /** JSON. */
  readonly sealed: string | null;
  readonly failed: boolean;
}

/** Number of a kind in the store. */
export const kindNumber = (kind: SopaKind): number => SOPA_KIND_LIST.indexOf(kind);

const OBJECT_COLUMNS =
  'import, place, municipality, sequence, kind, id, person_id, group_key, subject, deleted, line, digest, facts, sealed, outcome';
const FLUSH_CHARACTERS = 2 * 1024 * 1024;
const NOTHING = '\\N';

/** A value of a COPY in its text form: JSON holds no raw tab or line end, only backslashes. */
const escaped = (text: string): string => (text.includes('\\') ? text.replaceAll('\\', '\\\\') : text);

/**
 * Writes what a file holds into the store while it is read, by COPY, a few megabytes a time. Nothing of it is anybody's
 * until the import is accepted. Nothing more is written once the import is no longer awaited, refused or given up: what
 * is cleared away then would leave it there for ever.
 */
export class StagedRows {
  readonly #database: Database;
  readonly #schema: string;
  readonly #head: string;
  readonly #import: number;
  #objects: string[] = [];
  #references: string[] = [];
  #errors: string[] = [];
  #characters = 0;
  #flushing: Promise<void> = Promise.resolve();

  constructor(
    database: Database,
    schema: string,
    { number, municipality, sequence }: { number: number; municipality: string; sequence: number },
  ) {
    this.#database = database;
    this.#schema = schema;
    this.#import = number;
    this.#head = `\t${municipality}\t${sequence}\t`;
  }

  object(row: StagedObject): void {
    const line = `${this.#import}\t${row.place}${this.#head}${kindNumber(row.kind)}\t${row.id}\t${row.personId ?? NOTHING}\t${row.groupKey ?? NOTHING}\t${row.subject ?? NOTHING}\t${row.deleted ? 't' : 'f'}\t${row.line}\t${row.digest}\t${escaped(row.facts)}\t${row.sealed ?? NOTHING}\t${row.failed ? '1' : NOTHING}\n`;
    this.#objects.push(line);
    this.#characters += line.length;
  }

  reference(place: number, { kind, id }: Reference): void {
    this.#references.push(`${this.#import}\t${place}\t${kindNumber(kind)}\t${id}\t${NOTHING}\n`);
  }

  error(place: number, rule: string): void {
    this.#errors.push(`${this.#import}\t${place}\t${rule}\n`);
  }

  /** Hands a full buffer over; reading goes on while the one before is written. */
  async pass(): Promise<void> {
    if (this.#characters >= FLUSH_CHARACTERS) await this.#flush();
  }

  async #flush(): Promise<void> {
    await this.#flushing;
    const objects = this.#objects.join('');
    const references = this.#references.join('');
    const errors = this.#errors.join('');
    this.#objects = [];
    this.#references = [];
    this.#errors = [];
    this.#characters = 0;
    this.#flushing = this.#write(objects, references, errors);
    this.#flushing.catch(() => {}); // told by whoever waits for it next
  }

  #write(objects: string, references: string, errors: string): Promise<void> {
    return inTransaction(this.#database, async (transaction) => {
      // Whoever ends the import meanwhile waits until these rows are there, so that they are cleared away too.
      const { rowCount } = await transaction.query(
        `SELECT FROM ${this.#schema}.import WHERE number = $1 AND state = 'receiving' FOR SHARE`,
        [this.#import],
      );
      if (rowCount !== 1) throw new FileGivenUp();
      await this.#copy(transaction, `import_object (${OBJECT_COLUMNS})`, objects);
      await this.#copy(transaction, 'import_reference (import, place, kind, id, person_id)', references);
      await this.#copy(transaction, 'import_error (import, place, rule)', errors);
    });
  }

  async #copy(transaction: Transaction, target: string, rows: string): Promise<void> {
    if (rows === '') return;
    await pipeline([rows], transaction.query(copyFrom(`COPY ${this.#schema}.${target} FROM STDIN`)));
  }

  /** Writes whatever is left. */
  async end(): Promise<void> {
    await this.#flush();
    await this.#flushing;
  }
}
