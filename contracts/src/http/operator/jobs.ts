import { z } from 'zod';
import { Instant } from '../../values/calendar.ts';
import { listOf, PageLimit } from '../lists.ts';
import { HeldFilter, HeldItemId, JobId, OperatorName, OperatorNote, ServiceName } from './common.ts';
import { FailureGroup } from './held.ts';

export const JobAction = z
  .enum(['retry', 'dismiss', 'restore', 'delete'])
  .describe(
    'retry: hand in again what is parked; dismiss: set aside what is parked; restore: park what was dismissed; delete: for good, only what was dismissed',
  );
export type JobAction = z.infer<typeof JobAction>;

const chosen = {
  action: JobAction,
  ids: z.array(HeldItemId).min(1).max(1_000).optional().describe('Exactly these'),
  filter: HeldFilter.optional().describe('Or all that this narrows down to; {} is everything'),
};
const exactlyOne = ({ ids, filter }: { readonly ids?: unknown; readonly filter?: unknown }) =>
  (ids === undefined) !== (filter === undefined);

export const JobPreviewBody = z
  .strictObject(chosen)
  .refine(exactlyOne, { path: ['filter'], error: 'expected either ids or a filter' })
  .describe('What a job would be about');
export type JobPreviewBody = z.infer<typeof JobPreviewBody>;

export const JobBody = z
  .strictObject({
    ...chosen,
    ratePerSecond: z
      .number()
      .min(0.1)
      .max(1_000)
      .optional()
      .describe('Most that are begun a second; 50 if absent'),
    expected: z
      .int()
      .min(0)
      .optional()
      .describe('Count that the preview gave: the job does not begin if there are more by now'),
    note: OperatorNote,
  })
  .refine(exactlyOne, { path: ['filter'], error: 'expected either ids or a filter' })
  .describe('A job over what is held');
export type JobBody = z.infer<typeof JobBody>;

const Effects = z
  .strictObject({
    taken: z.int().describe('Messages of the sample that would be taken'),
    notTaken: z
      .array(
        z
          .strictObject({
            reason: z.string().describe('Stable code of the reason'),
            path: z.string().nullable().describe('Path of the field that is wrong'),
            count: z.int().describe('How many of the sample'),
          })
          .describe('A reason'),
      )
      .describe('Those that would fail again, by reason'),
    persons: z.int().describe('Persons that would be decided'),
    events: z
      .array(
        z
          .strictObject({
            type: z.string().describe('Type of the event; saite.allowance.stated.v1 for statements'),
            count: z.int().describe('How many would be told'),
          })
          .describe('Events of one type'),
      )
      .describe('What the hub would tell: statements, alerts raised or cleared, discrepancies, deliveries'),
  })
  .describe('What a dry run of the sample did; all of it was undone');

export const JobPreview = z
  .strictObject({
    action: JobAction,
    total: z.int().describe('How many it would be about'),
    persons: z.int().nullable().describe('About how many persons; null if more than 100000 things are meant'),
    busy: z.int().describe('How many are left out because another job or an edit has them'),
    groups: z.array(FailureGroup).max(100).describe('By cause, the largest first'),
    sample: z
      .strictObject({
        size: z.int().describe('How many were looked at'),
        readable: z.int().describe("How many are as today's contracts say"),
        stillUnreadable: z
          .array(
            z
              .strictObject({
                reason: z.string().describe('Stable code of the reason'),
                path: z.string().nullable().describe('Path of the field that is wrong'),
                count: z.int().describe('How many of the sample'),
              })
              .describe('A reason'),
          )
          .describe("Those that are not as today's contracts say, by reason"),
      })
      .describe('A look at some of them'),
    hub: Effects.nullable().describe(
      "Dry run of the hub's own; null if there are none, or somebody was in the way",
    ),
    others: z
      .array(
        z
          .strictObject({
            service: ServiceName,
            count: z.int().describe('How many it gets'),
            what: z
              .enum(['takes-again', 'asks-register', 'sends-again'])
              .describe(
                'takes-again: takes the message from the start; asks-register: asks the register about it; sends-again: asks the receiver whether it has it, and sends it if not',
              ),
          })
          .describe('What a service would do'),
      )
      .describe('What services beside the hub would do'),
  })
  .describe('What a job would do; nothing was changed');
export type JobPreview = z.infer<typeof JobPreview>;

export const JobState = z
  .enum(['gathering', 'running', 'paused', 'stopped', 'done'])
  .describe(
    'gathering: notes what it is about; paused and stopped: by an operator; what was begun ends by itself',
  );
export type JobState = z.infer<typeof JobState>;

export const Job = z
  .strictObject({
    jobId: JobId,
    action: JobAction,
    state: JobState,
    filter: HeldFilter.nullable().describe('What it was narrowed by; null if ids were named'),
    total: z.int().describe('How many it is about; grows while it gathers'),
    queued: z.int().describe('Not begun yet'),
    inFlight: z.int().describe('Handed in, and not known yet how it ends'),
    done: z.int().describe('Ended well'),
    failed: z.int().describe('Failed again, and parked again'),
    left: z.int().describe('Not dealt with by the job: taken up by the service itself, gone, or stopped'),
    ratePerSecond: z.number().describe('Most that are begun a second'),
    by: OperatorName,
    note: z.string().describe('Why'),
    startedAt: Instant.describe('When it was started'),
    changedAt: Instant.describe('When an operator last steered it, or it ended'),
    endedAt: Instant.nullable().describe('When it ended; null while it has not'),
    etaSeconds: z.number().nullable().describe('Seconds to its end at this rate; null if nobody can say'),
  })
  .describe('A job over what is held');
export type Job = z.infer<typeof Job>;
export const JobList = listOf(Job, 'jobs, the newest first');
export const JobQuery = z.strictObject({
  state: JobState.optional(),
  after: JobId.optional().describe('Where the page before ended'),
  limit: PageLimit.optional(),
});
export type JobQuery = z.infer<typeof JobQuery>;
export const JobPath = z.strictObject({ jobId: JobId });

export const SteerBody = z
  .strictObject({
    step: z.enum(['pause', 'resume', 'stop']).optional().describe('What it is to do'),
    ratePerSecond: z
      .number()
      .min(0.1)
      .max(1_000)
      .optional()
      .describe('Most that are begun a second from now on'),
  })
  .refine(({ step, ratePerSecond }) => step !== undefined || ratePerSecond !== undefined, {
    error: 'expected a step or a rate',
  })
  .describe('Steers a job');
export type SteerBody = z.infer<typeof SteerBody>;
