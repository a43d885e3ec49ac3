import type { ObjectRuleCode } from '@saite/contracts/sopa';
import type { Database } from '@saite/runtime';
import { FAILED_AND_TOLD } from '../store/tables.ts';

const AT_ONCE = 5_000;

/** Keeps which objects of an import broke which rules. */
export class Failures {
  readonly #database: Database;
  readonly #schema: string;
  readonly #import: number;
  #places: number[] = [];
  #rules: ObjectRuleCode[] = [];

  constructor(database: Database, schema: string, number: number) {
    this.#database = database;
    this.#schema = schema;
    this.#import = number;
  }

  /** An object of the file broke rules. */
  async add(place: number, rules: readonly ObjectRuleCode[]): Promise<void> {
    for (const rule of rules) {
      this.#places.push(place);
      this.#rules.push(rule);
    }
    if (this.#places.length >= AT_ONCE) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.#places.length === 0) return;
    const values = [this.#import, this.#places, this.#rules];
    this.#places = [];
    this.#rules = [];
    await this.#fail('SELECT place, rule FROM unnest($2::int[], $3::text[]) AS broken (place, rule)', values);
  }

  /**
   * Fails what a query selects.
   *
   * @param query gives `place`; $1 is the import, further values follow
   */
  async failSelected(rule: ObjectRuleCode, query: string, values: readonly unknown[] = []): Promise<void> {
    await this.#fail(`SELECT place, '${rule}' AS rule FROM (${query}) AS selected`, [
      this.#import,
      ...values,
    ]);
  }

  async #fail(query: string, values: readonly unknown[]): Promise<void> {
    await this.#database.query(
      `WITH broken AS (${query}),
       told AS (
         INSERT INTO ${this.#schema}.import_error (import, place, rule) SELECT $1, place, rule FROM broken
         ON CONFLICT DO NOTHING)
       UPDATE ${this.#schema}.import_object SET outcome = 1
       WHERE import = $1 AND place IN (SELECT place FROM broken) AND outcome IS DISTINCT FROM ${FAILED_AND_TOLD}`,
      [...values],
    );
  }
}
