import { type Delivery, DONE, type Verdict } from '@saite/bus';
import { contractOf, type EventOf, type EventType } from '@saite/contracts';
import { hasKeyOf } from '@saite/identity';
import { codeOf, faultPoint, fieldPath, isTransient, type RenamedMessage, startLoop } from '@saite/runtime';
import type { Adapter } from './adapter.ts';

export interface EventConsumer<Type extends EventType> {
  readonly queue: string;
  readonly types: readonly Type[];
  readonly batchSize?: number;
  /** Takes a batch as a whole: a verdict an event, or a throw if nothing of it took effect. */
  readonly take: (events: readonly EventOf<Type>[]) => Promise<readonly Verdict[]>;
}

const BATCH = 100;
const RETRY_INTERVAL_MS = 1_000;

/**
 * Consumes events of the broker: what the contract does not let through is parked, what is to be taken later is
 * held in the database and handed in again by itself.
 */
export async function consumeEvents<Type extends EventType>(
  adapter: Adapter,
  consumer: EventConsumer<Type>,
): Promise<void> {
  const { queue } = consumer;
  const handle = (batch: readonly Delivery[]) => takeBatch(adapter, consumer, batch);
  await adapter.bus.consume({
    queue,
    patterns: consumer.types,
    batchSize: consumer.batchSize ?? BATCH,
    handle,
    hold: (held) => adapter.held.hold(held),
    isTransient,
    onTrouble: (part, attempt, error) =>
      adapter.log.warn('consumer.waits', { part, attempt, code: codeOf(error) }),
  });
  const again = async (message: Delivery): Promise<Verdict> => {
    try {
      const [verdict] = await handle([message]);
      return verdict ?? DONE;
    } catch (error) {
      if (isTransient(error)) throw error;
      return { verdict: 'park', code: codeOf(error), detail: 'the handler failed on this message' };
    }
  };
  const retries = startLoop(`${queue}.held`, RETRY_INTERVAL_MS, adapter.log, async () => {
    if (adapter.isPaused()) return 'idle';
    return adapter.held.retryDue(queue, async (messages) => {
      const verdicts: Verdict[] = [];
      for (const message of messages) verdicts.push(await again(message));
      return verdicts;
    });
  });
  adapter.closes(() => retries.close());
  for (const type of consumer.types) adapter.takes.add(type);
}

async function takeBatch<Type extends EventType>(
  adapter: Adapter,
  { types, take }: EventConsumer<Type>,
  batch: readonly Delivery[],
): Promise<Verdict[]> {
  const renamed = await adapter.references.rename(batch.map(({ body }) => body));
  const read = batch.map((delivery, place) =>
    readEvent(adapter, types, delivery, renamed[place] ?? delivery),
  );
  const events = read.flatMap((one) => ('event' in one ? [one.event] : []));
  const taken = events.length === 0 ? [] : await take(events);
  if (events.length > 0) faultPoint('adapter-intake.after-commit');
  let next = 0;
  return read.map((one) => {
    if (!('event' in one)) return one;
    const verdict = taken[next];
    next += 1;
    if (!verdict) throw new Error('an adapter gave fewer verdicts than events');
    return verdict;
  });
}

type Read<Type extends EventType> = { readonly event: EventOf<Type> } | Verdict;

const park = (code: string, detail: string, path?: string): Verdict => ({
  verdict: 'park',
  code,
  detail,
  path,
});

const KEY_UNKNOWN: Verdict = {
  verdict: 'later',
  code: 'KEY_UNKNOWN',
  detail: 'the sealing key is not on the key ring yet',
};

function readEvent<Type extends EventType>(
  adapter: Adapter,
  types: readonly Type[],
  delivery: Delivery,
  message: RenamedMessage,
): Read<Type> {
  const type = types.find((known) => known === delivery.type);
  if (!type) return park('UNKNOWN_TYPE', 'the type is none that this queue takes');
  if ('verdict' in message) return message;
  let content: unknown;
  try {
    content = JSON.parse(message.body.toString('utf8'));
  } catch {
    return park('UNREADABLE', 'the message is not JSON');
  }
  const parsed = contractOf(type).safeParse(content);
  if (!parsed.success) {
    const paths = parsed.error.issues.map(({ path }) => fieldPath(path));
    return park('INVALID_EVENT', `not as the contract says: ${paths.join(', ')}`, paths[0]);
  }
  const { data } = parsed.data;
  const box = 'identity' in data ? data.identity : undefined;
  if (box && !hasKeyOf(adapter.keys, box)) return KEY_UNKNOWN;
  return { event: parsed.data };
}
