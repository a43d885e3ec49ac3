import type { Bus } from '@saite/bus';
import type { ToldDetail } from '@saite/runtime';
import type { Cursors } from './store/index.ts';
import type { Upstream } from './upstream/upstream.ts';

interface Told {
  readonly bus: Bus;
  readonly cursors: Cursors;
  readonly upstreams: ReadonlyMap<string, Upstream>;
  /** Cursors that are no feeds. */
  readonly notFeeds: readonly string[];
  readonly paused: boolean;
}

/** What an adapter tells operators of its registers, feeds and queues. */
export async function toldDetail({ bus, cursors, upstreams, notFeeds, paused }: Told): Promise<ToldDetail> {
  const moves = await cursors.moves();
  return {
    upstreams: [...upstreams].map(
      ([
        upstream,
        {
          state,
          lastCalls: { lastGoodAt, lastFailure },
        },
      ]) => ({
        upstream,
        breaker: state,
        lastGoodAt: lastGoodAt?.toISOString() ?? null,
        lastFailure: lastFailure ? { at: lastFailure.at.toISOString(), code: lastFailure.code } : null,
      }),
    ),
    feeds: moves
      .filter(({ name }) => !notFeeds.includes(name))
      .map(({ name, movedAt }) => ({ feed: name, lastChangeAt: movedAt.toISOString() })),
    queues: await bus.queues(),
    stopped: [
      ...(paused ? [''] : []),
      ...[...upstreams].filter(([, { state }]) => state === 'held').map(([name]) => name),
    ],
  };
}
