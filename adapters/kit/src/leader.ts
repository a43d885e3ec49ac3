import type { Database, Log, Transaction } from '@saite/runtime';

/** So long the lock counts as held since it was last asked for: each of a dozen loops asks every second. */
const BELIEVED_MS = 1_000;

/**
 * Which of several processes of one adapter talks to the register: the one that holds an advisory lock of the
 * database. The lock belongs to a connection, so it ends with the process.
 */
export class Leader {
  readonly #database: Database;
  readonly #name: string;
  readonly #log: Log;
  #connection: Transaction | undefined;
  #asking: Promise<boolean> | undefined;
  #believedUntil = 0;
  #paused = false;

  constructor(database: Database, name: string, log: Log) {
    this.#database = database;
    this.#name = `saite.leader.${name}`;
    this.#log = log;
  }

  /** While an operator has paused the adapter nobody leads, so nothing is asked of the register or sent to it. */
  pause(paused: boolean): void {
    this.#paused = paused;
  }

  /** Whether this process leads; takes the lead if nobody has it. */
  leads(): Promise<boolean> {
    if (this.#paused) return Promise.resolve(false);
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #ask(): Promise<boolean> {
    const held = this.#connection;
    if (!held) return this.#take();
    if (performance.now() < this.#believedUntil) return true;
    try {
      await held.query('SELECT 1'); // a connection that is gone has lost the lock
      this.#believedUntil = performance.now() + BELIEVED_MS;
      return this.#connection === held;
    } catch (error) {
      this.#lose(held);
      throw error;
    }
  }

  async #take(): Promise<boolean> {
    const connection = await this.#database.connect();
    connection.on('error', () => this.#lose(connection));
    this.#connection = connection;
    try {
      const { rows } = await connection.query<{ won: boolean }>(
        'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS won',
        [this.#name],
      );
      if (rows[0]?.won) this.#log.info('adapter.leads', { part: this.#name });
      else this.#lose(connection);
    } catch (error) {
      this.#lose(connection);
      throw error;
    }
    return this.#connection === connection;
  }

  /** Lets a connection go, once. It is ended, not put back: the listener and the lock end with it. */
  #lose(connection: Transaction): void {
    if (this.#connection !== connection) return;
    this.#connection = undefined;
    connection.release(true);
  }

  /** Gives the lead to another process. */
  async close(): Promise<void> {
    const connection = this.#connection;
    if (!connection) return;
    await connection
      .query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [this.#name])
      .catch(() => {});
    this.#lose(connection);
  }
}
