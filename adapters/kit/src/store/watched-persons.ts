import type { PersonRef, Sealed } from '@saite/contracts';
import type { Clock, Database, Transaction } from '@saite/runtime';

/** SQL of the tables, a step of the schema of each adapter that watches persons. */
export const WATCHED_PERSONS_STEP = `
  CREATE TABLE watched_person (
    person_ref text PRIMARY KEY,
    code jsonb NOT NULL,
    watched_at timestamptz NOT NULL,
    fetched_for text,
    fetched_as_of bigint,
    records int NOT NULL DEFAULT 0,
    attempts int NOT NULL DEFAULT 0,
    retry_at timestamptz
  );
  CREATE INDEX watched_person_due ON watched_person (fetched_for, watched_at);
  CREATE TABLE linked_code (
    subject text NOT NULL,
    person_ref text NOT NULL,
    code jsonb NOT NULL,
    PRIMARY KEY (subject, person_ref)
  );
  CREATE INDEX linked_code_ref ON linked_code (person_ref);
`;

/**
 * A later step: the persons for whom the register has not answered yet, in the order in which they are asked about,
 * for adapters that watch very many.
 */
export const WAITING_PERSONS_STEP = `
  CREATE INDEX watched_person_waiting ON watched_person (watched_at, person_ref) WHERE fetched_for IS NULL;
`;

/** One personal code to watch: its reference, and the code sealed for it (`sealCode`). */
export interface CodeToWatch {
  readonly personRef: PersonRef;
  readonly code: Sealed;
}

/** A watched code with how far the register has been asked about it. */
export interface WatchedPerson extends CodeToWatch {
  /** How many records the register gave when it last answered. */
  readonly records: number;
  /** Answers in a row that had to be refused. */
  readonly attempts: number;
}

/** What a register answered for one person. */
export interface FetchedPerson {
  readonly personRef: PersonRef;
  readonly records: number;
}

const FIRST_DELAY_S = 2;
const LONGEST_DELAY_S = 900;
const COLUMNS = 'person_ref AS "personRef", code, records, attempts';

/**
 * Whom an adapter watches: everybody who ever had a stay, under each of their codes. Nobody is ever taken off.
 * Codes lie here sealed only.
 */
export class WatchedPersons {
  readonly #database: Database;
  readonly #watched: string;
  readonly #linked: string;
  readonly #clock: Clock;

  constructor(database: Database, schema: string, clock: Clock) {
    this.#database = database;
    this.#watched = `${schema}.watched_person`;
    this.#linked = `${schema}.linked_code`;
    this.#clock = clock;
  }

  /**
   * Watches codes from now on, and every code that a person record links to one of them.
   *
   * @param heardFor mark for which the register need not be asked about them, because its feed tells all; it has told
   * a record of each
   * @returns how many codes are new
   */
  async watch(
    transaction: Transaction,
    codes: readonly CodeToWatch[],
    heardFor: string | null = null,
  ): Promise<number> {
    if (codes.length === 0) return 0;
    const refs = codes.map((code) => code.personRef);
    const { rowCount } = await transaction.query(
      `INSERT INTO ${this.#watched} (person_ref, code, watched_at, fetched_for, records)
       SELECT DISTINCT ON (ref) ref, code, $3, $4, CASE WHEN $4::text IS NULL THEN 0 ELSE 1 END
       FROM unnest($1::text[], $2::jsonb[]) AS new (ref, code) ORDER BY ref
       ON CONFLICT (person_ref) DO NOTHING`,
      [refs, codes.map((code) => JSON.stringify(code.code)), this.#clock.now(), heardFor],
    );
    return (rowCount ?? 0) + (await this.#watchLinked(transaction, refs));
  }

  /** These must be asked about though the feed tells all, because the register's own word on them is wanted. */
  async wantAnswer(transaction: Transaction, refs: readonly PersonRef[]): Promise<void> {
    await transaction.query(
      `UPDATE ${this.#watched} SET fetched_for = NULL
       WHERE person_ref = ANY($1) AND fetched_as_of IS NULL AND fetched_for IS NOT NULL`,
      [refs],
    );
  }

  /**
   * Remembers which codes one person record holds (PMLP: the present and the former ones). Once one of them is
   * watched all are, whichever of the two became known first.
   *
   * @param subject reference of the person record
   * @returns how many codes are newly watched
   */
  async link(transaction: Transaction, subject: PersonRef, codes: readonly CodeToWatch[]): Promise<number> {
    await transaction.query(
      `INSERT INTO ${this.#linked} (subject, person_ref, code)
       SELECT DISTINCT ON (ref) $1, ref, code FROM unnest($2::text[], $3::jsonb[]) AS new (ref, code) ORDER BY ref
       ON CONFLICT DO NOTHING`,
      [subject, codes.map((code) => code.personRef), codes.map((code) => JSON.stringify(code.code))],
    );
    const refs = codes.map((code) => code.personRef);
    return this.#watchLinked(transaction, refs);
  }

  /**
   * Watches all codes that links lead to, if one of them is watched. The references are of one person, or all watched
   * already. Step by step, because PostgreSQL would read whole tables for a recursive question about two codes.
   */
  async #watchLinked(transaction: Transaction, refs: readonly string[]): Promise<number> {
    const reached = new Set<string>();
    for (let next = refs; next.length > 0; ) {
      const { rows } = await transaction.query<{ ref: string }>(
        `SELECT DISTINCT other.person_ref AS ref FROM ${this.#linked} AS mine
         JOIN ${this.#linked} AS other ON other.subject = mine.subject WHERE mine.person_ref = ANY($1)`,
        [next],
      );
      const fresh = rows.map(({ ref }) => ref).filter((ref) => !reached.has(ref));
      for (const ref of fresh) reached.add(ref);
      const asked = new Set(refs);
      next = fresh.filter((ref) => !asked.has(ref));
    }
    if (reached.size === 0) return 0;
    const { rowCount } = await transaction.query(
      `INSERT INTO ${this.#watched} (person_ref, code, watched_at)
       SELECT DISTINCT ON (person_ref) person_ref, code, $2 FROM ${this.#linked}
       WHERE person_ref = ANY($1)
         AND EXISTS (SELECT FROM ${this.#watched} AS watched WHERE watched.person_ref = ANY($1))
       ORDER BY person_ref
       ON CONFLICT (person_ref) DO NOTHING`,
      [[...reached], this.#clock.now()],
    );
    return rowCount ?? 0;
  }

  /**
   * Persons whom the register must be asked about: first those for whom it has not answered yet, then those whose
   * answer is oldest, so that nobody new waits behind everybody who is asked again. Each part is read in the order
   * of the index: reading all to sort them would take as long for one person as for two hundred thousand.
   *
   * @param fetchedFor what an up-to-date fetch is marked with, for example the current month
   */
  async due(fetchedFor: string, limit: number): Promise<WatchedPerson[]> {
    const part = (condition: string, order: string) =>
      `(SELECT person_ref, code, records, attempts, fetched_for, watched_at FROM ${this.#watched}
        WHERE ${condition} AND (retry_at IS NULL OR retry_at <= $2) ORDER BY ${order} LIMIT $3)`;
    const { rows } = await this.#database.query<WatchedPerson>(
      `SELECT ${COLUMNS} FROM (
         ${part('fetched_for IS NULL', 'watched_at, person_ref')}
         UNION ALL ${part('fetched_for < $1', 'fetched_for, watched_at, person_ref')}
         UNION ALL ${part('fetched_for > $1', 'fetched_for, watched_at, person_ref')}
       ) AS due ORDER BY fetched_for NULLS FIRST, watched_at, person_ref LIMIT $3`,
      [fetchedFor, this.#clock.now(), limit],
    );
    return rows;
  }

  /** Which of these references are watched, with the state up to which the register has answered for each. */
  async among(refs: readonly PersonRef[]): Promise<Map<PersonRef, CodeToWatch & { asOf: number | null }>> {
    const { rows } = await this.#database.query<CodeToWatch & { asOf: number | null }>(
      `SELECT person_ref AS "personRef", code, fetched_as_of AS "asOf" FROM ${this.#watched}
       WHERE person_ref = ANY($1)`,
      [[...new Set(refs)]],
    );
    return new Map(rows.map((row) => [row.personRef, row]));
  }

  /** Some persons for whom the register once had records, to cross-check an answer that is empty. */
  async someWithRecords(except: readonly PersonRef[], limit: number): Promise<WatchedPerson[]> {
    const { rows } = await this.#database.query<WatchedPerson>(
      `SELECT ${COLUMNS} FROM ${this.#watched} WHERE records > 0 AND person_ref <> ALL($1)
       ORDER BY records DESC LIMIT $2`,
      [except, limit],
    );
    return rows;
  }

  /**
   * Notes that the register has answered for persons and that all of it is published.
   *
   * @param asOf change number of the register up to which the answer holds, if it has such numbers
   */
  async fetched(
    persons: readonly FetchedPerson[],
    fetchedFor: string,
    asOf: number | null = null,
  ): Promise<void> {
    await this.#database.query(
      `UPDATE ${this.#watched} AS person
       SET fetched_for = $3, fetched_as_of = $4, records = fetched.records, attempts = 0, retry_at = NULL
       FROM unnest($1::text[], $2::int[]) AS fetched (ref, records) WHERE person.person_ref = fetched.ref`,
      [persons.map((person) => person.personRef), persons.map((person) => person.records), fetchedFor, asOf],
    );
  }

  /** An answer for these persons was refused: they are asked again after a delay that grows with each time. */
  async refused(refs: readonly PersonRef[]): Promise<void> {
    await this.#database.query(
      `UPDATE ${this.#watched} SET fetched_for = NULL, attempts = attempts + 1,
         retry_at = $2::timestamptz
           + make_interval(secs => least(${LONGEST_DELAY_S}, ${FIRST_DELAY_S} * 2 ^ least(attempts, 10)))
       WHERE person_ref = ANY($1)`,
      [refs, this.#clock.now()],
    );
  }

  /** Asks about a person at the next turn, whenever it was due. @returns whether the person is watched */
  async askNow(ref: PersonRef): Promise<boolean> {
    const { rowCount } = await this.#database.query(
      `UPDATE ${this.#watched} SET fetched_for = NULL, retry_at = NULL WHERE person_ref = $1`,
      [ref],
    );
    return rowCount === 1;
  }

  /** The register's change numbers are no longer those we know (it was restored): none of them counts. */
  async forgetAsOf(): Promise<void> {
    await this.#database.query(
      `UPDATE ${this.#watched} SET fetched_as_of = NULL WHERE fetched_as_of IS NOT NULL`,
    );
  }

  /** How many codes are watched, and how many of them wait for the register's answer. */
  async counts(): Promise<{ watched: number; waiting: number }> {
    const { rows } = await this.#database.query<{ watched: number; waiting: number }>(
      `SELECT count(*) AS watched, count(*) FILTER (WHERE fetched_for IS NULL) AS waiting FROM ${this.#watched}`,
    );
    return rows[0] ?? { watched: 0, waiting: 0 };
  }
}
