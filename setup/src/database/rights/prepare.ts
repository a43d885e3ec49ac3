import { type KeptSchema, migrate, OPERATIONS, PERSON_REFS, SERVICE_STATES } from '@saite/runtime';
import pg from 'pg';
import { AUDIT_GRANTS, AUDIT_SCHEMA, AUDIT_STEPS } from '../../../../hub/src/audit/schema.ts';
import { newPassword } from '../../passwords.ts';
import { grantTables } from './grants.ts';
import { roleOf, schemaOf } from './names.ts';
import { giveSchema } from './ownership.ts';
import { ensureLogin, ensureOwner } from './roles.ts';

/** The schemas that no service owns. */
const KEPT_SCHEMAS: readonly KeptSchema[] = [
  SERVICE_STATES,
  OPERATIONS,
  PERSON_REFS,
  { schema: AUDIT_SCHEMA, steps: AUDIT_STEPS, grants: AUDIT_GRANTS },
];

/** Addresses of the database by service, each with a role of its own. */
export type ServiceUrls = ReadonlyMap<string, string>;

/**
 * Gives each service a role that owns its schema and sees nothing else, and makes the schemas that nobody owns who logs
 * in. May be done again at any time; what an earlier version made as the administrator changes hands.
 *
 * @param adminUrl address of the database as an administrator, or as somebody who may make roles
 * @param services names of the services, as their processes are called
 * @param passwords of the roles by service; a new one for each that is missing
 * @returns nothing if that user may not make roles: least rights cannot be kept then
 */
export async function prepareDatabase(
  adminUrl: string,
  services: readonly string[],
  passwords: Readonly<Record<string, string>> = {},
): Promise<ServiceUrls | undefined> {
  const admin = new pg.Client({ connectionString: adminUrl });
  admin.on('error', () => undefined); // whatever is asked next fails by it
  await admin.connect();
  try {
    const { rows } = await admin.query<{ database: string; allowed: boolean }>(
      `SELECT datname AS database, rolsuper OR (rolcreaterole AND pg_has_role(datdba, 'USAGE')) AS allowed
       FROM pg_roles, pg_database WHERE rolname = current_user AND datname = current_database()`,
    );
    const { database, allowed } = rows[0] ?? { database: '', allowed: false };
    if (!allowed) return undefined;
    await admin.query("SELECT pg_advisory_lock(hashtextextended('saite.prepare', 0))");
    await makeKeptSchemas(adminUrl);
    const urls = new Map<string, string>();
    await admin.query('BEGIN');
    await admin.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
    await admin.query(`REVOKE CONNECT, TEMPORARY ON DATABASE ${pg.escapeIdentifier(database)} FROM PUBLIC`);
    for (const service of services) {
      const password = passwords[service] ?? newPassword();
      const role = roleOf(database, schemaOf(service));
      await ensureLogin(admin, role, password);
      await whileItMayMake(admin, database, role, () => giveSchema(admin, schemaOf(service), role));
      await admin.query(
        `GRANT CONNECT ON DATABASE ${pg.escapeIdentifier(database)} TO ${pg.escapeIdentifier(role)}`,
      );
      urls.set(service, withUser(adminUrl, role, password));
    }
    for (const kept of KEPT_SCHEMAS) {
      const owner = roleOf(database, kept.schema);
      await ensureOwner(admin, owner);
      await whileItMayMake(admin, database, owner, () => giveSchema(admin, kept.schema, owner));
      for (const service of services)
        await grantTables(admin, kept, service, roleOf(database, schemaOf(service)));
    }
    await admin.query('COMMIT');
    return urls;
  } finally {
    await admin.end(); // gives the lock back too, and undoes what was not committed
  }
}

/** A schema is only given to who may make one; that right is for the moment of the giving. */
async function whileItMayMake(
  admin: pg.Client,
  database: string,
  role: string,
  work: () => Promise<void>,
): Promise<void> {
  const [place, name] = [pg.escapeIdentifier(database), pg.escapeIdentifier(role)];
  await admin.query(`GRANT CREATE ON DATABASE ${place} TO ${name}`);
  await work();
  await admin.query(`REVOKE CREATE ON DATABASE ${place} FROM ${name}`);
}

async function makeKeptSchemas(adminUrl: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: adminUrl, max: 1 });
  pool.on('error', () => undefined);
  try {
    for (const { schema, steps } of KEPT_SCHEMAS) await migrate(pool, schema, steps);
  } finally {
    await pool.end();
  }
}

function withUser(url: string, user: string, password: string): string {
  const address = new URL(url);
  address.username = encodeURIComponent(user);
  address.password = encodeURIComponent(password);
  return address.href;
}
