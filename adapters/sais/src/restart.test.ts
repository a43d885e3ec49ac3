import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Clock } from '@saite/runtime';
import { waitFor } from '@saite/runtime/testing';
import { madeCode, madePayment } from './testing/made.ts';
import { playSais } from './testing/played-sais.ts';
import { openWorld } from './testing/world.ts';

test('at the start of a month everybody is asked again; the word has the next version', async () => {
  let now = new Date('2026-11-30T20:00:00Z');
  const clock: Clock = { now: () => now };
  const world = await openWorld({ clock });
  try {
    const code = madeCode(1);
    await world.placement(code, 'pl-1', 1);
    await world.answered(code);
    now = new Date('2026-11-30T22:30:00Z'); // half past midnight in Riga
    await waitFor('the next word', () => world.checked(code).length === 2);
    assert.deepEqual(
      world.checked(code).map((event) => [event.data.to, event.data.recordVersion]),
      [
        ['2026-11', 323],
        ['2026-12', 324],
      ],
    );
  } finally {
    await world.close();
  }
});

test('a register that was restored and lost changes is read from the beginning', async () => {
  const code = madeCode(2);
  const full = await mkdtemp(join(tmpdir(), 'saite-sais-'));
  const first = await playSais({ dataFolder: full });
  let origin = first.origin;
  await first.sandbox.load(Array.from({ length: 5 }, (_, index) => madePayment(code, `p-${index}`)));
  const world = await openWorld({ sais: first });
  try {
    await world.placement(code, 'pl-1', 1);
    await world.answered(code);
    const cursor = async () => (await world.adapter.cursors.read('payment-changes')) ?? '';
    await waitFor('the cursor at 5', async () => (await cursor()).endsWith(':5'));
    await first.close();

    const port = Number(new URL(origin).port);
    const restored = await playSais({ port });
    try {
      origin = restored.origin;
      await restored.sandbox.load([madePayment(code, 'p-0'), madePayment(code, 'p-1', { recordVersion: 9 })]);
      await waitFor('the cursor of the new feed', async () => (await cursor()).endsWith(':2'));
      await waitFor('what the restored register says', () =>
        world.payments(code).some((event) => event.data.recordVersion === 9),
      );
    } finally {
      await restored.close();
    }
  } finally {
    await world.close();
    await rm(full, { recursive: true, force: true });
  }
});

test('of two processes one asks; the other takes over when it ends', async () => {
  const sais = await playSais();
  const one = await openWorld({ sais });
  const two = await openWorld({ sais, sharing: one });
  const open = new Set([one, two]);
  try {
    const [first, second] = [madeCode(3), madeCode(4)];
    await one.placement(first, 'pl-1', 1);
    await waitFor('the word', () => one.checked(first).length > 0 || two.checked(first).length > 0);
    const oneLeads = await one.adapter.leader.leads();
    assert.notEqual(oneLeads, await two.adapter.leader.leads());
    const [ends, stays] = oneLeads ? [one, two] : [two, one];
    open.delete(ends);
    await ends.end();
    await stays.placement(second, 'pl-2', 1);
    await stays.answered(second);
    assert.equal(await stays.adapter.leader.leads(), true);
  } finally {
    for (const world of open) await world.end();
    await one.close();
    await sais.close();
  }
});
