import { openTestAdapter, type TestAdapter } from '@saite/adapter-kit/testing';
import { toMessage } from '@saite/bus';
import { Dataset, type DatasetId, Month, type SaiteEvent } from '@saite/contracts';
import { waitFor } from '@saite/runtime/testing';
import { startStatistics } from '../service.ts';
import { STATISTICS_SCHEMA, STATISTICS_STEPS } from '../store/schema.ts';
import { MadeEvents } from './events.ts';

/** The statistics on a real broker and database, in a month of their own. */
export interface World extends TestAdapter {
  readonly url: string;
  readonly made: MadeEvents;
  /** Tells events as adapters do. */
  tell(...events: readonly SaiteEvent[]): Promise<void>;
  dataset(id: DatasetId, period: string, query?: string): Promise<Dataset>;
  /** Waits until a data set of a period looks as it should. */
  eventually(id: DatasetId, period: string, is: (dataset: Dataset) => boolean): Promise<Dataset>;
  csv(id: DatasetId, period: string): Promise<string>;
  stop(): Promise<void>;
}

export interface WorldOptions {
  readonly now?: string;
  readonly firstMonth?: string;
  readonly sharing?: Pick<TestAdapter, 'room' | 'keyPath'>;
}

export async function openWorld({
  now = '2026-11-20T08:00:00Z',
  firstMonth = '2026-08',
  sharing,
}: WorldOptions = {}): Promise<World> {
  const started = Date.now();
  const start = new Date(now).getTime();
  const ground = await openTestAdapter({
    name: 'statistics',
    schema: STATISTICS_SCHEMA,
    steps: STATISTICS_STEPS,
    types: ['saite.dataset.published.v1'],
    clock: { now: () => new Date(start + Date.now() - started) },
    sharing,
  });
  const { url } = await startStatistics(ground.adapter, {
    door: { host: '127.0.0.1', port: 0 },
    baseUrl: 'https://saite.example.lv',
    firstMonth: Month.parse(firstMonth),
    quietMs: 300,
  });
  const read = async (path: string, accept: string) => {
    const answer = await fetch(`${url}/v1/datasets/${path}`, { headers: { accept } });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    return answer.text();
  };
  const dataset = async (id: DatasetId, period: string, query = '') =>
    Dataset.parse(JSON.parse(await read(`${id}?period=${period}${query}`, 'application/json')));
  return {
    ...ground,
    url,
    made: new MadeEvents(ground.adapter.keys),
    async tell(...events) {
      for (const outcome of await ground.adapter.bus.publish(events.map(toMessage)))
        if (outcome !== 'sent') throw new Error(`an event was not taken: ${outcome}`);
    },
    dataset,
    eventually: (id, period, is) =>
      waitFor(`${id} of ${period}`, async () => {
        const found = await dataset(id, period);
        return is(found) ? found : undefined;
      }),
    csv: (id, period) => read(`${id}?period=${period}`, 'text/csv'),
    stop: () => ground.end(),
  };
}
