import { setTimeout as pause } from 'node:timers/promises';
import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib';
import { declareSubscription, type Subscription } from './topology.ts';

/** A message as it came, before anybody believed it. */
export interface Delivery {
  readonly type: string;
  readonly id: string | undefined;
  readonly body: Buffer;
}

/** What a handler says of a message. Only the bus touches the channel. */
export type Verdict =
  | { readonly verdict: 'done' }
  /** Not now: keep it and hand it in again after some time. */
  | ({ readonly verdict: 'later' } & Trouble)
  /** Never as it is: keep it for an operator. */
  | ({ readonly verdict: 'park' } & Trouble);

/** Why a message was not done; never with a value that was in it. */
interface Trouble {
  /** Stable code. */
  readonly code: string;
  readonly detail: string;
  /** Path of the field that is wrong. */
  readonly path?: string | undefined;
}

export const DONE: Verdict = { verdict: 'done' };

/** A message that was not done, with the reason. */
export interface HeldMessage {
  readonly queue: string;
  readonly delivery: Delivery;
  readonly verdict: Exclude<Verdict, { verdict: 'done' }>;
}

export interface ConsumerOptions extends Subscription {
  /** Most messages that a handler gets at once. */
  readonly batchSize: number;
  /** Deals with a batch as a whole: a verdict a message, or a throw if nothing of it took effect. */
  readonly handle: (batch: readonly Delivery[]) => Promise<readonly Verdict[]>;
  /** Stores what was not done, before it is acknowledged. */
  readonly hold: (held: readonly HeldMessage[]) => Promise<void>;
  /** Whether the same batch may succeed later, because something outside is away. */
  readonly isTransient: (error: unknown) => boolean;
  /** Told of a batch that failed for something that is away. */
  readonly onTrouble: (queue: string, attempt: number, error: unknown) => void;
}

/** What a consumer has done and has in hand. */
export interface ConsumerProgress {
  readonly queue: string;
  /** Messages that were dealt with since the process began. */
  readonly settled: number;
  /** Messages that the broker gave and that are not dealt with yet. */
  readonly inHand: number;
  /** When the oldest of them was published; `undefined` if there is none, or it does not say. */
  readonly oldestAt: Date | undefined;
}

const LONGEST_PAUSE_MS = 10_000;
const START_LIMIT_MS = 20_000;

/** Consumes one queue in batches, acknowledging what took effect or was held. */
export class Consumer {
  readonly #options: ConsumerOptions;
  #channel: Channel | undefined;
  #tag: string | undefined;
  #waiting: ConsumeMessage[] = [];
  #working: Promise<void> | undefined;
  #closing = false;
  #paused = false;
  #settled = 0;
  #batch: readonly ConsumeMessage[] = [];

  constructor(options: ConsumerOptions) {
    this.#options = options;
  }

  get progress(): ConsumerProgress {
    const [oldest] = [...this.#batch, ...this.#waiting];
    const seconds: unknown = oldest?.properties.timestamp;
    return {
      queue: this.#options.queue,
      settled: this.#settled,
      inHand: this.#batch.length + this.#waiting.length,
      oldestAt: typeof seconds === 'number' ? new Date(seconds * 1_000) : undefined,
    };
  }

  async attach(model: ChannelModel, lost: () => void): Promise<void> {
    if (this.#closing || this.#paused || this.#channel) return;
    const channel = await model.createChannel();
    const drop = () => {
      if (this.#channel !== channel) return;
      this.#channel = undefined;
      this.#waiting = [];
      if (!this.#closing) lost();
    };
    channel.on('error', () => {}); // 'close' follows and is what counts
    channel.on('close', drop);
    this.#channel = channel;
    try {
      this.#tag = await withinLimit(this.#options.queue, this.#start(channel, drop));
    } catch (error) {
      this.#channel = undefined;
      void channel.close().catch(() => {});
      throw error;
    }
  }

  async #start(channel: Channel, drop: () => void): Promise<string> {
    await declareSubscription(channel, this.#options);
    await channel.prefetch(this.#options.batchSize * 3);
    const { consumerTag } = await channel.consume(this.#options.queue, (message) => {
      if (message) {
        this.#waiting.push(message);
        this.#work();
      } else {
        drop(); // the broker cancelled us: the queue is gone
        void channel.close().catch(() => {});
      }
    });
    return consumerTag;
  }

  #work(): void {
    this.#working ??= this.#drain().finally(() => {
      this.#working = undefined;
      if (this.#waiting.length > 0) this.#work();
    });
  }

  async #drain(): Promise<void> {
    await Promise.resolve(); // what arrived in the same tick is one batch
    while (this.#waiting.length > 0 && this.#channel) {
      const channel = this.#channel;
      const batch = this.#waiting.splice(0, this.#options.batchSize);
      this.#batch = batch;
      const isCurrent = () => this.#channel === channel;
      const isSettled = await this.#settle(batch, isCurrent);
      this.#batch = [];
      if (!isSettled) continue;
      this.#settled += batch.length;
      const last = batch.at(-1);
      // Batches are dealt with one after another, so everything up to the last one is settled.
      if (last && isCurrent()) channel.ack(last, true);
    }
  }

  /** @returns false if the channel was lost: the broker will deliver the batch again */
  async #settle(batch: readonly ConsumeMessage[], isCurrent: () => boolean): Promise<boolean> {
    const deliveries = batch.map(toDelivery);
    for (let attempt = 1; isCurrent(); attempt += 1) {
      try {
        const held = await this.#handleOrHalve(deliveries);
        if (held.length > 0) await this.#options.hold(held);
        return true;
      } catch (error) {
        this.#options.onTrouble(this.#options.queue, attempt, error);
        if (this.#closing || this.#paused) return false;
        await pause(Math.min(LONGEST_PAUSE_MS, 100 * 2 ** Math.min(attempt, 10)));
      }
    }
    return false;
  }

  /** A batch that cannot be taken is halved until the message that spoils it stands alone. */
  async #handleOrHalve(deliveries: readonly Delivery[]): Promise<HeldMessage[]> {
    const { queue, handle, isTransient } = this.#options;
    try {
      const verdicts = await handle(deliveries);
      return deliveries.flatMap((delivery, index) => {
        const verdict = verdicts[index];
        if (!verdict) throw new Error('a handler gave fewer verdicts than messages');
        return verdict.verdict === 'done' ? [] : [{ queue, delivery, verdict }];
      });
    } catch (error) {
      if (isTransient(error)) throw error;
      const [only] = deliveries;
      if (only && deliveries.length === 1) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'HANDLER_FAILED';
        return [
          {
            queue,
            delivery: only,
            verdict: { verdict: 'park', code, detail: 'the handler failed on this message' },
          },
        ];
      }
      const middle = Math.ceil(deliveries.length / 2);
      return [
        ...(await this.#handleOrHalve(deliveries.slice(0, middle))),
        ...(await this.#handleOrHalve(deliveries.slice(middle))),
      ];
    }
  }

  /** Takes no more until it is resumed and attached again; what was not begun goes back to the queue. */
  async pause(): Promise<void> {
    if (this.#paused) return;
    this.#paused = true;
    await this.#detach();
  }

  resume(): void {
    this.#paused = false;
  }

  /** Takes no more, waits for the batch at work; what was not begun goes back to the queue. */
  async close(): Promise<void> {
    this.#closing = true;
    await this.#detach();
  }

  async #detach(): Promise<void> {
    const channel = this.#channel;
    if (channel && this.#tag) await channel.cancel(this.#tag).catch(() => {});
    this.#waiting = [];
    await this.#working;
    this.#channel = undefined;
    await channel?.close().catch(() => {});
  }
}

const toDelivery = (message: ConsumeMessage): Delivery => ({
  type: message.fields.routingKey,
  id: typeof message.properties.messageId === 'string' ? message.properties.messageId : undefined,
  body: message.content,
});

/** A queue that the broker declares and then never lets anybody consume: seen after a kill right after declaring. */
export class QueueStuck extends Error {
  readonly code = 'QUEUE_STUCK';
  constructor(queue: string) {
    super(
      `The broker does not let the queue ${queue} be consumed. If that lasts, delete the queue at the broker.`,
    );
    this.name = 'QueueStuck';
  }
}

async function withinLimit<Result>(queue: string, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new QueueStuck(queue)), START_LIMIT_MS);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
