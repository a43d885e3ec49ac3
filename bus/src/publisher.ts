import { EVENT_CONTENT_TYPE, EVENTS_EXCHANGE, type SaiteEvent } from '@saite/contracts';
import type { ChannelModel, ConfirmChannel } from 'amqplib';

/** An event as it goes to the broker. */
export interface OutgoingMessage {
  readonly type: string;
  readonly id: string;
  readonly body: string;
}

/** `sent`: confirmed by the broker and in at least one queue. Everything else is not sent and may be tried again. */
export type PublishOutcome = 'sent' | 'no-queue' | 'not-confirmed';

export const toMessage = (event: SaiteEvent): OutgoingMessage => ({
  type: event.type,
  id: event.id,
  body: JSON.stringify(event),
});

const CONFIRM_LIMIT_MS = 30_000;

interface Pending {
  readonly settle: (outcome: PublishOutcome) => void;
}

/** Publishes persistent, mandatory messages and waits for the broker's word on each. */
export class Publisher {
  #channel: ConfirmChannel | undefined;
  #sequence = 0;
  readonly #pending = new Map<string, Pending>();

  async attach(model: ChannelModel, lost: () => void): Promise<void> {
    const channel = await model.createConfirmChannel();
    channel.on('error', () => {}); // 'close' follows and is what counts
    channel.on('return', (message) =>
      this.#pending.get(String(message.properties.correlationId))?.settle('no-queue'),
    );
    channel.on('close', () => {
      if (this.#channel !== channel) return;
      this.#channel = undefined;
      for (const pending of [...this.#pending.values()]) pending.settle('not-confirmed');
      lost();
    });
    this.#channel = channel;
  }

  get attached(): boolean {
    return this.#channel !== undefined;
  }

  /** @returns one outcome a message, in the order of the messages; never throws for a broker that is away */
  publish(messages: readonly OutgoingMessage[]): Promise<PublishOutcome[]> {
    return Promise.all(messages.map((message) => this.#publishOne(message)));
  }

  #publishOne(message: OutgoingMessage): Promise<PublishOutcome> {
    const channel = this.#channel;
    if (!channel) return Promise.resolve('not-confirmed');
    this.#sequence += 1;
    const sequence = String(this.#sequence);
    return new Promise((resolve) => {
      const settle = (outcome: PublishOutcome) => {
        clearTimeout(timer);
        this.#pending.delete(sequence);
        resolve(outcome);
      };
      const timer = setTimeout(() => settle('not-confirmed'), CONFIRM_LIMIT_MS);
      this.#pending.set(sequence, { settle });
      try {
        channel.publish(
          EVENTS_EXCHANGE,
          message.type,
          Buffer.from(message.body),
          {
            persistent: true,
            mandatory: true,
            contentType: EVENT_CONTENT_TYPE,
            messageId: message.id,
            correlationId: sequence,
            type: message.type,
            timestamp: Math.floor(Date.now() / 1_000),
          },
          (error: unknown) => settle(error ? 'not-confirmed' : 'sent'),
        );
      } catch {
        settle('not-confirmed');
      }
    });
  }

  async close(): Promise<void> {
    const channel = this.#channel;
    this.#channel = undefined;
    await channel?.waitForConfirms().catch(() => {});
    await channel?.close().catch(() => {});
  }
}
