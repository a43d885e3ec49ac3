import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Bus, DONE } from '@saite/bus';
import { eventContracts, isEventType } from '@saite/contracts';
import { callBroker, openRoom, type Room, until } from '@saite/runtime/testing';
import { type Channel, type ChannelModel, connect } from 'amqplib';
import { publisherOf } from '../../setup/src/broker/rights.ts';
import { type LeastRights, openLeastRights } from '../support/least-rights.ts';

const EVENTS = 'saite.events';
const PAYMENT = 'sais.payment.recorded.v1';
const PERSON = 'pmlp.person.updated.v1';

describe('The user of each service at the broker', () => {
  let room: Room;
  let rights: LeastRights;
  const connections = new Map<string, ChannelModel>();
  const buses: Bus[] = [];
  before(async () => {
    room = await openRoom();
    rights = await openLeastRights(room);
  });
  after(async () => {
    await Promise.all(buses.map((bus) => bus.close()));
    await Promise.all([...connections.values()].map((connection) => connection.close().catch(() => {})));
    await rights.close();
    await room.close();
  });

  const urlOf = (service: string) => rights.access.get(service)?.AMQP_URL ?? '';

  async function openBus(service: string): Promise<Bus> {
    const bus = await Bus.open({
      url: urlOf(service),
      name: service,
      shared: service === 'hub' ? 'declare' : 'expect',
    });
    buses.push(bus);
    return bus;
  }

  /** Consumes as the service, and keeps the types that came. */
  async function listen(bus: Bus, queue: string, patterns: readonly string[]): Promise<string[]> {
    const came: string[] = [];
    await bus.consume({
      queue,
      patterns,
      batchSize: 10,
      handle: async (batch) =>
        batch.map(({ type }) => {
          came.push(type);
          return DONE;
        }),
      hold: async () => {},
      isTransient: () => true,
      onTrouble: () => {},
    });
    return came;
  }

  /** A refusal closes the channel, so each attempt has its own. */
  async function attempt(service: string, work: (channel: Channel) => Promise<unknown>): Promise<string> {
    const connection = connections.get(service) ?? (await connect(urlOf(service)));
    connections.set(service, connection);
    const channel = await connection.createConfirmChannel();
    const refused = new Promise<string>((resolve) =>
      channel.on('error', (error: Error) => {
        assert.match(error.message, /ACCESS.REFUSED/);
        resolve('refused');
      }),
    );
    const allowed = work(channel).then(async () => {
      await channel.waitForConfirms();
      await channel.close();
      return 'allowed';
    });
    return await Promise.race([refused, allowed.catch(() => refused)]);
  }
  const publish = (service: string, exchange: string, type: string) =>
    attempt(service, async (channel) => channel.publish(exchange, type, Buffer.from('{}')));

  it('lets hub and adapter do their work: queues, consuming, publishing', async () => {
    const [hub, sais] = [await openBus('hub'), await openBus('adapter-sais')];
    const atHub = await listen(hub, 'saite.hub.intake', ['sais.#']);
    const atSais = await listen(sais, 'saite.sais', ['spolis.#']);
    const atMore = await listen(sais, 'saite.sais.deliveries', ['saite.#']);
    const message = (type: string) => ({ type, id: type, body: '{}' });
    assert.deepEqual(await sais.publish([message(PAYMENT)]), ['sent']);
    const told = ['spolis.placement.recorded.v1', 'saite.allowance.stated.v1'];
    assert.deepEqual(await hub.publish(told.map(message)), ['sent', 'sent']);
    await until(
      async () => [atHub, atSais, atMore].map((list) => list.join()),
      (lists) => lists.every((list) => list !== ''),
    );
    assert.deepEqual([atHub, atSais, atMore], [[PAYMENT], [told[0]], [told[1]]]);
  });

  it('publishes the events of its own register and no others: each type has one service that may', async () => {
    const services = [...rights.access.keys()];
    for (const type of Object.keys(eventContracts).filter(isEventType)) {
      const owner = publisherOf(type, services);
      assert.ok(services.includes(owner), type);
      assert.equal(await publish(owner, EVENTS, type), 'allowed', `${owner} ${type}`);
    }
    for (const service of services.filter((name) => name !== 'adapter-sais'))
      assert.equal(await publish(service, EVENTS, PAYMENT), 'refused', service);
    for (const type of [
      PERSON,
      'sais.payment.recorded.v2',
      'saite.allowance.stated.v1',
      'sais.recipients.reported.v1',
    ])
      assert.equal(await publish('adapter-sais', EVENTS, type), 'refused', type);
    assert.equal(await publish('hub', EVENTS, PERSON), 'refused');
    for (const exchange of ['', 'amq.topic'])
      assert.equal(await publish('hub', exchange, PAYMENT), 'refused');
  });

  it("does not touch another's queue", async () => {
    for (const service of ['adapter-pmlp', 'statistics', 'hub']) {
      const works: ((channel: Channel) => Promise<unknown>)[] = [
        (channel) => channel.consume('saite.sais', () => {}),
        (channel) => channel.get('saite.sais'),
        (channel) => channel.purgeQueue('saite.sais'),
        (channel) => channel.deleteQueue('saite.sais'),
        (channel) => channel.bindQueue('saite.sais', EVENTS, '#'),
        (channel) => channel.assertQueue('saite.saisons', { durable: true }),
        (channel) => channel.assertQueue('', { exclusive: true }),
      ];
      for (const [index, work] of works.entries())
        assert.equal(await attempt(service, work), 'refused', `${service} ${index}`);
    }
    for (const queue of ['saite.dead', 'saite.archive', 'saite.hub.intake'])
      assert.equal(await attempt('adapter-sais', (channel) => channel.get(queue)), 'refused', queue);
  });

  it('does not remove what others rely on; only the hub keeps it in being', async () => {
    for (const service of [...rights.access.keys()].filter((name) => name !== 'hub')) {
      for (const exchange of [EVENTS, 'saite.dead'])
        assert.equal(
          await attempt(service, (channel) => channel.deleteExchange(exchange)),
          'refused',
          service,
        );
      assert.equal(
        await attempt(service, (channel) => channel.deleteQueue('saite.archive')),
        'refused',
        service,
      );
    }
    assert.equal(
      await attempt('hub', (channel) => channel.assertExchange(EVENTS, 'topic', { durable: true })),
      'allowed',
    );
  });

  it('waits for what is shared where it may not declare it, and goes on when the hub has', async () => {
    const vhost = new URL(room.amqpUrl).pathname.slice(1);
    await callBroker('DELETE', `/api/exchanges/${vhost}/saite.dead`);
    await callBroker('DELETE', `/api/exchanges/${vhost}/${EVENTS}`);
    const opening = openBus('adapter-vdeavk');
    await openBus('hub'); // as at each of its connections
    const bus = await opening;
    await until(
      () => bus.publish([{ type: 'vdeavk.disability.decided.v1', id: 'x', body: '{}' }]),
      ([outcome]) => outcome === 'no-queue',
    );
  });
});
