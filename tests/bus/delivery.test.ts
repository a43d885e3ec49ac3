import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Bus, type Delivery, DONE, type HeldMessage, type OutgoingMessage, type Verdict } from '@saite/bus';
import { callBroker, openRoom, type Room, until } from '@saite/runtime/testing';

const message = (id: string, body: unknown = {}): OutgoingMessage => ({
  type: 'sais.payment.recorded.v1',
  id,
  body: JSON.stringify({ id, body }),
});

describe('the bus on a real broker', () => {
  let room: Room;
  let bus: Bus;
  before(async () => {
    room = await openRoom();
    bus = await Bus.open({ url: room.amqpUrl, name: 'bus-test' });
  });
  after(async () => {
    await bus.close();
    await room.close();
  });

  /** Consumes a queue of its own and keeps what came and what was held. */
  async function listen(
    queue: string,
    handle: (batch: readonly Delivery[]) => Promise<Verdict[]>,
    patterns = ['sais.#'],
  ) {
    const held: HeldMessage[] = [];
    const troubles: string[] = [];
    await bus.consume({
      queue,
      patterns,
      batchSize: 10,
      handle,
      hold: async (messages) => {
        held.push(...messages);
      },
      isTransient: (error) => error instanceof Error && error.message === 'away',
      onTrouble: (name) => troubles.push(name),
    });
    return { held, troubles };
  }

  const idsOf = (batch: readonly Delivery[]) => batch.map((delivery) => delivery.id ?? '');
  const depth = async (queue: string): Promise<number> => {
    const vhost = new URL(room.amqpUrl).pathname.slice(1);
    const told = await callBroker('GET', `/api/queues/${vhost}/${queue}`);
    return typeof told === 'object' && told !== null && 'messages' in told ? Number(told.messages) : -1;
  };

  it('says so when no queue takes a message, instead of losing it', async () => {
    assert.deepEqual(await bus.publish([message('lost')]), ['no-queue']);
  });

  it('delivers what was confirmed, in batches, and leaves nothing behind', async () => {
    const came: string[] = [];
    await listen('saite.test.batches', async (batch) => {
      assert.ok(batch.length <= 10);
      came.push(...idsOf(batch));
      return batch.map(() => DONE);
    });
    const sent = Array.from({ length: 95 }, (_, index) => `m-${index}`);
    assert.deepEqual(new Set(await bus.publish(sent.map((id) => message(id)))), new Set(['sent']));
    await until(
      async () => came.length,
      (count) => count === 95,
    );
    assert.deepEqual(came, sent);
    await until(
      () => depth('saite.test.batches'),
      (count) => count === 0,
    );
  });

  it('keeps what a handler parks or puts off, with the reason, before it is acknowledged', async () => {
    const { held } = await listen(
      'saite.test.verdicts',
      async (batch) =>
        batch.map((delivery): Verdict => {
          if (delivery.id === 'bad') return { verdict: 'park', code: 'BAD', detail: 'no good' };
          return delivery.id === 'early' ? { verdict: 'later', code: 'EARLY', detail: 'not yet' } : DONE;
        }),
      ['pmlp.#'],
    );
    await bus.publish(
      ['good', 'bad', 'early'].map((id) => ({ ...message(id), type: 'pmlp.person.updated.v1' })),
    );
    await until(
      async () => held.length,
      (count) => count === 2,
    );
    assert.deepEqual(
      held.map(({ delivery, verdict }) => [delivery.id, verdict.verdict, verdict.code]),
      [
        ['bad', 'park', 'BAD'],
        ['early', 'later', 'EARLY'],
      ],
    );
  });

  it('halves a batch that fails until the message that spoils it stands alone', async () => {
    const done = new Set<string>();
    const { held } = await listen(
      'saite.test.poison',
      async (batch) => {
        if (idsOf(batch).includes('poison')) throw new Error('boom');
        for (const id of idsOf(batch)) done.add(id);
        return batch.map(() => DONE);
      },
      ['vdeavk.#'],
    );
    const ids = ['a', 'b', 'poison', 'c', 'd', 'e'];
    await bus.publish(ids.map((id) => ({ ...message(id), type: 'vdeavk.disability.decided.v1' })));
    await until(
      async () => done.size + held.length,
      (count) => count === 6,
    );
    assert.deepEqual(
      held.map(({ delivery, verdict }) => [delivery.id, verdict.code]),
      [['poison', 'HANDLER_FAILED']],
    );
    assert.deepEqual([...done].sort(), ['a', 'b', 'c', 'd', 'e']);
  });

  it('tries a batch again while something outside is away, and parks nothing for it', async () => {
    let attempts = 0;
    const { held, troubles } = await listen(
      'saite.test.outage',
      async (batch) => {
        attempts += 1;
        if (attempts < 3) throw new Error('away');
        return batch.map(() => DONE);
      },
      ['npais.#'],
    );
    await bus.publish([{ ...message('patient'), type: 'npais.custody.decided.v1' }]);
    await until(
      async () => attempts,
      (count) => count === 3,
    );
    assert.deepEqual([held.length, troubles.length], [0, 2]);
  });

  it('comes back by itself after the broker cut the connection or deleted the queue', async () => {
    const came: string[] = [];
    await listen(
      'saite.test.recovery',
      async (batch) => {
        came.push(...idsOf(batch));
        return batch.map(() => DONE);
      },
      ['sopa.#'],
    );
    const vhost = new URL(room.amqpUrl).pathname.slice(1);
    const publishUntilSent = (id: string) =>
      until(
        () => bus.publish([{ ...message(id), type: 'sopa.service.recorded.v1' }]),
        ([outcome]) => outcome === 'sent',
      );
    await publishUntilSent('before');
    const connections = await until(
      () => callBroker('GET', `/api/vhosts/${vhost}/connections`),
      (list) => Array.isArray(list) && list.length > 0,
    );
    assert.ok(Array.isArray(connections));
    for (const { name } of connections)
      await callBroker('DELETE', `/api/connections/${encodeURIComponent(name)}`);
    await until(
      async () => bus.state,
      (state) => state === 'connected',
    );
    await publishUntilSent('after the cut');
    await callBroker('DELETE', `/api/queues/${vhost}/saite.test.recovery`);
    await publishUntilSent('after the queue was gone');
    await until(
      async () => came.at(-1),
      (last) => last === 'after the queue was gone',
    );
    assert.ok(came.includes('after the cut'));
  });

  it('takes a message that is no JSON, or has no id, without falling over', async () => {
    const bodies: string[] = [];
    await listen(
      'saite.test.garbage',
      async (batch) => {
        bodies.push(...batch.map((delivery) => delivery.body.toString()));
        return batch.map(() => DONE);
      },
      ['spolis.#'],
    );
    await bus.publish([{ type: 'spolis.placement.recorded.v1', id: '', body: '<html>' }]);
    await until(
      async () => bodies,
      (all) => all.includes('<html>'),
    );
  });
});
