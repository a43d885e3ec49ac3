import { createContainerPart, volumeName } from '../containers/container-part.ts';
import { freePort } from '../ports.ts';
import type { Keeper } from '../processes/keeper.ts';
import type { Broker } from './broker.ts';
import { brokerDefinitions } from './definitions.ts';
import { NODE_NAME } from './node-files.ts';
import { untilBrokerReady } from './ready.ts';
import { newBrokerState, readBrokerState, writeBrokerState } from './state.ts';

const IMAGE = 'rabbitmq:4-management';

/** A broker of the Docker engine, its data in a volume of this data folder. */
export async function createContainerBroker(keeper: Keeper): Promise<Broker> {
  const state = readBrokerState(keeper.folder) ?? newBrokerState('container');
  const amqp = await freePort(state.ports.amqp);
  const management = await freePort(state.ports.management);
  const { passwords } = state;
  const adminUrl = `http://admin:${passwords.admin}@127.0.0.1:${management}`;
  const part = createContainerPart('broker', {
    image: IMAGE,
    ports: { 5672: amqp, 15672: management },
    dataPath: '/var/lib/rabbitmq',
    volume: keeper.disposable ? undefined : volumeName(keeper.folder, 'broker'),
    configure: (container) =>
      container.withEnvironment({ RABBITMQ_NODENAME: NODE_NAME }).withCopyContentToContainer([
        { target: '/etc/rabbitmq/saite.json', content: brokerDefinitions(passwords), mode: 0o644 },
        {
          target: '/etc/rabbitmq/conf.d/90-saite.conf',
          content: 'load_definitions = /etc/rabbitmq/saite.json\n',
          mode: 0o644,
        },
      ]),
    untilReady: async (signal) => {
      await untilBrokerReady(amqp, adminUrl, signal);
      writeBrokerState(keeper.folder, { ...state, ports: { amqp, management } });
    },
  });
  return {
    ...part,
    description: `${IMAGE}, Docker`,
    url: `amqp://saite:${passwords.saite}@127.0.0.1:${amqp}`,
    servicePasswords: passwords.services,
    readerUrl: `amqp://reader:${passwords.reader}@127.0.0.1:${amqp}`,
    adminUrl,
    close: part.stop,
  };
}
