import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { waitFor } from '@saite/runtime/testing';
import { madeCode } from './testing/made.ts';
import { openWorld, type World } from './testing/world.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

/** Starts the adapter as a process of its own. */
function startProcess({ room, keyPath, sopa }: World, more: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      ...process.env,
      AMQP_URL: room.amqpUrl,
      DATABASE_URL: room.databaseUrl,
      SAITE_KEYS: keyPath,
      SAITE_METRICS_PORT: '0',
      SAITE_SOPA_URL: sopa.url,
      SAITE_POLL_MS: '50',
      LOG_LEVEL: 'silent',
      ...more,
    },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return { child, ended: once(child, 'exit') };
}

suite('the adapter of SOPA, ended', () => {
  test('killed after a file was put in, the next process puts in the same file', async () => {
    const world = await openWorld({ withoutAdapter: true });
    const childCode = madeCode(1);
    const request = world.make.report({ childCode });
    const killed = startProcess(world, { SAITE_FAULT_POINT: 'delivery.after-send' });
    const next: { process?: ReturnType<typeof startProcess> } = {};
    try {
      await waitFor('the queue to be there', () =>
        world.request(childCode, request).then(
          () => true,
          () => false,
        ),
      );
      const [, signal] = await killed.ended;
      assert.equal(signal, 'SIGKILL');
      assert.equal((await world.sopa.inbox()).length, 1);
      assert.deepEqual(world.settled(request), []);
      next.process = startProcess(world);
      assert.equal((await world.told(request)).data.outcome, 'delivered');
      assert.equal((await world.sopa.inbox()).length, 1);
      assert.deepEqual(
        world.sopa.requests.filter((line) => line.startsWith('PUT')),
        [201, 200].map((status) => `PUT /sopa/0010000/outgoing/SAITE-0010000-1.xml ${status}`),
      );
    } finally {
      killed.child.kill('SIGKILL');
      next.process?.child.kill('SIGTERM');
      await next.process?.ended;
      await world.close();
    }
  });

  test('a register that lost a file is given it again', async () => {
    const world = await openWorld();
    try {
      const childCode = madeCode(2);
      const request = world.make.alert({ childCode });
      await world.sopa.fault('slow-reading');
      await world.request(childCode, request);
      await waitFor('the file to be put in', () =>
        world.sopa.requests.some((line) => line.startsWith('PUT')),
      );
      await world.sopa.restart({ losing: true });
      assert.equal((await world.told(request)).data.outcome, 'delivered');
      assert.equal((await world.sopa.inbox()).length, 1);
    } finally {
      await world.close();
    }
  });

  test('numbers that were lost are gone past, and what SOPA took is not taken twice', async () => {
    const first = await openWorld();
    const childCode = madeCode(3);
    const request = first.make.alert({ childCode });
    await first.request(childCode, request);
    const { data } = await first.told(request);
    await first.adapter.database.query(`DROP SCHEMA ${first.adapter.schema} CASCADE`);
    await first.end();
    const second = await openWorld({ sharing: first });
    try {
      const other = second.make.decision({ childCode });
      await second.request(childCode, other, { ...request, round: 2 });
      assert.equal((await second.told(other)).data.outcome, 'delivered');
      assert.equal((await second.told(request)).data.receipt, data.receipt);
      assert.equal((await second.sopa.inbox()).length, 2);
      assert.ok((await second.parked()).some((row) => row.reason === 'FILE_NAME_TAKEN'));
    } finally {
      await second.close();
      await first.close();
    }
  });
});
