import { dockerEngineRuns } from '../containers/engine.ts';
import { chooseProvider } from '../containers/provider.ts';
import { givenPart } from '../given-part.ts';
import { reasonOf } from '../problem.ts';
import type { Keeper } from '../processes/keeper.ts';
import type { Say } from '../screen.ts';
import type { Settings } from '../settings.ts';
import type { Broker } from './broker.ts';
import { createContainerBroker } from './container.ts';
import { createPrivateNode } from './private-node.ts';
import { readBrokerState } from './state.ts';

/** The broker of a run, started. */
export async function openBroker(keeper: Keeper, settings: Settings, say: Say): Promise<Broker> {
  const state = readBrokerState(keeper.folder);
  const remembered = state && (state.provider === 'container' ? 'container' : 'machine');
  const provider = chooseProvider(settings.amqpUrl !== undefined, remembered, await dockerEngineRuns());
  if (settings.amqpUrl !== undefined) return givenBroker(settings.amqpUrl, settings);
  if (provider === 'container') {
    const container = await createContainerBroker(keeper);
    try {
      await container.start();
      return container;
    } catch (error) {
      if (remembered !== undefined) throw error;
      await container.stop();
      say(
        `! the broker's container did not start (${reasonOf(error)}); this machine's RabbitMQ is used instead`,
      );
    }
  }
  const node = await createPrivateNode(keeper, say);
  await node.start();
  return node;
}

function givenBroker(url: string, settings: Settings): Broker {
  return {
    ...givenPart('broker'),
    description: 'given by AMQP_URL',
    url,
    servicePasswords: undefined,
    readerUrl: settings.readerAmqpUrl,
    adminUrl: settings.brokerAdminUrl,
    close: async () => undefined,
  };
}
