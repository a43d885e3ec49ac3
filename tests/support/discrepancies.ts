import { Bus } from '@saite/bus';
import { contractOf, type DiscrepancyFound, type DiscrepancyResolved } from '@saite/contracts';
import type { TestHub } from './hub.ts';

/** What is told of discrepancies on the broker, in the order of its arrival. */
export interface ToldDiscrepancies {
  readonly found: { readonly subject: string; readonly data: DiscrepancyFound }[];
  readonly resolved: { readonly subject: string; readonly data: DiscrepancyResolved }[];
  close(): Promise<void>;
}

/** Reads along on the broker as any other program does. */
export async function listenToDiscrepancies(hub: TestHub): Promise<ToldDiscrepancies> {
  const bus = await Bus.open({ url: hub.room.amqpUrl, name: 'test-reader' });
  const found: ToldDiscrepancies['found'] = [];
  const resolved: ToldDiscrepancies['resolved'] = [];
  await bus.consume({
    queue: 'test.discrepancies',
    patterns: ['saite.discrepancy.#'],
    batchSize: 100,
    handle: async (batch) => {
      for (const { type, body } of batch) {
        const event: unknown = JSON.parse(body.toString());
        if (type === 'saite.discrepancy.found.v1') found.push(contractOf(type).parse(event));
        if (type === 'saite.discrepancy.resolved.v1') resolved.push(contractOf(type).parse(event));
      }
      return batch.map(() => ({ verdict: 'done' as const }));
    },
    hold: async () => {},
    isTransient: () => false,
    onTrouble: () => {},
  });
  return { found, resolved, close: () => bus.close() };
}
