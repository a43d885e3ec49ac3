import {
  type Adapter,
  KIT_STEPS,
  startFeed,
  Tokens,
  Upstream,
  WAITING_PERSONS_STEP,
} from '@saite/adapter-kit';
import { VdeavkCalls } from './calls.ts';
import { ClientFile } from './protocol.ts';
import { decisionSource } from './source.ts';
import { reportUnknownDisorders } from './unknown-disorders.ts';
import { watchPersons } from './watching.ts';

export interface VdeavkAdapterOptions {
  /** Address of the register's calls, without a slash at the end. */
  readonly url: string;
  /** File with the client's id, secret, key and permission. */
  readonly clientPath: string;
  /** Longest time of one call, milliseconds. */
  readonly timeoutMs: number;
  /** Time between two questions for changes, milliseconds. */
  readonly pollMs: number;
}

/** Steps of the adapter's schema. */
export const VDEAVK_STEPS = [...KIT_STEPS, WAITING_PERSONS_STEP];

const QUEUE = 'saite.vdeavk';

/**
 * Runs the adapter of VDEĀVK: tells every decision on a disability, and asks at once about whoever is placed in care or
 * gets a social service.
 */
export async function startVdeavk(adapter: Adapter, options: VdeavkAdapterOptions): Promise<void> {
  const { clock, log, metrics } = adapter;
  const { url, clientPath, timeoutMs, pollMs } = options;
  const upstream = new Upstream({ name: 'vdeavk', timeoutMs, log, metrics });
  adapter.shows('vdeavk', upstream);
  const tokens = new Tokens({ url: `${url}/oauth2/token`, clientPath, clientFile: ClientFile, clock });
  const calls = new VdeavkCalls({ url, upstream, tokens });
  const fetching = startFeed(adapter, decisionSource(adapter, calls, reportUnknownDisorders(adapter)), {
    upstream,
    pollMs,
  });
  await watchPersons(adapter, QUEUE, () => fetching.wake());
}
