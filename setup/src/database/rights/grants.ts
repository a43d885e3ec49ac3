import type { KeptSchema } from '@saite/runtime';
import pg from 'pg';

/** Gives a service's role exactly the rights that a schema says, whatever it had before. */
export async function grantTables(
  admin: pg.Client,
  { schema, grants }: KeptSchema,
  service: string,
  role: string,
): Promise<void> {
  const [place, name] = [pg.escapeIdentifier(schema), pg.escapeIdentifier(role)];
  await admin.query(`REVOKE ALL ON ALL TABLES IN SCHEMA ${place} FROM ${name}`);
  await admin.query(`REVOKE ALL ON SCHEMA ${place} FROM ${name}`);
  const tables = { ...grants['*'], ...grants[service] };
  if (Object.keys(tables).length === 0) return;
  await admin.query(`GRANT USAGE ON SCHEMA ${place} TO ${name}`);
  await admin.query(`GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${place} TO ${name}`);
  // A service looks whether the schema is as new as itself.
  await admin.query(`GRANT SELECT ON ${place}.migration TO ${name}`);
  for (const [table, rights] of Object.entries(tables))
    await admin.query(`GRANT ${rights.join(', ')} ON ${place}.${pg.escapeIdentifier(table)} TO ${name}`);
}
