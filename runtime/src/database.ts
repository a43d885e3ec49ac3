import pg from 'pg';
import { codeOf, type Log } from './log.ts';

export type Database = pg.Pool;
export type Transaction = pg.PoolClient;

// Calendar dates stay text: a Date object would shift them by the zone. Counts of rows fit a number.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => Number(text));

/**
 * A pool of connections.
 *
 * @param url `DATABASE_URL`
 * @param service shown in `pg_stat_activity`
 */
export function openDatabase(url: string, service: string, log: Log, connections = 10): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    application_name: service,
    connectionTimeoutMillis: 10_000,
  });
  pool.on('error', (error) => log.warn('database.connection-lost', {}, error));
  return pool;
}

/**
 * Does `work` in one transaction; whatever throws inside rolls all of it back.
 * A connection that broke is dropped from the pool.
 */
export async function inTransaction<Result>(
  database: Database,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  const client = await database.connect();
  let broken: Error | undefined;
  const onError = (error: Error) => {
    broken = error;
  };
  client.on('error', onError);
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}

const TRANSIENT = /^(08|53|57P|40|25006|55P03|ECONN|EPIPE|ETIMEDOUT|ENOENT|EHOSTUNREACH|ENOTFOUND)/;

/** Whether the database may do the same work later: it is away, full, restarting, or two transactions met. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (TRANSIENT.test(codeOf(error))) return true;
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout/.test(
    error.message,
  );
}

/**
 * Brings a schema to its newest form. Each step runs once, in order, under a lock, so that several processes
 * may start at the same time.
 *
 * @param schema name of the schema, made if missing
 * @param steps SQL of each step; a step that was released is never changed
 */
export async function migrate(database: Database, schema: string, steps: readonly string[]): Promise<void> {
  await inTransaction(database, async (transaction) => {
    await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `saite.migrate.${schema}`,
    ]);
    await transaction.query(`CREATE SCHEMA IF NOT EXISTS ${pg.escapeIdentifier(schema)}`);
    await transaction.query(`SET LOCAL search_path TO ${pg.escapeIdentifier(schema)}`);
    await transaction.query(
      'CREATE TABLE IF NOT EXISTS migration (step int PRIMARY KEY, done_at timestamptz NOT NULL DEFAULT now())',
    );
    const { rows } = await transaction.query<{ done: number }>('SELECT count(*) AS done FROM migration');
    const done = rows[0]?.done ?? 0;
    for (const [index, sql] of steps.entries()) {
      if (index < done) continue;
      await transaction.query(sql);
      await transaction.query('INSERT INTO migration (step) VALUES ($1)', [index + 1]);
    }
  });
}
