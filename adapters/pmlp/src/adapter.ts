import {
  type Adapter,
  consumeEvents,
  DONE,
  KIT_STEPS,
  startLeaderLoop,
  Tokens,
  Upstream,
  type Verdict,
  WAITING_PERSONS_STEP,
  type WatchedPerson,
} from '@saite/adapter-kit';
import type { EventOf } from '@saite/contracts';
import { openCode } from '@saite/identity';
import { inTransaction, rigaDate } from '@saite/runtime';
import { generationOf, readChanges } from './changes.ts';
import { fetchPersons } from './fetch.ts';
import { requirePermission } from './permission.ts';
import { ClientFile, CODES_AT_ONCE } from './protocol.ts';
import { Pmlp } from './upstream.ts';

export interface PmlpAdapterOptions {
  /** Address of the register's calls, without a slash at the end. */
  readonly url: string;
  /** File with the client's id, secret, key and permission. */
  readonly clientPath: string;
  /** Longest time of one call, milliseconds. */
  readonly timeoutMs: number;
  /** Time between two questions for changes, milliseconds. */
  readonly pollMs: number;
  /** Queue of placements, crises, social services and decisions on disability. */
  readonly queue?: string;
}

/** Steps of the adapter's schema. */
export const PMLP_STEPS = [...KIT_STEPS, WAITING_PERSONS_STEP];

const QUEUE = 'saite.pmlp';
/** What makes a person watched. */
const TYPES = [
  'spolis.placement.recorded.v1',
  'npais.crisis.reported.v1',
  'sopa.service.recorded.v1',
  'vdeavk.disability.decided.v1',
] as const;
type WatchingEvent = EventOf<(typeof TYPES)[number]>;
const CALLS_AT_ONCE = 3;
/** Refused answers after which a person is asked for alone, so that nobody waits because of another one. */
const ALONE_AFTER = 2;
const INTERVAL_MS = 1_000;

const WRONG_BOX: Verdict = {
  verdict: 'park',
  code: 'SEALED_WRONG',
  detail: 'the sealed identity does not open with the key of its version',
};

/**
 * Runs the adapter of PMLP: watches whoever is placed in care, in a crisis, gets a social service or has a decision on
 * a disability (*lēmums par invaliditāti*), tells the person's record and its changes.
 */
export async function startPmlp(adapter: Adapter, options: PmlpAdapterOptions): Promise<void> {
  const { log, leader, metrics, clock } = adapter;
  const { url, clientPath } = options;
  const upstream = new Upstream({ name: 'pmlp', timeoutMs: options.timeoutMs, log, metrics });
  adapter.shows('pmlp', upstream);
  const tokens = new Tokens({ url: `${url}/oauth2/token`, clientPath, clientFile: ClientFile, clock });
  const pmlp = new Pmlp({ url, upstream, tokens, clock });
  let permittedOn = '';

  const loop = (part: string, intervalMs: number, work: () => Promise<'more' | 'idle'>) => {
    const started = startLeaderLoop({ part: `pmlp.${part}`, intervalMs, log, leader, work });
    adapter.closes(() => started.close());
    upstream.onRecovered(() => started.wake());
    return started;
  };
  // Everybody is asked for once a day: what a feed of changes might have left out is found then.
  const fetching = loop('fetch', INTERVAL_MS, async () => {
    const today = rigaDate(clock.now());
    const mark = `${today}.${await generationOf(adapter)}`;
    const due = await adapter.watched.due(mark, CODES_AT_ONCE * CALLS_AT_ONCE);
    if (due.length === 0) return 'idle';
    if (permittedOn !== today) await requirePermission(adapter, pmlp);
    permittedOn = today;
    const calls = inCalls(due).map((persons) => fetchPersons(adapter, pmlp, persons, mark));
    const failed = (await Promise.allSettled(calls)).find((call) => call.status === 'rejected');
    if (failed) throw failed.reason;
    return 'more';
  });
  loop('changes', options.pollMs, () => readChanges(adapter, pmlp, () => fetching.wake()));

  await consumeEvents(adapter, {
    queue: options.queue ?? QUEUE,
    types: TYPES,
    take: async (events) => {
      const opens = events.map((event) => doesOpen(adapter, event));
      const codes = events.flatMap((event, index) =>
        opens[index] && concerns(event) ? [{ personRef: event.subject, code: event.data.identity }] : [],
      );
      const fresh = await inTransaction(adapter.database, (transaction) =>
        adapter.watched.watch(transaction, codes),
      );
      if (fresh > 0) fetching.wake();
      return opens.map((open) => (open ? DONE : WRONG_BOX));
    },
  });
}

/**
 * Nobody is asked about because of a service that the municipality has deleted, or of a decision that VDEĀVK has
 * withdrawn. A withdrawn placement did put a person into care once, as far as SPOLIS knew.
 */
function concerns(event: WatchingEvent): boolean {
  switch (event.type) {
    case 'sopa.service.recorded.v1':
    case 'vdeavk.disability.decided.v1':
      return !event.data.withdrawn;
    case 'spolis.placement.recorded.v1':
    case 'npais.crisis.reported.v1':
      return true;
  }
}

function doesOpen({ keys }: Adapter, { subject, data }: WatchingEvent): boolean {
  try {
    openCode(keys, subject, data.identity);
    return true;
  } catch {
    return false;
  }
}

/** Groups persons into calls: many in one, but those whose answers were refused again and again alone. */
function inCalls(persons: readonly WatchedPerson[]): WatchedPerson[][] {
  const together = persons.filter((person) => person.attempts < ALONE_AFTER);
  const alone = persons.filter((person) => person.attempts >= ALONE_AFTER);
  const calls: WatchedPerson[][] = [];
  for (let from = 0; from < together.length; from += CODES_AT_ONCE) {
    calls.push(together.slice(from, from + CODES_AT_ONCE));
  }
  return [...calls, ...alone.map((person) => [person])];
}
