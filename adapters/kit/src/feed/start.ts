import type { Loop } from '@saite/runtime';
import type { Adapter } from '../adapter.ts';
import { startLeaderLoop } from '../loop.ts';
import type { WatchedPerson } from '../store/index.ts';
import type { Upstream } from '../upstream/upstream.ts';
import { ChangesReader } from './changes.ts';
import { fetchPersons } from './fetch.ts';
import type { RecordSource } from './source.ts';

export interface FeedOptions {
  readonly upstream: Upstream;
  /** Time between two questions for changes, milliseconds. */
  readonly pollMs: number;
}

const PERSONS_A_CALL = 50;
const CALLS_AT_ONCE = 4;
/** Refused answers after which a person is asked for alone, so that nobody waits because of another one. */
const ALONE_AFTER = 2;
const INTERVAL_MS = 1_000;

/**
 * Reads a register's records of the watched persons: asks about each who is due, and follows the changes.
 *
 * @returns the loop that asks, to be woken when somebody is newly watched
 */
export function startFeed<Content, Mark extends string>(
  adapter: Adapter,
  source: RecordSource<Content, Mark>,
  { upstream, pollMs }: FeedOptions,
): Loop {
  const { log, leader, clock, watched } = adapter;
  const loop = (part: string, intervalMs: number, work: () => Promise<'more' | 'idle'>) => {
    const started = startLeaderLoop({ part: `${source.name}.${part}`, intervalMs, log, leader, work });
    adapter.closes(() => started.close());
    upstream.onRecovered(() => started.wake());
    return started;
  };
  const fetching = loop('fetch', INTERVAL_MS, async () => {
    const mark = source.mark(clock.now());
    const due = await watched.due(mark, PERSONS_A_CALL * CALLS_AT_ONCE);
    const calls = inCalls(due).map((persons) => fetchPersons(adapter, source, persons, mark));
    const failed = (await Promise.allSettled(calls)).find((call) => call.status === 'rejected');
    if (failed) throw failed.reason;
    return due.length === 0 ? 'idle' : 'more';
  });
  const changes = new ChangesReader(adapter, source, () => fetching.wake());
  loop('changes', pollMs, () => changes.read());
  return fetching;
}

/** Groups persons into calls: many in one, but those whose answers were refused again and again alone. */
function inCalls(persons: readonly WatchedPerson[]): WatchedPerson[][] {
  const alone = persons.filter((person) => person.attempts >= ALONE_AFTER);
  const together = persons.filter((person) => person.attempts < ALONE_AFTER);
  const calls: WatchedPerson[][] = [];
  for (let from = 0; from < together.length; from += PERSONS_A_CALL)
    calls.push(together.slice(from, from + PERSONS_A_CALL));
  return [...calls, ...alone.slice(0, PERSONS_A_CALL).map((person) => [person])];
}
