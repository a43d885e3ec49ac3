import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeAuditKeyFile, makeKeyFile } from '@saite/identity';
import { findAdapterKeys } from './adapter-keys.ts';
import { brokerDefinitions } from './broker/definitions.ts';
import { newBrokerState } from './broker/state.ts';
import { newDatabaseState } from './database/state.ts';
import { SetupProblem } from './problem.ts';
import { projectRoot } from './project.ts';

/**
 * Makes the files that the compose files take their secrets from. Never over those that exist: data are sealed with
 * the keys, and broker and database keep the passwords of their first start.
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
    'amqp-url': `amqp://saite:${passwords.saite}@broker:5672`,
    'reader-amqp-url': `amqp://reader:${passwords.reader}@broker:5672`,
    'broker-admin-password': passwords.admin,
    'broker-definitions.json': brokerDefinitions(passwords),
    'database-password': password,
    'database-url': `postgres://saite:${password}@database:5432/saite`,
  };
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), content, { mode: 0o444 });
  }
}
