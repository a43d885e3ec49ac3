import { once } from 'node:events';
import { EVENTS_EXCHANGE, eventContracts } from '@saite/contracts';
import { connect } from 'amqplib';
import type { Closes } from '../support/endings.ts';

/** A payment as the adapter told it. */
export interface Answer {
  readonly paymentId: string;
  readonly recordVersion: number;
  /** When the adapter read SAIS's answer that holds it, ms since 1970. */
  readonly at: number;
}

/** Hears every payment that the adapter tells, from a queue of its own. */
export async function hearAnswers(
  amqpUrl: string,
  onAnswer: (answer: Answer) => void,
  closes: Closes,
): Promise<void> {
  const connection = await connect(amqpUrl, { noDelay: true });
  const closed = once(connection, 'close');
  closes(async () => {
    await connection.close();
    await closed;
  });
  const channel = await connection.createChannel();
  const { queue } = await channel.assertQueue('', { exclusive: true });
  await channel.bindQueue(queue, EVENTS_EXCHANGE, 'sais.payment.#');
  const contract = eventContracts['sais.payment.recorded.v1'];
  await channel.consume(
    queue,
    (message) => {
      if (!message) return;
      const { time, data } = contract.parse(JSON.parse(message.content.toString()));
      onAnswer({ paymentId: data.recordId, recordVersion: data.recordVersion, at: Date.parse(time) });
    },
    { noAck: true },
  );
}
