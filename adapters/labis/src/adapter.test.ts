import assert from 'node:assert/strict';
import { after, afterEach, before, suite, test } from 'node:test';
import type { FactEvent } from '@saite/contracts';
import { callBroker, waitFor } from '@saite/runtime/testing';
import type { StatisticalRecord } from './protocol.ts';
import { madeCode } from './testing/made.ts';
import { openWorld, type World } from './testing/world.ts';
import { TYPES } from './translate/translate.ts';

suite('the adapter of LabIS', () => {
  let world: World;
  let last = 0;
  const next = () => {
    last += 1;
    return madeCode(last);
  };
  /** Tells events and gives what stands at LabIS beside what stood before. */
  const tellAndSee = async (...events: FactEvent[]): Promise<StatisticalRecord[]> => {
    const before = new Set((await world.standing()).map(({ id, version }) => `${id} ${version}`));
    await world.tell(...events);
    await waitFor('all to be taken', () => taken(events.at(-1)?.data.recordId ?? ''));
    await world.quiet();
    return (await world.standing()).filter(({ id, version }) => !before.has(`${id} ${version}`));
  };
  const taken = async (recordId: string) => {
    const { rows } = await world.adapter.database.query<{ known: boolean }>(
      `SELECT EXISTS (SELECT FROM ${world.adapter.schema}.record WHERE record_id = $1) AS known`,
      [recordId],
    );
    return rows[0]?.known;
  };

  before(async () => {
    world = await openWorld();
  });
  afterEach(() => world.labis.fault('none'));
  after(() => world.close());

  test('tells what registers told of a person under one pseudonym', async () => {
    const code = next();
    const { make } = world;
    const records = await tellAndSee(
      make.decision(code, 'd-1'),
      make.placement(code, 'p-1'),
      make.service(code, '0001000:s-1'),
      make.person(code),
    );
    assert.deepEqual(records.map(({ kind }) => kind).sort(), [
      'disability',
      'person',
      'placement',
      'service',
    ]);
    assert.equal(new Set(records.map(({ pseudonym }) => pseudonym.value)).size, 1);
    assert.equal(new Set(records.map(({ id }) => id)).size, 4);
  });

  test('the latest version holds, in whatever order and however often versions come', async () => {
    const code = next();
    const { make } = world;
    await world.tell(make.decision(code, 'd-2', { recordVersion: 3, group: 'III' }));
    await waitFor('it to be taken', () => taken('d-2'));
    await world.tell(
      make.decision(code, 'd-2', { recordVersion: 1 }),
      make.decision(code, 'd-2', { recordVersion: 2, withdrawn: true }),
      make.decision(code, 'd-2', { recordVersion: 3, group: 'III' }),
    );
    const marker = await tellAndSee(make.decision(next(), 'd-3'));
    assert.ok(marker.length >= 1);
    const told = (await world.labis.inbox())
      .flatMap(({ records }) => records)
      .filter((record) => record.kind === 'disability' && record.data?.group === 'III');
    assert.equal(told.length, 1);
  });

  test('a withdrawn record is told without data; one that LabIS never had is not told at all', async () => {
    const { make } = world;
    const code = next();
    const [record] = await tellAndSee(make.placement(code, 'p-4'));
    await world.tell(make.placementWithdrawn(code, 'p-4', 2), make.placementWithdrawn(next(), 'p-5', 9));
    const withdrawn = await waitFor('the withdrawal', async () =>
      (await world.labis.inbox())
        .flatMap(({ records }) => records)
        .find(({ id, withdrawn: gone }) => id === record?.id && gone),
    );
    assert.deepEqual(withdrawn, { ...record, version: 2, withdrawn: true, data: null });
    await world.quiet();
    assert.equal(
      (await world.labis.inbox()).flatMap(({ records }) => records).filter((one) => one.withdrawn).length,
      1,
    );
  });

  test('a change of what is not told is not told', async () => {
    const { make } = world;
    const code = next();
    await tellAndSee(make.placement(code, 'p-6'));
    const batches = (await world.labis.inbox()).length;
    await world.tell(make.placement(code, 'p-6', { dailyCost: '99.00', institutionId: 'CITA' }, 2));
    await tellAndSee(make.placement(next(), 'p-7'));
    assert.equal((await world.labis.inbox()).length, batches + 1);
  });

  test("what orphan's courts decide and institutions report never leaves", async () => {
    const code = next();
    const { event, ref, placement } = world.make;
    const batches = (await world.labis.inbox()).length;
    await world.tell(
      event('npais.custody.decided.v1', code, {
        recordId: 'L-1',
        court: 'BT-1',
        kind: 'custody-suspended',
        decidedOn: '2024-03-01',
        effectiveFrom: '2024-03-01',
      }),
    );
    await waitFor('the broker to have passed it on', () =>
      world.told.some(({ subject, type }) => type === 'npais.custody.decided.v1' && subject === ref(code)),
    );
    await tellAndSee(placement(next(), 'p-after-npais'));
    const records = (await world.labis.inbox()).slice(batches).flatMap((batch) => batch.records);
    assert.deepEqual(
      records.map(({ kind }) => kind),
      ['placement'],
    );
    const queues = await callBroker('GET', `/api/bindings/${new URL(world.room.amqpUrl).pathname.slice(1)}`);
    const bound = (Array.isArray(queues) ? queues : []).flatMap((binding) =>
      binding.destination === 'saite.labis' && binding.source !== '' ? [binding.routing_key] : [],
    );
    assert.deepEqual([...new Set(bound)].sort(), [...TYPES].sort());
  });

  test('a batch whose answer was lost is not sent twice', async () => {
    await world.labis.fault('lost-answer');
    const arrived = (await world.labis.inbox()).length;
    await world.tell(world.make.placement(next(), 'p-8'));
    await waitFor('the batch', async () => (await world.labis.inbox()).length > arrived);
    await world.labis.fault('none');
    await world.quiet();
    assert.equal((await world.labis.inbox()).length, arrived + 1);
    const messageId = (await world.labis.inbox()).at(-1)?.messageId;
    assert.ok(world.labis.requests.includes(`GET /labis/v1/batches/${messageId} 200`), 'it asked first');
  });

  for (const mode of ['down', 'http-500', 'garbage', 'slow'] as const) {
    test(`goes on by itself when LabIS was ${mode}`, async () => {
      await world.labis.fault(mode);
      const before = (await world.standing()).length;
      await world.tell(world.make.placement(next(), `p-${mode}`));
      await waitFor('LabIS to be away', async () => {
        const health = await fetch(`http://127.0.0.1:${world.adapter.healthPort}/health/ready`);
        return health.status === 200 && (await health.text()).includes('REGISTER_AWAY');
      });
      await world.labis.fault('none');
      await world.enough(before + 1);
    });
  }

  test('a token that ended is replaced', async () => {
    const before = (await world.standing()).length;
    await world.labis.fault('token-ended');
    await world.tell(world.make.placement(next(), 'p-9'));
    await world.enough(before + 1);
  });

  test('a batch that is refused as a whole waits until LabIS takes it', async () => {
    const before = (await world.standing()).length;
    await world.labis.fault('refuse-batch');
    await world.tell(world.make.placement(next(), 'p-10'));
    await waitFor('the refusal', () => world.labis.requests.some((line) => line.endsWith(' 422')));
    assert.equal((await world.standing()).length, before);
    await world.labis.fault('none');
    await world.enough(before + 1);
  });

  test('a record that LabIS will not have is parked with the path, and the others go', async () => {
    const before = (await world.standing()).length;
    await world.labis.fault('refuse-first');
    await world.tell(world.make.placement(next(), 'p-11'), world.make.placement(next(), 'p-12'));
    const parked = () =>
      world.adapter.database.query(
        `SELECT reason, error_path, state FROM ${world.adapter.schema}.parked_answer ORDER BY state`,
      );
    await waitFor('a record to be parked', async () => (await parked()).rows.length > 0);
    await world.labis.fault('none');
    await world.quiet();
    const { rows } = await parked();
    assert.equal((await world.standing()).length, before + 2 - rows.length);
    assert.deepEqual(rows[0], { reason: 'RECORD_REFUSED', error_path: 'data', state: 'parked' });
  });

  test('records of a batch stand in the order of their ids, whoever they are about', async () => {
    for (const { records } of await world.labis.inbox()) {
      const ids = records.map(({ id }) => id as string);
      assert.deepEqual(ids, [...ids].sort());
    }
  });
});
