import { type Adapter, publishFacts } from '@saite/adapter-kit';
import type { EventOf } from '@saite/contracts';
import { eventHead } from '@saite/identity';
import { toInstant } from '@saite/runtime';
import { DATASETS } from '../datasets/index.ts';
import { publishedEvent } from '../publication/index.ts';
import { markTold, readUntold } from './store.ts';

const BATCH = 50;

/**
 * Tells catalogues of editions, until the broker has each; told twice, it is the same event.
 *
 * @param baseUrl address at which everybody reads them
 */
export async function tellEditions(adapter: Adapter, baseUrl: string): Promise<'more' | 'idle'> {
  const { database, keys, clock } = adapter;
  const untold = await readUntold(database, BATCH);
  if (untold.length === 0) return 'idle';
  const time = toInstant(clock.now());
  const events = untold.map(({ edition, files }): EventOf<'saite.dataset.published.v1'> => {
    const data = publishedEvent(DATASETS[edition.dataset].structure, edition, files, baseUrl);
    const record = { subject: data.dataset, recordId: data.recordId, recordVersion: data.recordVersion };
    return {
      ...eventHead(keys, '/saite', 'saite.dataset', record, time),
      type: 'saite.dataset.published.v1',
      data,
    };
  });
  await publishFacts(adapter, events);
  await markTold(
    database,
    untold.map(({ edition }) => edition),
    clock.now(),
  );
  return 'more';
}
