import { brokerRights } from './rights.ts';

/** One call of the broker's management interface. */
export type ManagementCall = (method: string, path: string, body: unknown) => Promise<unknown>;

/**
 * Gives the services' users their rights on a virtual host that is not the one of the broker's definitions.
 *
 * @param userOf name of a service's user there
 */
export async function admitServices(
  call: ManagementCall,
  vhost: string,
  services: readonly string[],
  userOf: (service: string) => string = (service) => service,
): Promise<void> {
  for (const service of services) {
    const { exchange, published, ...permissions } = brokerRights(service, services);
    await call('PUT', `/api/permissions/${vhost}/${userOf(service)}`, permissions);
    await call('PUT', `/api/topic-permissions/${vhost}/${userOf(service)}`, {
      exchange,
      write: published,
      read: '.*',
    });
  }
}
