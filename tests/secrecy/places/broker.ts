import { callBroker } from '../../faults/system/broker-admin.ts';
import { type Place, textPlace } from './folder.ts';

/** Of a queue; the files of the broker hold all of them. */
const MOST_MESSAGES = 300;
const VIEWS = [
  'overview',
  'connections',
  'channels',
  'consumers',
  'exchanges',
  'queues',
  'bindings',
  'definitions',
];

const namesIn = (list: unknown): string[] =>
  Array.isArray(list) ? list.map((one) => String(Object(one).name)) : [];

/** What an administrator of the broker sees: every view of the management interface, and every message that waits. */
export async function* managementOf(adminUrl: string): AsyncGenerator<Place> {
  for (const view of VIEWS)
    yield textPlace(`management ${view}`, JSON.stringify(await callBroker(adminUrl, 'GET', `/api/${view}`)));
  for (const queue of namesIn(await callBroker(adminUrl, 'GET', '/api/queues/%2F'))) {
    const messages = await callBroker(adminUrl, 'POST', `/api/queues/%2F/${queue}/get`, {
      count: MOST_MESSAGES,
      ackmode: 'ack_requeue_true',
      encoding: 'auto',
    });
    yield textPlace(`messages of ${queue}`, JSON.stringify(messages));
  }
}
