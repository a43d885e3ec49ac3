import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { waitFor } from '@saite/runtime/testing';
import { playMail } from './testing/played-mail.ts';
import { openWorld, type World } from './testing/world.ts';

/** The adapter's own program, which dies between the server's yes and noting it. */
async function dieAfterSending(world: World): Promise<void> {
  const child = fork(join(import.meta.dirname, 'main.ts'), {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: {
      ...process.env,
      AMQP_URL: world.room.amqpUrl,
      DATABASE_URL: world.room.databaseUrl,
      SAITE_KEYS: world.keyPath,
      SAITE_MAIL_CONFIG: world.mail.configPath,
      SAITE_MAIL_DIGEST_MS: '50',
      SAITE_FAULT_POINT: 'delivery.after-send',
    },
  });
  const [, signal] = await once(child, 'exit');
  assert.equal(signal, 'SIGKILL');
}

const died = async (times: number) => {
  const mail = await playMail();
  const world = await openWorld({ mail, digestMs: 3_600_000 });
  await world.raise({ alertId: 'k-1', to: ['orphan-court:BT-1'] });
  await world.waiting(1);
  await world.end();
  for (let time = 0; time < times; time += 1) await dieAfterSending(world);
  return { mail, world };
};

test('given a process killed after the server took the letter, then the next one repeats it once', async () => {
  const { mail, world } = await died(1);
  const next = await openWorld({ mail, sharing: world });
  try {
    next.pass(60_000);
    await next.settled('BT-1', 'sent');
    const arrived = await mail.inbox();
    assert.equal(arrived.length, 2);
    assert.equal(arrived[0]?.raw, arrived[1]?.raw);
  } finally {
    await next.end();
    await world.close();
    await mail.close();
  }
});

test('given it is killed in the repeat too, then the letter stays unknown, and an operator sees it', async () => {
  const { mail, world } = await died(2);
  const next = await openWorld({ mail, sharing: world });
  try {
    await next.settled('BT-1', 'unknown');
    assert.equal((await mail.inbox()).length, 2);
    await waitFor('the figure', async () =>
      /saite_mail_letters{[^}]*state="unknown"[^}]*} 1/.test(await next.adapter.metrics.metrics()),
    );
  } finally {
    await next.end();
    await world.close();
    await mail.close();
  }
});
