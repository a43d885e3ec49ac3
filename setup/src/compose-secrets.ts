import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeAuditKeyFile, makeKeyFile } from '@saite/identity';
import { findAdapterKeys } from './adapter-keys.ts';
import { brokerDefinitions } from './broker/definitions.ts';
import { newBrokerState } from './broker/state.ts';
import { makeAuthority } from './certificates.ts';
import { roleOf, schemaOf } from './database/rights/names.ts';
import { newDatabaseState } from './database/state.ts';
import { passwordsOfServices } from './passwords.ts';
import { SetupProblem } from './problem.ts';
import { projectRoot } from './project.ts';

const DATABASE = 'saite';

/**
 * Makes the files that the compose files take their secrets from. Never over those that exist: data are sealed with
 * the keys, and broker and database keep the passwords of their first start.
 *
 * Each service has its own user at the broker and role at the database, and is told no other's. Broker and database
 * show certificates of an authority that is made for them alone; its key is not kept.
 */
export async function makeComposeSecrets(folder: string): Promise<void> {
  if (existsSync(folder)) {
    throw new SetupProblem(
      `${folder} exists already and is left as it is.`,
      `Mape ${folder} jau ir un netiek mainīta.`,
    );
  }
  const { passwords } = newBrokerState('container');
  const { password } = newDatabaseState('container');
  const roles = passwordsOfServices();
  const authority = await makeAuthority('Saite, broker and database');
  const [broker, database] = [await authority.certify(['broker']), await authority.certify(['database'])];
  const adapters = await findAdapterKeys(projectRoot, folder);
  const auditKey = makeAuditKeyFile();
  // Closed is the folder: in a container each file is read by another user, so the files themselves are not.
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const files = {
    'keys.json': makeKeyFile(),
    'audit-key.json': auditKey.secret,
    'audit-key.pub.json': auditKey.open,
    ...Object.fromEntries(
      adapters.map(({ adapter, format }) => [`${adapter}-keys.json`, format.makeKeyFile()]),
    ),
    ...Object.fromEntries(
      Object.entries(passwords.services).map(([service, password]) => [
        `${service}-amqp-url`,
        `amqps://${service}:${password}@broker:5671`,
      ]),
    ),
    ...Object.fromEntries(
      Object.entries(roles).map(([service, password]) => [
        `${service}-database-url`,
        `postgres://${roleOf(DATABASE, schemaOf(service))}:${password}@database:5432/${DATABASE}`,
      ]),
    ),
    'ca.pem': authority.certificate,
    'broker-certificate.pem': broker.certificate,
    'broker-key.pem': broker.key,
    'database-certificate.pem': database.certificate,
    'database-key.pem': database.key,
    'reader-amqp-url': `amqps://reader:${passwords.reader}@broker:5671`,
    'broker-admin-password': passwords.admin,
    'broker-definitions.json': brokerDefinitions(passwords),
    'database-password': password,
    'database-admin-url': `postgres://saite:${password}@database:5432/${DATABASE}`,
    'database-roles.json': JSON.stringify(roles),
  };
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), content, { mode: 0o444 });
  }
}
