import { once } from 'node:events';
import { openRoom } from '@saite/runtime/testing';
import { connect } from 'amqplib';
import type { Run } from '../support/run.ts';
import { step, whole } from '../support/screen.ts';

const BODY = Buffer.alloc(1024, 'x');
const QUEUE = 'bench.ceiling';
const WINDOW = 500;
const PREFETCH = 500;
const WARM_UP_SHARE = 0.2;

/**
 * Messages a second that the broker passes on when nobody does anything with them: 1 KiB, persistent, a quorum
 * queue, publisher confirms in a window and an acknowledgement each, both ends in one process.
 */
export function measureCeiling(run: Run): Promise<number> {
  return step(
    'broker: ceiling',
    () =>
      run.endings.within(async (closes) => {
        const room = await openRoom();
        closes(() => room.close());
        const { ceilingMessages: messages } = run.options;
        await passOn(room.amqpUrl, Math.ceil(messages * WARM_UP_SHARE));
        const startedAt = performance.now();
        await passOn(room.amqpUrl, messages);
        return messages / ((performance.now() - startedAt) / 1000);
      }),
    { outcome: (rate) => `${whole(rate)} messages a second` },
  );
}

/** Publishes messages and resolves when all of them are confirmed, delivered and acknowledged. */
async function passOn(url: string, messages: number): Promise<void> {
  const connection = await connect(url, { noDelay: true });
  const publisher = await connection.createConfirmChannel();
  const consumer = await connection.createChannel();
  await publisher.assertQueue(QUEUE, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
  await consumer.prefetch(PREFETCH);
  let received = 0;
  const allReceived = new Promise<void>((resolve) => {
    void consumer.consume(QUEUE, (message) => {
      if (!message) return;
      consumer.ack(message);
      received += 1;
      if (received === messages) resolve();
    });
  });
  await publishAll(messages, (onConfirm) =>
    publisher.publish('', QUEUE, BODY, { persistent: true }, onConfirm),
  );
  await allReceived;
  await consumer.close(); // the acknowledgements before it have been taken
  const closed = once(connection, 'close');
  await connection.close();
  await closed;
}

/** Keeps a window of messages unconfirmed, and resolves when the last one is confirmed. */
function publishAll(messages: number, publish: (onConfirm: (error: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let published = 0;
    let confirmed = 0;
    const fill = () => {
      while (published < messages && published - confirmed < WINDOW) {
        published += 1;
        publish((error) => {
          if (error) reject(error);
          confirmed += 1;
          if (confirmed === messages) resolve();
          else fill();
        });
      }
    };
    fill();
  });
}
