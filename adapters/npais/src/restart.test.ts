import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { waitFor } from '@saite/runtime/testing';
import { madeAlert, madeCode, madeCrisis, madeDecision } from './testing/made.ts';
import { playNpais } from './testing/played-npais.ts';
import { openWorld, type World } from './testing/world.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

/** The adapter as a process of its own, in a world's room. */
const startProcess = (world: World, env: Readonly<Record<string, string>> = {}) =>
  spawn(process.execPath, [MAIN], {
    stdio: 'ignore',
    env: {
      ...process.env,
      AMQP_URL: world.room.amqpUrl,
      DATABASE_URL: world.room.databaseUrl,
      SAITE_KEYS: world.keyPath,
      SAITE_METRICS_PORT: '0',
      SAITE_NPAIS_URL: world.npais.url,
      ...env,
    },
  });

test('a process killed between sending and noting it is not followed by a second delivery', async () => {
  const world = await openWorld({ starts: false });
  const open = new Set<ReturnType<typeof spawn>>();
  try {
    const code = madeCode(1);
    const dying = startProcess(world, { SAITE_FAULT_POINT: 'delivery.after-send' });
    open.add(dying);
    const ended = once(dying, 'exit');
    const id = await world.request(code, madeAlert(world.adapter.keys, world.ref(code)));
    assert.deepEqual(await ended, [null, 'SIGKILL']);
    open.delete(dying);
    assert.equal((await world.npais.inbox()).length, 1);
    const { rows } = await world.adapter.database.query(
      `SELECT state FROM ${world.adapter.schema}.delivery WHERE message_id = $1`,
      [id],
    );
    assert.deepEqual(rows, [{ state: 'waiting' }]);

    open.add(startProcess(world));
    const settled = await world.settled(id);
    const inbox = await world.npais.inbox();
    assert.equal(inbox.length, 1);
    assert.equal(settled.receipt, inbox[0]?.receipt);
  } finally {
    for (const child of open) {
      const gone = once(child, 'exit');
      child.kill();
      await gone;
    }
    await world.close();
  }
});

test('a register that was restored and lost changes is read from the beginning', async () => {
  const code = madeCode(2);
  const first = await playNpais();
  const world = await openWorld({ npais: first });
  const cursor = async () => (await world.adapter.cursors.read('record-changes')) ?? '';
  try {
    await first.post('/sandbox/npais/crises', [madeCrisis(code, 'c-1')]);
    await first.post('/sandbox/npais/decisions', [madeDecision(code, 'd-1'), madeDecision(code, 'd-2')]);
    await world.decided(code, 2);
    await waitFor('the cursor', async () => (await cursor()).endsWith(':3'));
    await first.close();
    const restored = await playNpais({ port: Number(new URL(first.origin).port) });
    try {
      await restored.post('/sandbox/npais/decisions', [madeDecision(code, 'd-1', { recordVersion: 9 })]);
      await waitFor('the cursor of the new feed', async () => (await cursor()).endsWith(':1'));
      const events = await world.decided(code, 3);
      assert.ok(events.some(({ data }) => data.recordVersion === 9));
    } finally {
      await restored.close();
    }
  } finally {
    await world.close();
  }
});
