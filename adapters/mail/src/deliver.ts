import type { Adapter, Upstream } from '@saite/adapter-kit';
import { codeOf, faultPoint, isTransient } from '@saite/runtime';
import { letterSource } from './letter-source.ts';
import { letterText } from './letter-text.ts';
import { addressOf, type MailConfig, readMailConfig } from './mail-config.ts';
import { sendLetter } from './smtp.ts';
import type { Attempt, DueLetter, Letters, WriteLetter } from './store/letters.ts';

/** What sending needs. */
export interface Post {
  readonly adapter: Adapter;
  readonly letters: Letters;
  readonly upstream: Upstream;
  readonly configPath: string;
  /** Address at which people open Saite, without a slash at the end. */
  readonly publicUrl: string;
}

const AT_ONCE = 4;
const BATCH = 100;
const CONTRACT_VERSION = 'smtp-rfc5321';

/** Sends the letters that are due, a few at a time; a mail server that is away stops it. */
export async function sendDue(post: Post): Promise<'more' | 'idle'> {
  const { letters, upstream } = post;
  if (upstream.state === 'open') return 'idle'; // not an attempt: nothing is written and no delay grows
  const due = await letters.due(BATCH);
  if (due.length === 0) return 'idle';
  const config = await readMailConfig(post.configPath);
  let next = 0;
  const work = async () => {
    for (let letter = due[next++]; letter; letter = due[next++]) await send(post, config, letter);
  };
  const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, work));
  const failed = ended.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
  return 'more';
}

async function send(post: Post, config: MailConfig, { letterId, recipient, code }: DueLetter): Promise<void> {
  const { adapter, letters, publicUrl } = post;
  const to = addressOf(config, recipient);
  const item = `${recipient.role}:${recipient.id}`;
  if (to === undefined) {
    if (code !== 'NO_ADDRESS') await park(post, { item, reason: 'NO_ADDRESS', errorPath: 'addresses' });
    return letters.withoutAddress(letterId);
  }
  if (code === 'NO_ADDRESS') await adapter.parked.resolve([item]);
  const write: WriteLetter = async (alerts, discrepancies) => {
    const envelope = { from: config.from, to, letterId, date: adapter.clock.now() };
    return {
      address: to,
      source: await letterSource(envelope, letterText(alerts, publicUrl, discrepancies)),
    };
  };
  const attempt = await letters.begin(letterId, write);
  if (attempt) await tryOnce(post, config, attempt);
}

/** One attempt, and what follows from how it ended. */
async function tryOnce(post: Post, config: MailConfig, attempt: Attempt): Promise<void> {
  const { letters, upstream } = post;
  let handedOver = false;
  const handOver = async () => {
    await letters.handOver(attempt);
    handedOver = true;
  };
  try {
    const { address: to, source } = attempt;
    const word = await upstream.call('send', ({ signal }) =>
      sendLetter(config.smtp, { from: config.from, to, source, handOver, signal }),
    );
    faultPoint('delivery.after-send');
    if (word.taken) return await letters.settle(attempt, 'sent', null);
    const code = `SMTP_${word.status}`;
    if (word.status < 500) return await letters.notTaken(attempt, code);
    await park(post, { item: attempt.letterId, reason: code, errorPath: '' });
    await letters.settle(attempt, 'refused', code);
  } catch (error) {
    if (isTransient(error)) throw error; // the database is away: what is written there tells what to do
    const code = codeOf(error);
    const again = handedOver ? await letters.outcomeUnknown(attempt, code) : true;
    if (!handedOver) await letters.notTaken(attempt, code);
    if (!again) await park(post, { item: attempt.letterId, reason: 'OUTCOME_UNKNOWN', errorPath: '' });
    throw error;
  }
}

async function park(
  { adapter }: Post,
  answer: Parameters<Adapter['parked']['park']>[0][number],
): Promise<void> {
  adapter.log.error('mail.letter-waits-for-operator', { code: answer.reason });
  await adapter.parked.park([answer], CONTRACT_VERSION);
}
