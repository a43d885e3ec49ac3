import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { createLog, createMetrics } from '@saite/runtime';
import { Upstream, type UpstreamOptions } from './upstream.ts';
import { isOutage, UpstreamError } from './upstream-error.ts';

const metrics = createMetrics('test');
const open = (options: Partial<UpstreamOptions> = {}) =>
  new Upstream({ name: 'made', timeoutMs: 100, log: createLog('test', 'silent'), metrics, ...options });

const away = async (): Promise<never> => {
  throw new UpstreamError('UPSTREAM_FAILED', 'the register failed (500)');
};
const refuses = async (): Promise<never> => {
  throw new UpstreamError('REFUSED', 'the register refuses the call (404)');
};
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'ok',
    (error: unknown) => (error instanceof UpstreamError ? error.code : String(error)),
  );

test('failures in a row open the breaker, even after very many good calls', async () => {
  const upstream = open({ resetMs: 60_000 });
  for (let call = 0; call < 5_000; call += 1) await upstream.call('get', async () => call);
  for (let call = 0; call < 5; call += 1)
    assert.equal(await codeOf(upstream.call('get', away)), 'UPSTREAM_FAILED');
  assert.equal(upstream.state, 'open');
  let called = false;
  const blocked = upstream.call('get', async () => {
    called = true;
  });
  assert.equal(await codeOf(blocked), 'BREAKER_OPEN');
  assert.equal(called, false);
  upstream.close();
});

test('a refusal never opens it, and ends a row of failures', async () => {
  const upstream = open();
  for (let call = 0; call < 100; call += 1)
    assert.equal(await codeOf(upstream.call('get', refuses)), 'REFUSED');
  for (let round = 0; round < 3; round += 1) {
    await codeOf(upstream.call('get', away));
    await codeOf(upstream.call('get', away));
    await codeOf(upstream.call('get', refuses));
  }
  assert.equal(upstream.state, 'closed');
  upstream.close();
});

test('after a time one call is let through; if it succeeds all are, and whoever waits is told', async () => {
  const upstream = open({ resetMs: 50 });
  let recovered = 0;
  upstream.onRecovered(() => {
    recovered += 1;
  });
  for (let call = 0; call < 5; call += 1) await codeOf(upstream.call('get', away));
  assert.equal(upstream.failing, true);
  await pause(80);
  assert.equal(await upstream.call('get', async () => 7), 7);
  assert.equal(upstream.state, 'closed');
  assert.equal(upstream.failing, false);
  assert.equal(recovered, 1);
  upstream.close();
});

test('a call that takes too long ends with a coded outage, and its signal with it', async () => {
  const upstream = open({ timeoutMs: 30 });
  let ended = false;
  const call = upstream.call('get', async ({ signal }) => {
    signal.addEventListener('abort', () => {
      ended = true;
    });
    await pause(500);
  });
  assert.equal(await codeOf(call), 'UPSTREAM_TIMEOUT');
  assert.equal(ended, true);
  upstream.close();
});

test('a connection that is refused is a coded outage', async () => {
  const upstream = open();
  const call = upstream.call('get', ({ signal }) => fetch('http://127.0.0.1:1/', { signal }));
  await assert.rejects(call, (error) => isOutage(error));
  upstream.close();
});

test('a call proves who it is anew each time', async () => {
  let token = 0;
  const upstream = open({
    authorise: async () => {
      token += 1;
      return { authorization: `Bearer ${token}` };
    },
  });
  const header = () => upstream.call('get', async ({ headers }) => headers.authorization);
  assert.deepEqual([await header(), await header()], ['Bearer 1', 'Bearer 2']);
  upstream.close();
});

test('calls are counted by outcome', async () => {
  const upstream = open({ name: 'counted' });
  await upstream.call('get', async () => 1);
  await codeOf(upstream.call('get', refuses));
  const text = await metrics.getSingleMetricAsString('saite_upstream_calls_total');
  assert.match(text, /upstream="counted",operation="get",outcome="ok".* 1/);
  assert.match(text, /upstream="counted",operation="get",outcome="REFUSED".* 1/);
  upstream.close();
});
