import { Bus, DONE } from '@saite/bus';
import { eventContracts, isEventType } from '@saite/contracts';

/** What a foreign program saw of one statement that was announced. */
export interface Seen {
  /** Ids of the events that told it; more than one means that it was told as two things. */
  readonly eventIds: Set<string>;
  copies: number;
}

/** A foreign program's queue on Saite's announcements, and what came out of it. */
export interface Collector {
  /** By statement id. */
  readonly statements: ReadonlyMap<string, Seen>;
  /** Events that broke the contract. */
  readonly unreadable: number;
  /** Copies of events that had been seen before: allowed, and worth knowing. */
  copies(): number;
  close(): Promise<void>;
}

export async function openCollector(amqpUrl: string): Promise<Collector> {
  const statements = new Map<string, Seen>();
  let unreadable = 0;
  const bus = await Bus.open({ url: amqpUrl, name: 'foreign-collector' });
  await bus.consume({
    queue: 'foreign.collector',
    patterns: ['saite.#'],
    batchSize: 500,
    handle: async (batch) =>
      batch.map(({ type, body }) => {
        const event = isEventType(type)
          ? eventContracts[type].safeParse(JSON.parse(body.toString()))
          : undefined;
        if (!event?.success) {
          unreadable += 1;
          return DONE;
        }
        if (event.data.type !== 'saite.allowance.stated.v1') return DONE;
        const { statementId } = event.data.data.statement;
        const seen = statements.get(statementId) ?? { eventIds: new Set<string>(), copies: 0 };
        seen.eventIds.add(event.data.id);
        seen.copies += 1;
        statements.set(statementId, seen);
        return DONE;
      }),
    hold: async () => {},
    isTransient: () => true,
    onTrouble: () => {},
  });
  return {
    statements,
    get unreadable() {
      return unreadable;
    },
    copies: () => [...statements.values()].reduce((sum, seen) => sum + seen.copies - 1, 0),
    close: () => bus.close(),
  };
}
