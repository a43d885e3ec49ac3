import type { Clock, Database } from '@saite/runtime';

/** SQL of the table, a step of the schema of each adapter that reads a register's changes. */
export const CURSORS_STEP = `
  CREATE TABLE cursor (
    name text PRIMARY KEY,
    value text NOT NULL,
    moved_at timestamptz NOT NULL
  );
`;

/** How far a register's changes have been read. A cursor moves only after the broker confirmed what was read. */
export class Cursors {
  readonly #database: Database;
  readonly #table: string;
  readonly #clock: Clock;

  constructor(database: Database, schema: string, clock: Clock) {
    this.#database = database;
    this.#table = `${schema}.cursor`;
    this.#clock = clock;
  }

  /** @returns `undefined` if the feed was never read */
  async read(name: string): Promise<string | undefined> {
    const { rows } = await this.#database.query<{ value: string }>(
      `SELECT value FROM ${this.#table} WHERE name = $1`,
      [name],
    );
    return rows[0]?.value;
  }

  async move(name: string, value: string): Promise<void> {
    await this.#database.query(
      `INSERT INTO ${this.#table} (name, value, moved_at) VALUES ($1, $2, $3)
       ON CONFLICT (name) DO UPDATE SET value = excluded.value, moved_at = excluded.moved_at`,
      [name, value, this.#clock.now()],
    );
  }

  /** The register no longer knows the cursor: its changes are read from the beginning. */
  async setBack(name: string): Promise<void> {
    await this.#database.query(`DELETE FROM ${this.#table} WHERE name = $1`, [name]);
  }

  /** When each feed last told something new. */
  async moves(): Promise<{ name: string; movedAt: Date }[]> {
    const { rows } = await this.#database.query<{ name: string; movedAt: Date }>(
      `SELECT name, moved_at AS "movedAt" FROM ${this.#table} ORDER BY name`,
    );
    return rows;
  }
}
