import { type Adapter, KIT_STEPS, startLeaderLoop, Upstream } from '@saite/adapter-kit';
import { sendDue } from './deliver.ts';
import { startDiscrepancyIntake, startIntake } from './intake.ts';
import { mailMetrics } from './mail-metrics.ts';
import { DiscrepancyNotices } from './store/discrepancy-notices.ts';
import { Letters } from './store/letters.ts';
import { Notices } from './store/notices.ts';
import { DISCREPANCY_NOTICES_STEP, LETTERS_STEP } from './store/steps.ts';

/** Steps of the adapter's schema; released ones never change. */
export const MAIL_STEPS = [...KIT_STEPS, LETTERS_STEP, DISCREPANCY_NOTICES_STEP] as const;

export interface MailOptions {
  /** File with the mail server, the sender and the recipients' addresses. */
  readonly configPath: string;
  /** Address at which people open Saite, without a slash at the end. */
  readonly publicUrl: string;
  /** Time from the first waiting alert of a recipient to its letter, milliseconds. */
  readonly digestMs: number;
  /** Longest time of one letter at the mail server, milliseconds. */
  readonly timeoutMs: number;
  /** Queue of alerts. */
  readonly queue?: string;
}

const QUEUE = 'saite.mail';
const INTERVAL_MS = 500;

/** Runs the adapter of e-mail: gathers new alerts and discrepancies by recipient, and sends each recipient a letter of them. */
export async function startMail(adapter: Adapter, options: MailOptions): Promise<void> {
  const { log, leader, metrics, database, schema, clock } = adapter;
  const { configPath, publicUrl, digestMs, timeoutMs } = options;
  const upstream = new Upstream({ name: 'mail', timeoutMs, log, metrics });
  adapter.shows('mail', upstream);
  const notices = new Notices(database, schema, clock);
  const letters = new Letters(database, schema, clock);
  mailMetrics(metrics, notices, letters);
  const sending = startLeaderLoop({
    part: 'mail.send',
    intervalMs: INTERVAL_MS,
    log,
    leader,
    work: async () => {
      await letters.recover();
      await letters.open(digestMs);
      return sendDue({ adapter, letters, upstream, configPath, publicUrl });
    },
  });
  adapter.closes(() => sending.close());
  upstream.onRecovered(() => sending.wake());
  const queue = options.queue ?? QUEUE;
  await startIntake(adapter, notices, queue);
  await startDiscrepancyIntake(adapter, new DiscrepancyNotices(schema, clock), `${queue}.discrepancies`);
}
