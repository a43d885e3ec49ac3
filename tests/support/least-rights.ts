import { Bus } from '@saite/bus';
import { callBroker, type Room } from '@saite/runtime/testing';
import type { ServiceAccess } from '../../setup/src/access.ts';
import { admitServices } from '../../setup/src/broker/admit.ts';
import { prepareDatabase } from '../../setup/src/database/rights/prepare.ts';
import { passwordsOfServices } from '../../setup/src/passwords.ts';

/** Each service's own user at the broker and role at the database of a room, as `npm start` gives them. */
export interface LeastRights {
  readonly access: ServiceAccess;
  /** Ends the users; the roles end with the room. */
  close(): Promise<void>;
}

/** Makes a room ready for services that have the rights they need and no others. */
export async function openLeastRights(room: Room): Promise<LeastRights> {
  const passwords = passwordsOfServices();
  const services = Object.keys(passwords);
  const vhost = new URL(room.amqpUrl).pathname.slice(1);
  const userOf = (service: string) => `${vhost}.${service}`;
  for (const [service, password] of Object.entries(passwords))
    await callBroker('PUT', `/api/users/${userOf(service)}`, { password, tags: '' });
  await admitServices(callBroker, vhost, services, userOf);
  await (await Bus.open({ url: room.amqpUrl, name: 'test-setup' })).close();
  const databaseUrls = await prepareDatabase(room.databaseUrl, services, passwords);
  if (!databaseUrls) throw new Error('the user of DATABASE_URL may make no roles');
  return {
    access: new Map(
      Object.entries(passwords).map(([service, password]) => {
        const broker = new URL(room.amqpUrl);
        broker.username = userOf(service);
        broker.password = password;
        return [service, { AMQP_URL: broker.href, DATABASE_URL: databaseUrls.get(service) ?? '' }];
      }),
    ),
    close: async () => {
      for (const service of services) await callBroker('DELETE', `/api/users/${userOf(service)}`);
    },
  };
}
