import type { ChannelModel } from 'amqplib';

/** What the broker says of a queue: messages that nobody has in hand, and who consumes it. */
export interface QueueDepth {
  readonly ready: number;
  readonly consumers: number;
}

/** Asks the broker about a queue, on a channel of its own: one that is not there closes it. */
export async function depthOf(model: ChannelModel, queue: string): Promise<QueueDepth | undefined> {
  try {
    const channel = await model.createChannel();
    channel.on('error', () => {});
    const { messageCount, consumerCount } = await channel.checkQueue(queue);
    await channel.close();
    return { ready: messageCount, consumers: consumerCount };
  } catch {
    return undefined;
  }
}
