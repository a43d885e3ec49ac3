import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { DONE } from '@saite/bus';
import type { EventOf } from '@saite/contracts';
import { ServiceStates } from '@saite/runtime';
import { until } from '@saite/runtime/testing';
import { consumeEvents } from './consume.ts';
import { KIT_STEPS } from './store/index.ts';
import { openTestAdapter, type TestAdapter } from './testing/open-test-adapter.ts';
import { Upstream } from './upstream/upstream.ts';

const TYPE = 'sais.payment.recorded.v1';
const SAMPLE = readFileSync(
  new URL(`../../../contracts/samples/${TYPE}/pension.json`, import.meta.url),
  'utf8',
);

describe('an adapter that an operator stops by hand', () => {
  let made: TestAdapter;
  let upstream: Upstream;
  const taken: EventOf<typeof TYPE>[] = [];
  before(async () => {
    made = await openTestAdapter({ name: 'made', steps: KIT_STEPS, types: ['npais.custody.decided.v1'] });
    const { adapter } = made;
    upstream = new Upstream({ name: 'made', timeoutMs: 1_000, log: adapter.log, metrics: adapter.metrics });
    adapter.shows('made', upstream);
    await consumeEvents(adapter, {
      queue: 'saite.made',
      types: [TYPE],
      take: async (events) => {
        taken.push(...events);
        return events.map(() => DONE);
      },
    });
  });
  after(() => made.close());

  const control = (name: string, stopped: boolean) =>
    made.adapter.database.query(
      `INSERT INTO operations.control (service, upstream, stopped, reason, operator, since)
       VALUES ('adapter-made', $1, $2, 'made for a test', 'anna', now())
       ON CONFLICT (service, upstream) DO UPDATE SET stopped = excluded.stopped`,
      [name, stopped],
    );
  const told = async () => {
    const states = await (await ServiceStates.open(made.adapter.database, made.adapter.clock)).readAll();
    return states.find(({ service }) => service === 'adapter-made');
  };
  const publish = (id: string) => made.adapter.bus.publish([{ type: TYPE, id, body: SAMPLE }]);

  it('takes nothing and talks to nobody while it is paused; what comes waits, and is taken afterwards', async () => {
    await publish('before');
    await until(
      async () => taken.length,
      (count) => count === 1,
    );
    assert.equal(await made.adapter.leader.leads(), true);
    await control('', true);
    const paused = await until(told, (state) => state?.detail.stopped.includes('') ?? false);
    assert.equal(paused?.report.operator?.code, 'PAUSED');
    assert.equal(await made.adapter.leader.leads(), false);
    await publish('while paused');
    const waits = await until(
      told,
      (state) => state?.detail.queues.some(({ depth }) => depth === 1) ?? false,
    );
    assert.equal(waits?.detail.queues.find(({ queue }) => queue === 'saite.made')?.consumers, 0);
    assert.equal(taken.length, 1);
    await control('', false);
    await until(
      async () => taken.length,
      (count) => count === 2,
    );
    assert.equal(await made.adapter.leader.leads(), true);
    await pause(50);
    assert.equal(taken.length, 2);
  });

  it('holds a breaker: calls are refused at once, and go on when it is let go', async () => {
    assert.equal(await upstream.call('ask', async () => 'good'), 'good');
    await control('made', true);
    const held = await until(told, (state) => state?.detail.upstreams[0]?.breaker === 'held');
    assert.deepEqual([held?.report.made?.state, held?.report.made?.code], ['degraded', 'HELD']);
    assert.ok(held?.detail.upstreams[0]?.lastGoodAt);
    let called = false;
    const call = upstream.call('ask', async () => {
      called = true;
    });
    await assert.rejects(call, { code: 'BREAKER_HELD', consequence: 'outage' });
    assert.equal(called, false);
    let recovered = false;
    upstream.onRecovered(() => {
      recovered = true;
    });
    await control('made', false);
    await until(
      async () => upstream.state,
      (state) => state === 'closed',
    );
    assert.equal(recovered, true);
    assert.equal(await upstream.call('ask', async () => 'good'), 'good');
  });
});
