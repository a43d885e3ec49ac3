import {
  type Adapter,
  KIT_STEPS,
  type PlacementEvent,
  REQUESTED_DELIVERIES_STEP,
  startDelivering,
  startFeed,
  startWatching,
  Upstream,
} from '@saite/adapter-kit';
import { messageOf } from './outgoing/message.ts';
import { recordSource } from './record-source.ts';
import { openSoapClient } from './soap-client.ts';
import { Npais } from './upstream.ts';

/** Steps of the adapter's schema; released ones never change. */
export const NPAIS_STEPS = [...KIT_STEPS, REQUESTED_DELIVERIES_STEP] as const;

export interface NpaisOptions {
  /** Address of NPAIS's SOAP service. */
  readonly url: string;
  /** Longest time of one call, milliseconds. */
  readonly timeoutMs: number;
  /** Time between two questions for changes, milliseconds. */
  readonly pollMs: number;
}

const QUEUE = 'saite.npais';
const DELIVERIES_QUEUE = 'saite.npais.deliveries';
const DISCREPANCIES = {
  queue: 'saite.npais.discrepancies',
  type: 'npais.discrepancy-delivery.requested.v1',
} as const;
const INTERVAL_MS = 1_000;

/** Runs the adapter of NPAIS: asks for decisions and crises, reads changes, delivers to orphan's courts. */
export async function startNpais(adapter: Adapter, options: NpaisOptions): Promise<void> {
  const { keys, log, metrics } = adapter;
  const upstream = new Upstream({ name: 'npais', timeoutMs: options.timeoutMs, log, metrics });
  adapter.shows('npais', upstream);
  const npais = new Npais(upstream, await openSoapClient(options.url));

  const fetching = startFeed(adapter, recordSource(adapter, npais), { upstream, pollMs: options.pollMs });
  const delivering = await startDelivering(
    adapter,
    {
      register: 'npais',
      queue: DELIVERIES_QUEUE,
      discrepancies: DISCREPANCIES,
      intervalMs: INTERVAL_MS,
    },
    {
      receiptOf: (messageId) => npais.receiptOf(messageId),
      send: async (messageId, request) => npais.deliver(messageId, messageOf(keys, request)),
    },
  );
  upstream.onRecovered(() => delivering.wake());

  await startWatching(adapter, {
    queue: QUEUE,
    concerns: isOfChild,
    onTaken: () => fetching.wake(),
  });
}

const isOfChild = ({ data }: PlacementEvent): boolean =>
  !data.withdrawn && data.stay.programme === 'child-out-of-family';
