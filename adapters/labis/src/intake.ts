import { randomInt } from 'node:crypto';
import { type Adapter, consumeEvents, DONE, type Verdict } from '@saite/adapter-kit';
import { inTransaction } from '@saite/runtime';
import { takeFacts } from './store/records.ts';
import { factOf, TYPES } from './translate/translate.ts';

const BATCH = 500;

const CONFLICT: Verdict = {
  verdict: 'park',
  code: 'VERSION_CONFLICT',
  detail: 'this version of the record is known to be about somebody else',
};

export interface IntakeOptions {
  readonly queue: string;
  /**
   * Longest time after which a record is told as withdrawn that was found to be about somebody else; the time is
   * drawn by lot, milliseconds.
   */
  readonly partingMs: number;
  /** Told when something was taken. */
  readonly onTaken: () => void;
}

/** Takes what the registers tell. No key is needed for it, and no sealed box is opened. */
export const startIntake = (adapter: Adapter, { queue, partingMs, onTaken }: IntakeOptions): Promise<void> =>
  consumeEvents(adapter, {
    queue,
    types: TYPES,
    batchSize: BATCH,
    take: async (events) => {
      const now = adapter.clock.now();
      const partedAt = new Date(now.getTime() + randomInt(1, partingMs + 1));
      const outcomes = await inTransaction(adapter.database, (transaction) =>
        takeFacts(transaction, adapter.schema, events.map(factOf), { now, partedAt }),
      );
      onTaken();
      return outcomes.map((outcome) => (outcome === 'taken' ? DONE : CONFLICT));
    },
  });
