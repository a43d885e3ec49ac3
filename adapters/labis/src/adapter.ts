import { type Adapter, KIT_STEPS, startLeaderLoop, Tokens, Upstream } from '@saite/adapter-kit';
import { LabisCalls } from './calls.ts';
import { makeBatch, sendOpenBatch } from './feed/batches.ts';
import { tellComplete, tellFilling, versionInForce } from './feed/rotation.ts';
import { startIntake } from './intake.ts';
import { KeptKeys } from './keys/kept-keys.ts';
import { labisMetrics } from './labis-metrics.ts';
import { ClientFile, MOST_RECORDS } from './protocol.ts';
import { Feed, type FeedState } from './store/feed-state.ts';
import { keyRecords } from './store/keying.ts';
import { Pending } from './store/pending.ts';
import { LABIS_STEP } from './store/steps.ts';

/** Steps of the adapter's schema; released ones never change. */
export const LABIS_STEPS = [...KIT_STEPS, LABIS_STEP] as const;

export interface LabisOptions {
  /** Address of LabIS's calls, without a slash at the end. */
  readonly url: string;
  /** File with the client's id, secret, key and permission. */
  readonly clientPath: string;
  /** File of the keys of the pseudonyms. */
  readonly keysPath: string;
  /** Longest time of one call, milliseconds. */
  readonly timeoutMs: number;
  /** Time between two looks at what waits, milliseconds. */
  readonly pollMs: number;
  /** How long something waits for others to go with, milliseconds. */
  readonly gatherMs: number;
  /** Longest time until a record is told as withdrawn that turned out to be about somebody else, milliseconds. */
  readonly partingMs: number;
  /** Most records of a batch. */
  readonly batchSize?: number;
}

const QUEUE = 'saite.labis';

/** Runs the adapter of LabIS: what registers tell leaves for the statistics, under pseudonyms. */
export async function startLabis(adapter: Adapter, options: LabisOptions): Promise<void> {
  const { clock, database, references, leader, log, metrics, schema } = adapter;
  const { url, clientPath, keysPath, timeoutMs, pollMs, gatherMs, batchSize = MOST_RECORDS } = options;
  const kept = await KeptKeys.open(keysPath, log);
  const upstream = new Upstream({ name: 'labis', timeoutMs, log, metrics });
  adapter.shows('labis', upstream);
  const tokens = new Tokens({ url: `${url}/oauth2/token`, clientPath, clientFile: ClientFile, clock });
  const calls = new LabisCalls({ url: `${url}/v1`, upstream, tokens });
  const feed = new Feed(database, schema);
  const pending = new Pending(database, schema, clock);
  labisMetrics(metrics, pending, feed);
  const rotation = { feed, pending, calls, clock, log };
  const batches = { adapter, feed, pending, calls };

  /** What is told anew after a rotation waits for nobody. */
  const isGathered = async ({ begunAt }: FeedState) => {
    const { since, count } = await pending.due(batchSize);
    if (since === null || count >= batchSize || since <= begunAt) return since !== null;
    return since.getTime() + gatherMs <= clock.now().getTime();
  };
  const work = async (): Promise<'more' | 'idle'> => {
    const keys = await kept.read();
    const force = await versionInForce(keys, rotation);
    // All have their new ids before the first batch, or the order of keying would show in the batches.
    if (await keyRecords(database, schema, references.firsts, keys, force)) return 'more';
    if (upstream.state === 'open') return 'idle'; // not an attempt: no delay grows
    const open = await sendOpenBatch(batches, force);
    if (open !== 'none') return open === 'sent' ? 'more' : 'idle';
    await tellFilling(rotation, force);
    if ((await isGathered(force)) && (await makeBatch(batches, keys, force, batchSize))) return 'more';
    await tellComplete(rotation, force);
    return 'idle';
  };
  const sending = startLeaderLoop({ part: 'labis.feed', intervalMs: pollMs, log, leader, work });
  adapter.closes(() => sending.close());
  upstream.onRecovered(() => sending.wake());
  await startIntake(adapter, {
    queue: QUEUE,
    partingMs: options.partingMs,
    onTaken: () => sending.wake(),
  });
}
