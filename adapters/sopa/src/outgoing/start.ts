import { type Adapter, startLeaderLoop, startRequests, Upstream } from '@saite/adapter-kit';
import type { Loop } from '@saite/runtime';
import { Exchange } from './exchange.ts';
import { FileStore } from './file-store.ts';
import { openOutgoingSchema, openReceiptsSchema } from './protocol.ts';
import { type Sending, sendNext } from './send.ts';

/** A municipality's loop rests until there is something to do; this is only in case nobody tells it. */
const RESTING_MS = 60_000;

const DISCREPANCY_REQUESTED = 'sopa.discrepancy-delivery.requested.v1';

export interface OutgoingOptions {
  /** Address of SOPA, without a slash at the end. */
  readonly url: string;
  /** Longest time of one call, milliseconds. */
  readonly timeoutMs: number;
  /** Time between two looks at what is due, milliseconds. */
  readonly pollMs: number;
  readonly queue: string;
}

/**
 * Delivers to the municipalities' social services. Each municipality has a way and a loop of its own, made when it
 * first has something to receive, so that one that is away holds up no other.
 */
export async function startOutgoing(adapter: Adapter, options: OutgoingOptions): Promise<void> {
  const { log, leader, metrics, database, schema, clock } = adapter;
  const outgoing = openOutgoingSchema();
  const receipts = openReceiptsSchema();
  adapter.closes(async () => {
    outgoing[Symbol.dispose]();
    receipts[Symbol.dispose]();
  });
  const files = new FileStore(database, schema, clock);
  const told: { atOnce: () => void } = { atOnce: () => {} };
  const upstreams = new Map<string, Upstream>();
  const exchange = new Exchange({
    url: options.url,
    upstreamOf: (municipality) => {
      const known = upstreams.get(municipality);
      if (known) return known;
      const upstream = new Upstream({ name: 'sopa', timeoutMs: options.timeoutMs, log, metrics });
      upstreams.set(municipality, upstream);
      adapter.shows(`sopa:${municipality}`, upstream);
      return upstream;
    },
    outgoing,
    receipts,
  });
  const sending: Sending = { adapter, files, exchange, onSettled: () => told.atOnce() };

  const loops = new Map<string, Loop>();
  const loopOf = (municipality: string): Loop => {
    const work = () => sendNext(sending, municipality);
    const loop = startLeaderLoop({ part: 'sopa.send', intervalMs: RESTING_MS, log, leader, work });
    loops.set(municipality, loop);
    return loop;
  };
  adapter.closes(async () => {
    await Promise.all([...loops.values()].map((loop) => loop.close()));
  });
  const looking = startLeaderLoop({
    part: 'sopa.look',
    intervalMs: options.pollMs,
    log,
    leader,
    work: async () => {
      for (const municipality of await files.due()) (loops.get(municipality) ?? loopOf(municipality)).wake();
      return 'idle';
    },
  });
  adapter.closes(() => looking.close());
  const requests = await startRequests(adapter, {
    register: 'sopa',
    queue: options.queue,
    discrepancies: { queue: `${options.queue}.discrepancies`, type: DISCREPANCY_REQUESTED },
    intervalMs: options.pollMs,
    onWork: () => looking.wake(),
  });
  told.atOnce = () => requests.tell();
}
