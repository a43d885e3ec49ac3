import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

const LOOK_MS = 50;
const NAME = 'saite';

/** Waits until the server takes connections, and makes the database in it when it is new. */
export async function untilDatabaseReady(url: string, signal: AbortSignal): Promise<void> {
  const maintenance = new URL(url);
  maintenance.pathname = '/postgres';
  while (!(await tryMaking(maintenance.href))) await wait(LOOK_MS, undefined, { signal });
}

async function tryMaking(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [NAME]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${NAME}`);
    return true;
  } catch (error) {
    // Not up yet, or still recovering. Anything else, a wrong password say, will not get better by waiting.
    if (isWorthWaiting(error)) return false;
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function isWorthWaiting(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  if (typeof code !== 'string') return true;
  return /^(ECONN|57P|EPIPE|ETIMEDOUT)/.test(code);
}
