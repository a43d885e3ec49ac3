import { z } from 'zod';
import { Instant } from '../../values/calendar.ts';
import { OperatorName, OperatorNote, ServiceName } from './common.ts';

const UpstreamName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,62}$/, { error: 'expected the name of an upstream' })
  .describe('Upstream: the register, or one installation of it');

/** What an operator stopped by hand: a service, or the calls to one register. It stands until somebody lifts it. */
export const Control = z
  .strictObject({
    service: ServiceName,
    upstream: UpstreamName.nullable().describe('Whose breaker is held; null if the whole service is paused'),
    stopped: z.boolean().describe('Whether it is stopped'),
    by: OperatorName,
    reason: z.string().describe('Why'),
    since: Instant.describe('When the operator said so'),
    acknowledged: z.boolean().describe('Whether the service has said that it does so'),
  })
  .describe('A stop by hand');
export type Control = z.infer<typeof Control>;

export const ControlBody = z
  .strictObject({
    service: ServiceName,
    upstream: UpstreamName.optional().describe(
      'Hold the breaker of this upstream; absent: pause the whole service',
    ),
    stopped: z.boolean().describe('true: pause or hold; false: go on'),
    reason: OperatorNote,
  })
  .describe('Stops something by hand, or lets it go on');
export type ControlBody = z.infer<typeof ControlBody>;

export const OperatorUpstream = z
  .strictObject({
    upstream: UpstreamName,
    breaker: z
      .enum(['closed', 'half-open', 'open', 'held'])
      .describe(
        'closed: calls go through; open: refused after failures; half-open: one is tried; held: by an operator',
      ),
    lastGoodAt: Instant.nullable().describe(
      'Last good answer; null if there was none since the process began',
    ),
    lastFailure: z
      .strictObject({
        at: Instant.describe('When'),
        code: z.string().describe('Stable code of the failure'),
      })
      .nullable()
      .describe('Last call that failed; null if there was none since the process began'),
  })
  .describe('The way to a register');

export const OperatorFeed = z
  .strictObject({
    feed: z.string().describe('What is read: the name of the cursor'),
    lastChangeAt: Instant.describe('When something new was last read of it: the age of the data'),
  })
  .describe('Changes of a register that are read');

export const OperatorQueue = z
  .strictObject({
    queue: z.string().describe('Name at the broker'),
    depth: z
      .int()
      .nullable()
      .describe('Messages that wait, with those in hand; null if the broker does not say'),
    consumers: z.int().nullable().describe('Consumers; null if the broker does not say'),
    inPerMinute: z.number().nullable().describe('Messages that came in, a minute; null in the first seconds'),
    outPerMinute: z.number().nullable().describe('Messages that were dealt with, a minute'),
    oldestSeconds: z.number().nullable().describe('Age of the oldest message; null if there is none'),
  })
  .describe('A queue of the broker');

export const OperatorService = z
  .strictObject({
    service: ServiceName,
    state: z
      .enum(['up', 'degraded', 'down', 'silent'])
      .describe('silent: it has said nothing for 15 seconds; what follows is its last word'),
    code: z.string().nullable().describe('Stable code of what is wrong; PAUSED and HELD are by hand'),
    toldAt: Instant.describe('When it last told of itself'),
    dependencies: z
      .array(
        z
          .strictObject({
            name: z.string().describe('What it depends on'),
            state: z.enum(['up', 'degraded', 'down']).describe('How it is'),
            needed: z.boolean().describe('Whether it cannot work without'),
            code: z.string().nullable().describe('Stable code of what is wrong'),
          })
          .describe('A dependency'),
      )
      .describe('What it depends on'),
    upstreams: z.array(OperatorUpstream).describe('Its registers'),
    feeds: z.array(OperatorFeed).describe('What it reads of them'),
    queues: z.array(OperatorQueue).describe('Queues that it consumes'),
    held: z
      .strictObject({
        waiting: z.int().describe('Tried again by themselves'),
        parked: z.int().describe('Wait for an operator'),
        dismissed: z.int().describe('Set aside'),
      })
      .describe('What it holds'),
    control: Control.nullable().describe('Its pause by hand; null if it was never paused'),
  })
  .describe('A service');
export type OperatorService = z.infer<typeof OperatorService>;

export const OperatorOverview = z
  .strictObject({
    at: Instant.describe('When this was read'),
    services: z.array(OperatorService).describe('Every service that ever told of itself'),
    controls: z.array(Control).describe('Everything that is stopped by hand'),
    held: z
      .strictObject({
        waiting: z.int().describe('Tried again by themselves'),
        parked: z.int().describe('Wait for an operator'),
        dismissed: z.int().describe('Set aside'),
      })
      .describe('What is held in all services'),
    jobs: z.int().describe('Jobs at work or paused'),
    editsToDecide: z.int().describe('Edits that wait for a second person'),
  })
  .describe('How the system is');
export type OperatorOverview = z.infer<typeof OperatorOverview>;

export const HistoryQuery = z.strictObject({
  service: ServiceName.optional(),
  since: Instant.optional().describe('First minute, at most 24 hours ago; an hour ago if absent'),
});
export type HistoryQuery = z.infer<typeof HistoryQuery>;

export const HistoryPoint = z
  .strictObject({
    at: Instant.describe('The minute'),
    depth: z.int().describe('Messages in its queues'),
    inPerMinute: z.number().describe('Messages that came in'),
    outPerMinute: z.number().describe('Messages that were dealt with'),
    waiting: z.int().describe('Held, tried again by themselves'),
    parked: z.int().describe('Held, wait for an operator'),
  })
  .describe('A minute');
export const History = z
  .strictObject({
    service: ServiceName.nullable().describe('Whose; null: all services together'),
    points: z.array(HistoryPoint).describe('Minutes that were measured, oldest first'),
  })
  .describe('Minutes of the last 24 hours, for charts');
export type History = z.infer<typeof History>;
