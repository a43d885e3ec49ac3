import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A database and a virtual host of the broker that nobody else uses. */
export interface Room {
  readonly amqpUrl: string;
  readonly databaseUrl: string;
  /** Ends both, with everything in them. */
  close(): Promise<void>;
}

function needed(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new Error(`${name} is not set: run the tests by "npm test", which starts a broker and a database.`);
}

/** Opens a room of its own for a test file, on the broker and database that the test run started. */
export async function openRoom(): Promise<Room> {
  const name = `room_${randomBytes(6).toString('hex')}`;
  const server = new URL(needed('DATABASE_URL'));
  const admin = new pg.Client({ connectionString: server.href });
  await admin.connect();
  // Copying the files of an empty database is a quarter of the server's work of writing each of its pages to the log.
  await admin.query(`CREATE DATABASE ${name} STRATEGY FILE_COPY`);
  const broker = new URL(needed('AMQP_URL'));
  await callBroker('PUT', `/api/vhosts/${name}`);
  await callBroker('PUT', `/api/permissions/${name}/${broker.username}`, {
    configure: '.*',
    write: '.*',
    read: '.*',
  });
  const database = new URL(server);
  database.pathname = `/${name}`;
  broker.pathname = `/${name}`;
  return {
    amqpUrl: broker.href,
    databaseUrl: database.href,
    close: async () => {
      await callBroker('DELETE', `/api/vhosts/${name}`);
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      const { rows } = await admin.query<{ role: string }>(
        'SELECT quote_ident(rolname) AS role FROM pg_roles WHERE starts_with(rolname, $1)',
        [`${name}_`],
      );
      for (const { role } of rows) await admin.query(`DROP ROLE ${role}`);
      await admin.end();
    },
  };
}

/** Where the broker is managed: as set, or where RabbitMQ's management listens by itself, with the same user. */
function managementUrl(): URL {
  const { SAITE_BROKER_ADMIN_URL: set } = process.env;
  if (set) return new URL(set);
  const { hostname, username, password } = new URL(needed('AMQP_URL'));
  return new URL(`http://${username}:${password}@${hostname}:15672`);
}

/** Calls the management interface of the test run's broker. */
export async function callBroker(method: string, path: string, body?: unknown): Promise<unknown> {
  const url = managementUrl();
  const authorization = `Basic ${Buffer.from(`${url.username}:${url.password}`).toString('base64')}`;
  const response = await fetch(new URL(path, url.origin), {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok)
    throw new Error(`the broker's management answered ${response.status} to ${method} ${path}`);
  const text = await response.text();
  return text ? JSON.parse(text) : undefined;
}
