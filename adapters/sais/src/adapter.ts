import { type Adapter, KIT_STEPS, startLeaderLoop, Upstream, type WatchedPerson } from '@saite/adapter-kit';
import { monthOf } from '@saite/contracts';
import { rigaDate } from '@saite/runtime';
import { deliverNotices } from './deliver.ts';
import { fetchPersons } from './fetch.ts';
import { PLACEMENT_NOTICES_STEP, startIntake } from './intake.ts';
import { ChangesReader } from './poll.ts';
import { openSoapClient } from './soap-client.ts';
import { Sais } from './upstream.ts';

/** Steps of the adapter's schema; released ones never change. */
export const SAIS_STEPS = [...KIT_STEPS, PLACEMENT_NOTICES_STEP] as const;

export interface SaisOptions {
  /** Address of SAIS's SOAP service. */
  readonly url: string;
  /** Longest time of one call, milliseconds. */
  readonly timeoutMs: number;
  /** Time between two questions for changes, milliseconds. */
  readonly pollMs: number;
  /** Queue of placements and person records. */
  readonly queue?: string;
}

const QUEUE = 'saite.sais';
const PERSONS_A_CALL = 50;
const CALLS_AT_ONCE = 4;
/** Refused answers after which a person is asked for alone, so that nobody waits because of another one. */
const ALONE_AFTER = 2;
const INTERVAL_MS = 1_000;

/** Runs the adapter of SAIS: takes placements in, asks for payments, reads changes, tells who is in care. */
export async function startSais(adapter: Adapter, options: SaisOptions): Promise<void> {
  const { log, leader, metrics, clock } = adapter;
  const upstream = new Upstream({ name: 'sais', timeoutMs: options.timeoutMs, log, metrics });
  adapter.shows('sais', upstream);
  const sais = new Sais(upstream, await openSoapClient(options.url));

  const loop = (part: string, intervalMs: number, work: () => Promise<'more' | 'idle'>) => {
    const started = startLeaderLoop({ part: `sais.${part}`, intervalMs, log, leader, work });
    adapter.closes(() => started.close());
    upstream.onRecovered(() => started.wake());
    return started;
  };
  const fetching = loop('fetch', INTERVAL_MS, async () => {
    const month = monthOf(rigaDate(clock.now()));
    const due = await adapter.watched.due(month, PERSONS_A_CALL * CALLS_AT_ONCE);
    const calls = inCalls(due).map((persons) => fetchPersons(adapter, sais, persons, month));
    const failed = (await Promise.allSettled(calls)).find((call) => call.status === 'rejected');
    if (failed) throw failed.reason;
    return due.length === 0 ? 'idle' : 'more';
  });
  const changes = new ChangesReader(adapter, sais, () => fetching.wake());
  loop('changes', options.pollMs, () => changes.read());
  const delivering = loop('deliver', INTERVAL_MS, () => deliverNotices(adapter, sais));

  await startIntake(adapter, {
    queue: options.queue ?? QUEUE,
    onWork: () => {
      fetching.wake();
      delivering.wake();
    },
  });
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
