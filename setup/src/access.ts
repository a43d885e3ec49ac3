import { join } from 'node:path';
import { Bus } from '@saite/bus';
import { prepareDatabase } from './database/rights/prepare.ts';
import { readJson, writeSecret } from './files.ts';
import { passwordsOfServices } from './passwords.ts';
import type { Say } from './screen.ts';

/** How a service logs in at broker and database: the variables that it alone gets. */
export type ServiceAccess = ReadonlyMap<string, Readonly<Record<'AMQP_URL' | 'DATABASE_URL', string>>>;

/** What broker and database are reached by, and whether we run the broker. */
export type AccessGround = {
  readonly keeper: { readonly folder: string };
  readonly broker: { readonly servicePasswords: Readonly<Record<string, string>> | undefined };
  readonly environment: Readonly<Record<string, string>>;
};

/**
 * Makes ready what the services share, and gives each a user at the broker and a role at the database that can do its
 * own work and nothing else. Where that cannot be, on a server that somebody else runs, it is said.
 */
export async function openAccess(ground: AccessGround, say: Say): Promise<ServiceAccess> {
  const { keeper, broker, environment } = ground;
  const { AMQP_URL = '', DATABASE_URL = '' } = environment;
  const file = join(keeper.folder, 'database-roles.json');
  const roles = passwordsOfServices(readPasswords(file));
  const services = Object.keys(roles);
  writeSecret(file, `${JSON.stringify(roles, null, 2)}\n`);
  const databaseUrls = await prepareDatabase(DATABASE_URL, services, roles);
  if (!databaseUrls)
    say(
      '! DATABASE_URL: its user may make no roles, so all services use it and their rights are not kept apart / ' +
        'tās lietotājs nedrīkst veidot lomas, tāpēc visi pakalpojumi lieto to un tiesības nav nodalītas',
    );
  const { servicePasswords } = broker;
  if (servicePasswords) await declareShared(AMQP_URL);
  else
    say(
      '! AMQP_URL: all services use this user, so their rights at the broker are not kept apart / ' +
        'visi pakalpojumi lieto šo lietotāju, tāpēc to tiesības brokerī nav nodalītas',
    );
  return new Map(
    services.map((service) => [
      service,
      {
        AMQP_URL: withUser(AMQP_URL, service, servicePasswords?.[service]),
        DATABASE_URL: databaseUrls?.get(service) ?? DATABASE_URL,
      },
    ]),
  );
}

/** Declares what all rely on before the first service looks for it; from then on the hub keeps it in being. */
async function declareShared(url: string): Promise<void> {
  const bus = await Bus.open({ url, name: 'saite-setup' });
  await bus.close();
}

function withUser(url: string, user: string, password: string | undefined): string {
  if (password === undefined) return url;
  const address = new URL(url);
  address.username = user;
  address.password = password;
  return address.href;
}

function readPasswords(file: string): Record<string, string> {
  const known = readJson(file);
  return Object.fromEntries(
    Object.entries(typeof known === 'object' && known !== null ? known : {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}
