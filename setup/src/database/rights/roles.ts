import pg from 'pg';
import { SetupProblem } from '../../problem.ts';
import { scramVerifier } from './scram.ts';

/** Makes a role that only owns: nobody can log in by it. */
export const ensureOwner = (client: pg.Client, role: string): Promise<void> =>
  ensureRole(client, role, 'NOLOGIN');

/** Makes a role that a service logs in by, with this password from now on. */
export const ensureLogin = (client: pg.Client, role: string, password: string): Promise<void> =>
  ensureRole(client, role, `LOGIN PASSWORD ${pg.escapeLiteral(scramVerifier(password))}`);

async function ensureRole(client: pg.Client, role: string, how: string): Promise<void> {
  const name = pg.escapeIdentifier(role);
  const { rows } = await client.query<{ mighty: boolean }>(
    `SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls AS mighty
     FROM pg_roles WHERE rolname = $1`,
    [role],
  );
  if (rows[0]?.mighty) throw tooMighty(role);
  await client.query(`${rows.length === 0 ? 'CREATE' : 'ALTER'} ROLE ${name} ${how}`);
  // Whoever gives something to a role must have the role's own rights; a superuser has those of all.
  await client.query(`DO $$ BEGIN
    IF NOT pg_has_role(${pg.escapeLiteral(role)}, 'USAGE') THEN EXECUTE 'GRANT ${name} TO CURRENT_USER'; END IF;
  END $$`);
}

const tooMighty = (role: string): SetupProblem =>
  new SetupProblem(
    `The role ${role} exists in the database and may do more than a service needs. Drop it, or use another database.`,
    `Datubāzē jau ir loma ${role}, un tā drīkst vairāk, nekā pakalpojumam vajag. Izdzēsiet to vai izmantojiet citu datubāzi.`,
  );
