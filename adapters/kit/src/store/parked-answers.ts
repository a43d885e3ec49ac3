import { PersonRef } from '@saite/contracts';
import { type Clock, type Database, holdItems, inTransaction, releaseItems } from '@saite/runtime';

/** SQL of the table, a step of the schema of each adapter that reads from a register. */
export const PARKED_ANSWERS_STEP = `
  CREATE TABLE parked_answer (
    item text NOT NULL,
    reason text NOT NULL,
    register text NOT NULL,
    error_path text NOT NULL,
    contract_version text NOT NULL,
    state text NOT NULL DEFAULT 'parked' CHECK (state IN ('parked', 'resolved')),
    attempts int NOT NULL DEFAULT 1,
    first_at timestamptz NOT NULL,
    last_at timestamptz NOT NULL,
    PRIMARY KEY (item, reason)
  );
`;

/** An answer of a register, or one item of it, that cannot be taken as it is. */
export interface RefusedAnswer {
  /** What it is about, never in a form that shows a person: a record id, or a person reference. */
  readonly item: string;
  /** Stable code of the reason. */
  readonly reason: string;
  /** Path of the field that is wrong; never a value. */
  readonly errorPath: string;
  /** Whom it is about, if that is known and `item` does not say it. */
  readonly subject?: PersonRef | undefined;
}

/** Name of a refusal among what operators see. */
const keyOf = (item: string, reason: string): string => `${item} ${reason}`;

/** What an item is, for operators: the kind that it is named with. */
const typeOf = (item: string): string => {
  if (PersonRef.safeParse(item).success) return 'person';
  return /^([a-z][a-z-]*):/.exec(item)?.[1] ?? 'record';
};

/**
 * What a register answered and the adapter refused: kept without content, so that an operator sees what, why and
 * how often, and can ask the register. It is resolved by itself once the item is read well.
 */
export class ParkedAnswers {
  readonly #database: Database;
  readonly #table: string;
  readonly #service: string;
  readonly #register: string;
  readonly #clock: Clock;

  constructor(database: Database, schema: string, service: string, register: string, clock: Clock) {
    this.#database = database;
    this.#table = `${schema}.parked_answer`;
    this.#service = service;
    this.#register = register;
    this.#clock = clock;
  }

  /** The same item refused again for the same reason counts one more attempt. */
  async park(answers: readonly RefusedAnswer[], contractVersion: string): Promise<void> {
    if (answers.length === 0) return;
    const now = this.#clock.now();
    const items = answers.map(({ item, reason, errorPath, subject }) => ({
      kind: 'answer' as const,
      key: keyOf(item, reason),
      state: 'parked' as const,
      type: typeOf(item),
      reason,
      errorPath,
      detail: '',
      subject: PersonRef.safeParse(item).data ?? subject,
      recordId: item.replace(/^[a-z][a-z-]*:/, ''),
      contractVersion,
    }));
    await inTransaction(this.#database, async (transaction) => {
      await holdItems(transaction, this.#service, items, now);
      await transaction.query(
        `INSERT INTO ${this.#table} AS parked
         (item, reason, register, error_path, contract_version, first_at, last_at)
       SELECT DISTINCT ON (item, reason) item, reason, $4, path, $5, $6, $6
       FROM unnest($1::text[], $2::text[], $3::text[]) AS new (item, reason, path) ORDER BY item, reason
       ON CONFLICT (item, reason) DO UPDATE SET state = 'parked', attempts = parked.attempts + 1,
         error_path = excluded.error_path, contract_version = excluded.contract_version,
         last_at = excluded.last_at`,
        [
          answers.map((answer) => answer.item),
          answers.map((answer) => answer.reason),
          answers.map((answer) => answer.errorPath),
          this.#register,
          contractVersion,
          now,
        ],
      );
    });
  }

  /** These items have been read well. */
  async resolve(items: readonly string[]): Promise<void> {
    if (items.length === 0) return;
    await inTransaction(this.#database, async (transaction) => {
      const { rows } = await transaction.query<{ item: string; reason: string }>(
        `UPDATE ${this.#table} SET state = 'resolved', last_at = $2 WHERE item = ANY($1) AND state = 'parked'
         RETURNING item, reason`,
        [[...new Set(items)], this.#clock.now()],
      );
      const keys = rows.map(({ item, reason }) => keyOf(item, reason));
      await releaseItems(transaction, this.#service, 'answer', keys);
    });
  }

  /** Shows operators what a former release parked. May be done at each start. */
  async showFormer(): Promise<void> {
    const { rows } = await this.#database.query<RefusedAnswer & { contractVersion: string }>(
      `SELECT item, reason, error_path AS "errorPath", contract_version AS "contractVersion" FROM ${this.#table} AS parked
       WHERE state = 'parked' AND NOT EXISTS (SELECT FROM operations.held
         WHERE service = $1 AND kind = 'answer' AND queue = '' AND key = parked.item || ' ' || parked.reason)`,
      [this.#service],
    );
    for (const [version, answers] of Map.groupBy(rows, ({ contractVersion }) => contractVersion))
      await this.park(answers, version);
  }

  /** How many answers are parked, by reason: for health and metrics. */
  async counts(): Promise<{ reason: string; count: number }[]> {
    const { rows } = await this.#database.query<{ reason: string; count: number }>(
      `SELECT reason, count(*) AS count FROM ${this.#table} WHERE state = 'parked' GROUP BY 1 ORDER BY 1`,
    );
    return rows;
  }
}
