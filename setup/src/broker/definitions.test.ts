import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { type Channel, type ChannelModel, connect } from 'amqplib';

const ownUrl = process.env.AMQP_URL ?? '';
const readerUrl = process.env.SAITE_READER_AMQP_URL ?? '';

describe('rights of a foreign program', {
  skip: readerUrl === '' && 'the broker in use has no reader',
}, () => {
  let saite: ChannelModel;
  let reader: ChannelModel;

  before(async () => {
    saite = await connect(ownUrl);
    reader = await connect(readerUrl);
    const channel = await saite.createChannel();
    await channel.assertExchange('saite.events', 'topic', { durable: true });
  });

  after(async () => {
    await saite.close();
    await reader.close();
  });

  /** A refusal closes the channel, so each attempt has its own. */
  async function attempt(work: (channel: Channel) => Promise<unknown>): Promise<'allowed' | 'refused'> {
    const channel = await reader.createConfirmChannel();
    const refused = new Promise<'refused'>((resolve) =>
      channel.on('error', (error: Error) => {
        assert.match(error.message, /ACCESS.REFUSED/);
        resolve('refused');
      }),
    );
    const allowed = work(channel).then(async () => {
      await channel.waitForConfirms();
      await channel.close();
      return 'allowed' as const;
    });
    return await Promise.race([refused, allowed.catch(() => refused)]);
  }

  for (const name of [`clinic.${randomUUID()}`, '']) {
    test(`reads events through its own bounded queue, ${name === '' ? 'named by the broker' : 'named by itself'}`, async () => {
      const channel = await reader.createChannel();
      const { queue } = await channel.assertQueue(name, { exclusive: true, maxLength: 100 });
      await channel.bindQueue(queue, 'saite.events', 'test.rights.#');
      const arrived = new Promise<string>((resolve, reject) => {
        channel
          .consume(queue, (message) => {
            if (message === null) return;
            channel.ack(message);
            resolve(message.content.toString());
          })
          .catch(reject);
      });
      const sender = await saite.createConfirmChannel();
      sender.publish('saite.events', 'test.rights.v1', Buffer.from('hello'));
      await sender.waitForConfirms();
      assert.equal(await arrived, 'hello');
      await sender.close();
      await channel.close();
    });
  }

  for (const exchange of ['saite.events', 'amq.topic', 'amq.direct', '']) {
    test(`does not publish to ${exchange === '' ? 'the default exchange' : exchange}`, async () => {
      const publish = (channel: Channel) =>
        Promise.resolve(channel.publish(exchange, 'any', Buffer.from('x')));
      assert.equal(await attempt(publish), 'refused');
    });
  }

  test('does not touch queues and exchanges of Saite', async () => {
    const channel = await saite.createChannel();
    const queue = `saite.test.${randomUUID()}`;
    await channel.assertQueue(queue, { autoDelete: true });
    assert.equal(await attempt((own) => own.assertQueue(queue, { autoDelete: true })), 'refused');
    assert.equal(await attempt((own) => own.consume(queue, () => undefined)), 'refused');
    assert.equal(await attempt((own) => own.get(queue)), 'refused');
    assert.equal(await attempt((own) => own.purgeQueue(queue)), 'refused');
    assert.equal(await attempt((own) => own.deleteQueue(queue)), 'refused');
    assert.equal(await attempt((own) => own.bindQueue(queue, 'saite.events', '#')), 'refused');
    assert.equal(await attempt((own) => own.deleteExchange('saite.events')), 'refused');
    assert.equal(await attempt((own) => own.bindExchange('saite.events', 'amq.topic', '#')), 'refused');
    await channel.deleteQueue(queue);
  });

  test('cannot lead its own messages into the events through an exchange of its own', async () => {
    const mine = `clinic.${randomUUID()}`;
    assert.equal(await attempt((own) => own.assertExchange(mine, 'fanout', { autoDelete: true })), 'allowed');
    assert.equal(await attempt((own) => own.bindExchange('saite.events', mine, '')), 'refused');
    const saiteChannel = await saite.createChannel();
    await saiteChannel.deleteExchange(mine);
    const dead = { exclusive: true, deadLetterExchange: 'saite.events' };
    assert.equal(await attempt((own) => own.assertQueue(`clinic.${randomUUID()}`, dead)), 'refused');
    const alternate = { alternateExchange: 'saite.events', autoDelete: true };
    assert.equal(
      await attempt((own) => own.assertExchange(`clinic.${randomUUID()}`, 'fanout', alternate)),
      'refused',
    );
  });

  test('there is no guest', async () => {
    const url = new URL(ownUrl);
    url.username = 'guest';
    url.password = 'guest';
    await assert.rejects(connect(url.href), /ACCESS.REFUSED/);
  });
});
