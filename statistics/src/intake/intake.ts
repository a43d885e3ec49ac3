import { type Adapter, consumeEvents, DONE } from '@saite/adapter-kit';
import { type EventOf, SOURCE_TYPES } from '@saite/contracts';
import { inTransaction, type Transaction } from '@saite/runtime';
import { type Stale, unite } from './stale.ts';
import { COUNTED_FACTS, storedFact, storedRow } from './stored.ts';
import { takeFacts } from './take-facts.ts';
import { completeFiles, takeFile, takeRows } from './take-rows.ts';

const STATISTICS_QUEUE = 'saite.statistics';
const TYPES = [...COUNTED_FACTS, ...SOURCE_TYPES] as const;
type CountedEvent = EventOf<(typeof TYPES)[number]>;

/** Takes what is counted, a batch a transaction, and notes which months have to be counted again. */
export const startIntake = (adapter: Adapter): Promise<void> =>
  consumeEvents(adapter, {
    queue: STATISTICS_QUEUE,
    types: TYPES,
    batchSize: 500,
    take: async (events) => {
      await inTransaction(adapter.database, async (transaction) =>
        noteStale(transaction, unite(await takeAll(transaction, events)), adapter.clock.now()),
      );
      return events.map(() => DONE);
    },
  });

async function takeAll(transaction: Transaction, events: readonly CountedEvent[]): Promise<Stale[]> {
  const facts = [];
  const rows = [];
  const files = [];
  for (const event of events) {
    switch (event.type) {
      case 'vdeavk.disability.decided.v1':
      case 'pmlp.person.updated.v1':
      case 'spolis.placement.recorded.v1':
      case 'sopa.service.recorded.v1':
        facts.push(storedFact(event));
        break;
      case 'saite.source-file.accepted.v1':
        files.push(event.data);
        break;
      default:
        rows.push(storedRow(event));
    }
  }
  await takeRows(transaction, rows);
  for (const file of files) await takeFile(transaction, file);
  return [
    ...(await takeFacts(transaction, facts)),
    ...(await completeFiles(transaction, [...rows, ...files])),
  ];
}

/** Notes spans in one table that is only added to: intake never waits for who counts. */
async function noteStale(transaction: Transaction, spans: readonly Stale[], at: Date): Promise<void> {
  if (spans.length === 0) return;
  await transaction.query({
    name: 'note-stale',
    text: `INSERT INTO statistics.stale (what, from_month, to_month, noted_at)
      SELECT what, from_month, to_month, $4 FROM unnest($1::text[], $2::text[], $3::text[]) AS span (what, from_month, to_month)`,
    values: [spans.map(({ what }) => what), spans.map(({ from }) => from), spans.map(({ to }) => to), at],
  });
}
