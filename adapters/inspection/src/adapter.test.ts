import assert from 'node:assert/strict';
import { after, afterEach, before, suite, test } from 'node:test';
import type { DeliveryRequested } from '@saite/contracts';
import { waitFor } from '@saite/runtime/testing';
import { CHILD, FINDINGS, openWorld, type World } from './testing/world.ts';

suite('the adapter of the inspection', () => {
  let world: World;
  const arrived = async (request: DeliveryRequested) =>
    (await world.inspection.inbox()).filter((message) => message.messageId === request.deliveryId);

  before(async () => {
    world = await openWorld();
  });
  afterEach(() => world.inspection.fault('none'));
  after(() => world.close());

  test('delivers a survey once, and tells the receipt', async () => {
    const request = world.make({ surveyId: 's-1', recordVersion: 3, withdrawn: true });
    await world.request(request);
    const { data } = await world.told(request);
    const [message, ...more] = await arrived(request);
    assert.ok(message);
    assert.deepEqual(more, []);
    const { receivedAt, ...rest } = message;
    assert.ok(Date.parse(receivedAt) > 0);
    assert.deepEqual(rest, {
      messageId: request.deliveryId,
      receipt: data.receipt,
      kind: 'family-survey',
      childCode: CHILD,
      surveyId: 's-1',
      recordVersion: 3,
      surveyedOn: '2026-10-05',
      findings: FINDINGS,
      withdrawn: true,
    });
    assert.equal(data.outcome, 'delivered');
  });

  test('a lost answer is not sent twice', async () => {
    const request = world.make();
    await world.inspection.fault('lost-answer');
    await world.request(request);
    await waitFor('the survey to arrive', async () => (await arrived(request)).length > 0);
    await world.inspection.fault('none');
    const [message] = await arrived(request);
    assert.equal((await world.told(request)).data.receipt, message?.receipt);
    assert.equal((await arrived(request)).length, 1);
  });

  for (const mode of ['down', 'http-500', 'garbage', 'slow'] as const) {
    test(`goes on by itself when the register was ${mode}`, async () => {
      const request = world.make();
      await world.inspection.fault(mode);
      await world.request(request);
      await waitFor('the register to be away', async () => {
        const health = await fetch(`http://127.0.0.1:${world.adapter.healthPort}/health/ready`);
        return health.status === 200 && (await health.text()).includes('REGISTER_AWAY');
      });
      assert.deepEqual(world.settled(request), []);
      await world.inspection.fault('none');
      assert.equal((await world.told(request)).data.outcome, 'delivered');
      assert.equal((await arrived(request)).length, 1);
    });
  }

  test("a refusal is told with the register's code; a second round delivers it", async () => {
    const request = world.make();
    await world.inspection.fault('refuse-items');
    await world.request(request);
    const { data } = await world.told(request);
    assert.deepEqual([data.outcome, data.reason], ['refused', 'CHILD_NOT_KNOWN']);
    await world.inspection.fault('none');
    await world.request({ ...request, round: 2 });
    assert.equal((await world.told(request, 2)).data.outcome, 'delivered');
  });

  test('what is not for the inspection is refused with our code, and nothing is sent', async () => {
    const alert = world.make(
      {},
      {
        document: {
          kind: 'care-alert',
          alertId: 'a-1',
          alertKind: 'report-overdue',
          raisedOn: '2026-11-02',
          dueOn: null,
          institutionId: null,
        },
      },
    );
    const elsewhere = world.make({}, { recipient: { role: 'ministry', id: 'LM' } });
    await world.request(alert);
    await world.request(elsewhere);
    assert.equal((await world.told(alert)).data.reason, 'DOCUMENT_NOT_SERVED');
    assert.equal((await world.told(elsewhere)).data.reason, 'RECIPIENT_NOT_SERVED');
    assert.deepEqual([...(await arrived(alert)), ...(await arrived(elsewhere))], []);
  });

  test('what is withdrawn before it was sent is not sent', async () => {
    const request = world.make({}, { cancelled: true });
    await world.request(request);
    assert.equal((await world.told(request)).data.outcome, 'cancelled');
    assert.deepEqual(await arrived(request), []);
  });

  test('neither tables nor addresses show who it is about', async () => {
    const { rows } = await world.adapter.database.query<{ text: string }>(
      `SELECT to_jsonb(delivery)::text AS text FROM ${world.adapter.schema}.delivery`,
    );
    const text = [...rows.map((row) => row.text), ...world.inspection.requests].join('\n');
    assert.ok(rows.length >= 8);
    assert.ok(!text.includes(CHILD) && !text.includes('silti'));
  });
});
