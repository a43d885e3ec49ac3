import { type Adapter, consumeEvents, DONE } from '@saite/adapter-kit';
import { inTransaction } from '@saite/runtime';
import type { DiscrepancyNotices } from './store/discrepancy-notices.ts';
import type { Notices } from './store/notices.ts';

/** Takes alerts in as they are raised and cleared; copies and their order make no difference. */
export async function startIntake(adapter: Adapter, notices: Notices, queue: string): Promise<void> {
  await consumeEvents(adapter, {
    queue,
    types: ['saite.care-alert.raised.v1', 'saite.care-alert.cleared.v1'],
    take: async (events) => {
      await inTransaction(adapter.database, async (transaction) => {
        await notices.raise(
          transaction,
          events.flatMap((event) => (event.type === 'saite.care-alert.raised.v1' ? [event.data] : [])),
        );
        await notices.clear(
          transaction,
          events.flatMap((event) => (event.type === 'saite.care-alert.cleared.v1' ? [event.data] : [])),
        );
      });
      return events.map(() => DONE);
    },
  });
}

/**
 * Takes discrepancies in as they are found and settled. Their queue is their own: an adapter of an older release beside
 * this one would park what it does not know.
 */
export async function startDiscrepancyIntake(
  adapter: Adapter,
  notices: DiscrepancyNotices,
  queue: string,
): Promise<void> {
  await consumeEvents(adapter, {
    queue,
    types: ['saite.discrepancy.found.v1', 'saite.discrepancy.resolved.v1'],
    take: async (events) => {
      await inTransaction(adapter.database, async (transaction) => {
        await notices.find(
          transaction,
          events.flatMap((event) => (event.type === 'saite.discrepancy.found.v1' ? [event.data] : [])),
        );
        await notices.resolve(
          transaction,
          events.flatMap((event) => (event.type === 'saite.discrepancy.resolved.v1' ? [event.data] : [])),
        );
      });
      return events.map(() => DONE);
    },
  });
}
