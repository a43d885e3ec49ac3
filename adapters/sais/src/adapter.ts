import {
  type Adapter,
  KIT_STEPS,
  startFeed,
  startLeaderLoop,
  startWatching,
  Upstream,
} from '@saite/adapter-kit';
import { deliverNotices } from './deliver.ts';
import { paymentSource } from './payment-source.ts';
import { noteNotices, PLACEMENT_NOTICES_STEP } from './placement-notices.ts';
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
const INTERVAL_MS = 1_000;

/** Runs the adapter of SAIS: takes placements in, asks for payments, reads changes, tells who is in care. */
export async function startSais(adapter: Adapter, options: SaisOptions): Promise<void> {
  const { log, leader, metrics } = adapter;
  const upstream = new Upstream({ name: 'sais', timeoutMs: options.timeoutMs, log, metrics });
  adapter.shows('sais', upstream);
  const sais = new Sais(upstream, await openSoapClient(options.url));

  const fetching = startFeed(adapter, paymentSource(adapter, sais), { upstream, pollMs: options.pollMs });
  const delivering = startLeaderLoop({
    part: 'sais.deliver',
    intervalMs: INTERVAL_MS,
    log,
    leader,
    work: () => deliverNotices(adapter, sais),
  });
  adapter.closes(() => delivering.close());
  upstream.onRecovered(() => delivering.wake());

  await startWatching(adapter, {
    queue: options.queue ?? QUEUE,
    alsoTake: (transaction, placements) => noteNotices(adapter, transaction, placements),
    onTaken: () => {
      fetching.wake();
      delivering.wake();
    },
  });
}
