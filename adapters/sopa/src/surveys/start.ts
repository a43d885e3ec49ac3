import { type Adapter, startFeed, startWatching, Upstream } from '@saite/adapter-kit';
import { keepStateCare } from '../import/store/state-care.ts';
import { SurveyCalls } from './client.ts';
import { surveySource } from './source.ts';

export interface SurveysOptions {
  /** Address of SOPA, without a slash at the end. */
  readonly url: string;
  /** Longest time of one call, milliseconds. */
  readonly timeoutMs: number;
  /** Time between two questions for changes, milliseconds. */
  readonly pollMs: number;
  /** Queue of placements, crises and person records. */
  readonly queue: string;
}

/** Reads the surveys of families whose child is, or was, in out-of-family care or in a crisis. */
export async function startSurveys(adapter: Adapter, options: SurveysOptions): Promise<void> {
  const { log, metrics } = adapter;
  const upstream = new Upstream({ name: 'sopa', timeoutMs: options.timeoutMs, log, metrics });
  adapter.shows('sopa', upstream);
  const source = surveySource(adapter, new SurveyCalls(options.url, upstream));
  const fetching = startFeed(adapter, source, { upstream, pollMs: options.pollMs });
  await startWatching(adapter, {
    queue: options.queue,
    crises: true,
    concerns: ({ data }) => !data.withdrawn && data.stay.programme === 'child-out-of-family',
    alsoTake: (transaction, placements) => keepStateCare(transaction, adapter.schema, placements),
    onTaken: () => fetching.wake(),
  });
}
