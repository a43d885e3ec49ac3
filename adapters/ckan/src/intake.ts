import { type Adapter, consumeEvents, DONE, type Verdict } from '@saite/adapter-kit';
import { inTransaction } from '@saite/runtime';
import type { Editions } from './store/editions.ts';

/** Takes editions in as they are made; copies and their order make no difference. */
export async function startIntake(
  adapter: Adapter,
  editions: Editions,
  queue: string,
  onTaken: () => void,
): Promise<void> {
  await consumeEvents(adapter, {
    queue,
    types: ['saite.dataset.published.v1'],
    take: async (events) => {
      const verdicts = await inTransaction(adapter.database, async (transaction) => {
        const all: Verdict[] = [];
        for (const { data } of events) {
          const outcome = await editions.take(transaction, data);
          all.push(outcome === 'taken' ? DONE : CONFLICT);
        }
        return all;
      });
      onTaken();
      return verdicts;
    },
  });
}

const CONFLICT: Verdict = {
  verdict: 'park',
  code: 'VERSION_CONFLICT',
  detail: 'the same edition was told before with other content',
};
