import { z } from 'zod';

const At = z.iso.datetime().nullable();

/** What a service tells operators of itself, beside its health. */
export const ToldDetail = z.object({
  upstreams: z.array(
    z.object({
      upstream: z.string(),
      breaker: z.enum(['closed', 'half-open', 'open', 'held']),
      lastGoodAt: At,
      lastFailure: z.object({ at: z.iso.datetime(), code: z.string() }).nullable(),
    }),
  ),
  feeds: z.array(z.object({ feed: z.string(), lastChangeAt: z.iso.datetime() })),
  queues: z.array(
    z.object({
      queue: z.string(),
      depth: z.number().nullable(),
      consumers: z.number().nullable(),
      inPerMinute: z.number().nullable(),
      outPerMinute: z.number().nullable(),
      oldestSeconds: z.number().nullable(),
    }),
  ),
  /** What it has stopped because operators said so: upstreams, and an empty name for the whole service. */
  stopped: z.array(z.string()),
});
export type ToldDetail = z.infer<typeof ToldDetail>;

export const NOTHING_TOLD: ToldDetail = { upstreams: [], feeds: [], queues: [], stopped: [] };
