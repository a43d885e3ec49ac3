import { readFileSync } from 'node:fs';
import { checkServerIdentity } from 'node:tls';
import pg from 'pg';
import { codeOf, type Log } from './log.ts';
import { mightyRole, refuse } from './open-defaults.ts';

export type Database = pg.Pool;
export type Transaction = pg.PoolClient;

// Calendar dates stay text: a Date object would shift them by the zone. Counts of rows fit a number.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => Number(text));

/** Longer than the driver's ten seconds: a new connection costs the server more than many queries. */
const IDLE_MS = 60_000;

/**
 * A pool of connections. Outside the sandbox the first of them is refused if its role is an administrator's or may
 * change the audit trail (`DATABASE_ROLE_MIGHTY`, `AUDIT_OPEN`).
 *
 * @param url `DATABASE_URL`; with `sslmode=verify-full` over TLS, certificates of `sslrootcert` or the machine's
 * @param service shown in `pg_stat_activity`
 * @param mode `SAITE_MODE`
 */
export function openDatabase(
  url: string,
  service: string,
  log: Log,
  connections = 10,
  mode = process.env.SAITE_MODE,
): Database {
  let trusted = mode === 'sandbox';
  const pool = new pg.Pool({
    ...connectionOf(url),
    max: connections,
    application_name: service,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: IDLE_MS,
    verify: (client, done) => {
      if (trusted) return done();
      demandSmallRole(client).then(() => {
        trusted = true;
        done();
      }, done);
    },
  });
  pool.on('error', (error) => log.warn('database.connection-lost', {}, error));
  return pool;
}

/** The driver's own reading of a URL checks an address of numbers against the name `localhost`. */
function connectionOf(url: string): pg.PoolConfig {
  const address = new URL(url);
  if (address.searchParams.get('sslmode') !== 'verify-full') return { connectionString: url };
  const authority = address.searchParams.get('sslrootcert');
  address.searchParams.delete('sslmode');
  address.searchParams.delete('sslrootcert');
  const host = address.hostname.replace(/^\[|\]$/g, '');
  return {
    connectionString: address.href,
    ssl: {
      ...(authority === null ? {} : { ca: readFileSync(authority) }),
      checkServerIdentity: (_name, certificate) => checkServerIdentity(host, certificate),
    },
  };
}

const ROLE_POWERS = `
  SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls AS mighty, EXISTS (
    SELECT FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE nspname = 'audit' AND relkind IN ('r', 'p') AND (
      pg_has_role(relowner, 'MEMBER') OR has_table_privilege(pg_class.oid, 'TRUNCATE')
      OR has_any_column_privilege(pg_class.oid, 'UPDATE')
      OR (relname <> 'pending' AND has_table_privilege(pg_class.oid, 'DELETE')))
  ) AS "changesAudit"
  FROM pg_roles WHERE rolname = current_user`;

async function demandSmallRole(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ mighty: boolean; changesAudit: boolean }>(ROLE_POWERS);
  refuse(rows.map((powers) => mightyRole('DATABASE_URL', powers)));
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
    // Looked for first: a service may be allowed to fill its schema, and not to make one.
    const { rows: found } = await transaction.query<{ schema: boolean; table: boolean }>(
      `SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = $1) AS schema,
        EXISTS (SELECT FROM pg_tables WHERE schemaname = $1 AND tablename = 'migration') AS "table"`,
      [schema],
    );
    if (!found[0]?.schema) await transaction.query(`CREATE SCHEMA ${pg.escapeIdentifier(schema)}`);
    await transaction.query(`SET LOCAL search_path TO ${pg.escapeIdentifier(schema)}`);
    if (!found[0]?.table)
      await transaction.query(
        'CREATE TABLE migration (step int PRIMARY KEY, done_at timestamptz NOT NULL DEFAULT now())',
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
