import {
  type Adapter,
  KIT_STEPS,
  REQUESTED_DELIVERIES_STEP,
  startDelivering,
  Upstream,
} from '@saite/adapter-kit';
import { authorisation, InspectionCalls } from './client.ts';
import { surveyOf } from './translate.ts';

/** Steps of the adapter's schema; released ones never change. */
export const INSPECTION_STEPS = [...KIT_STEPS, REQUESTED_DELIVERIES_STEP] as const;

export interface InspectionOptions {
  /** Address of the inspection's calls, without a slash at the end. */
  readonly url: string;
  /** File with the client's key. */
  readonly clientPath: string;
  /** Longest time of one call, milliseconds. */
  readonly timeoutMs: number;
  /** Time between two looks at what is due, milliseconds. */
  readonly pollMs: number;
}

const QUEUE = 'saite.inspection.deliveries';

/** Runs the adapter of the children's inspection: surveys of families go out, receipts are told. */
export async function startInspection(adapter: Adapter, options: InspectionOptions): Promise<void> {
  const { log, metrics, keys } = adapter;
  const upstream = new Upstream({
    name: 'inspection',
    timeoutMs: options.timeoutMs,
    log,
    metrics,
    authorise: () => authorisation(options.clientPath),
  });
  adapter.shows('inspection', upstream);
  const calls = new InspectionCalls(options.url, upstream);
  const delivering = await startDelivering(
    adapter,
    { register: 'inspection', queue: QUEUE, intervalMs: options.pollMs },
    {
      receiptOf: (messageId) => calls.receiptOf(messageId),
      send: async (messageId, request) => calls.send(messageId, surveyOf(keys, request)),
    },
  );
  upstream.onRecovered(() => delivering.wake());
}
