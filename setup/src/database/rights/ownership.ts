import pg from 'pg';

/** Statements that give each thing in a schema to a role that has another owner; what depends on it follows. */
const STATEMENTS = `
  SELECT format('ALTER SCHEMA %I OWNER TO %I', nspname, $2::text) AS text
  FROM pg_namespace WHERE nspname = $1 AND pg_get_userbyid(nspowner) <> $2::text
  UNION ALL
  SELECT format('ALTER %s %I.%I OWNER TO %I', CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
      WHEN 'S' THEN 'SEQUENCE' WHEN 'c' THEN 'TYPE' ELSE 'TABLE' END, nspname, relname, $2::text)
  FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
  WHERE nspname = $1 AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c') AND pg_get_userbyid(relowner) <> $2::text
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid
      AND refclassid = 'pg_class'::regclass AND deptype IN ('a', 'i') AND relkind = 'S')
  UNION ALL
  SELECT format('ALTER TYPE %I.%I OWNER TO %I', nspname, typname, $2::text)
  FROM pg_type JOIN pg_namespace ON pg_namespace.oid = typnamespace
  WHERE nspname = $1 AND typtype IN ('e', 'd') AND pg_get_userbyid(typowner) <> $2::text
  UNION ALL
  SELECT format('ALTER ROUTINE %s OWNER TO %I', pg_proc.oid::regprocedure, $2::text)
  FROM pg_proc JOIN pg_namespace ON pg_namespace.oid = pronamespace
  WHERE nspname = $1 AND pg_get_userbyid(proowner) <> $2::text`;

/**
 * Makes a schema if it is missing, and gives it with all that is in it to a role: what an earlier version made as the
 * administrator changes hands once.
 */
export async function giveSchema(client: pg.Client, schema: string, owner: string): Promise<void> {
  const [name, role] = [pg.escapeIdentifier(schema), pg.escapeIdentifier(owner)];
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${name} AUTHORIZATION ${role}`);
  const { rows } = await client.query<{ text: string }>(STATEMENTS, [schema, owner]);
  for (const { text } of rows) await client.query(text);
}
