import { type Adapter, KIT_STEPS, startLeaderLoop, Upstream } from '@saite/adapter-kit';
import { ckanMetrics } from './ckan-metrics.ts';
import { readClient } from './client-file.ts';
import { publishDue } from './deliver.ts';
import { startIntake } from './intake.ts';
import { Portal } from './portal/portal.ts';
import { Editions } from './store/editions.ts';
import { EDITIONS_STEP } from './store/steps.ts';

/** Steps of the adapter's schema; released ones never change. */
export const CKAN_STEPS = [...KIT_STEPS, EDITIONS_STEP] as const;

export interface CkanOptions {
  /** Address of the portal with its base path, without a slash at the end. */
  readonly url: string;
  /** Address below which Saite's files lie, without a slash at the end. */
  readonly filesUrl: string;
  /** File with the client's token and what goes along with it. */
  readonly clientPath: string;
  /** Longest time of one call, milliseconds. */
  readonly timeoutMs: number;
  /** Time between two looks at what is due, milliseconds. */
  readonly pollMs: number;
  /** Queue of editions. */
  readonly queue?: string;
}

const QUEUE = 'saite.ckan';

/** Runs the adapter of the open data portal: each edition of a data set goes there, once. */
export async function startCkan(adapter: Adapter, options: CkanOptions): Promise<void> {
  const { log, leader, metrics, database, schema, clock } = adapter;
  const { url, filesUrl, clientPath, timeoutMs, pollMs } = options;
  const authorise = async () => ({ authorization: (await readClient(clientPath)).token });
  const upstream = new Upstream({ name: 'ckan', timeoutMs, log, metrics, authorise });
  const files = new Upstream({ name: 'ckan-files', timeoutMs, log, metrics });
  adapter.shows('ckan', upstream);
  adapter.shows('files', files);
  const portal = new Portal(url, upstream);
  const editions = new Editions(database, schema, clock);
  ckanMetrics(metrics, editions);
  const parts = async () => ({ portal, files, filesUrl, client: await readClient(clientPath) });
  const publishing = startLeaderLoop({
    part: 'ckan.publish',
    intervalMs: pollMs,
    log,
    leader,
    work: async () => (upstream.state === 'open' ? 'idle' : publishDue(adapter, editions, parts)),
  });
  adapter.closes(() => publishing.close());
  for (const way of [upstream, files]) way.onRecovered(() => publishing.wake());
  await startIntake(adapter, editions, options.queue ?? QUEUE, () => publishing.wake());
}
