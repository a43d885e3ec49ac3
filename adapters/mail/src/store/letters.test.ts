import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { openTestAdapter, type TestAdapter } from '@saite/adapter-kit/testing';
import { inTransaction } from '@saite/runtime';
import { MAIL_STEPS } from '../adapter.ts';
import type { ToldAlert } from '../letter-text.ts';
import { raised } from '../testing/made-alerts.ts';
import { Letters } from './letters.ts';
import { Notices } from './notices.ts';

suite('attempts at a letter', () => {
  let opened: TestAdapter;
  let letters: Letters;
  let now = new Date('2026-11-20T10:00:00Z');
  const clock = { now: () => now };
  let last = 0;
  const write = async (alerts: readonly ToldAlert[]) => ({
    address: 'a@saite.test',
    source: alerts.map(({ alertId }) => alertId).join(),
  });
  const raise = async (alertId: string, to: string) => {
    const { adapter } = opened;
    const { data } = raised(adapter.keys, { alertId, to: [to] });
    const notices = new Notices(adapter.database, adapter.schema, clock);
    await inTransaction(adapter.database, (transaction) => notices.raise(transaction, [data]));
  };
  /** A letter of one alert to a recipient of its own. */
  const open = async () => {
    last += 1;
    const to = `orphan-court:BT-${last}`;
    await raise(`l-${last}`, to);
    await letters.open(0);
    const [due] = await letters.due(1);
    assert.ok(due);
    return { letterId: due.letterId, to, alertId: `l-${last}` };
  };
  const begin = async (letterId: string) => {
    const attempt = await letters.begin(letterId, write);
    assert.ok(attempt);
    return attempt;
  };
  const isDue = async (letterId: string) => {
    now = new Date(now.getTime() + 60_000);
    return (await letters.due(100)).some((due) => due.letterId === letterId);
  };

  before(async () => {
    opened = await openTestAdapter({ name: 'mail', steps: MAIL_STEPS, types: [], clock });
    letters = new Letters(opened.adapter.database, opened.adapter.schema, clock);
  });
  after(() => opened.close());

  test('given a process that ends before the content leaves, any number of times, then the letter is written anew', async () => {
    const { letterId, to, alertId } = await open();
    for (const _time of [1, 2, 3]) {
      await begin(letterId);
      await letters.recover();
    }
    await raise('l-more', to);
    const attempt = await begin(letterId);
    assert.equal(attempt.source, `${alertId},l-more`);
    await letters.settle(attempt, 'sent', null);
    assert.equal(await isDue(letterId), false);
  });

  test('given a process that ends after it, then the letter is repeated as it was, once', async () => {
    const { letterId, to } = await open();
    const first = await begin(letterId);
    await letters.handOver(first);
    await letters.recover();
    await raise('l-later', to);
    const second = await begin(letterId);
    assert.equal(second.source, first.source);
    await letters.handOver(second);
    await letters.recover();
    assert.equal(await isDue(letterId), false);
  });

  test('given an attempt that another process took for dead, then it cannot hand over any more', async () => {
    const { letterId } = await open();
    const first = await begin(letterId);
    await letters.recover();
    await assert.rejects(letters.handOver(first), { code: 'ATTEMPT_OVER' });
    const second = await begin(letterId);
    await assert.rejects(letters.handOver(first), { code: 'ATTEMPT_OVER' });
    await letters.handOver(second);
    await letters.settle(second, 'sent', null);
  });

  test('given it learns the answer too late, then its word changes nothing', async () => {
    const { letterId } = await open();
    const first = await begin(letterId);
    await letters.handOver(first);
    await letters.recover();
    const second = await begin(letterId);
    await letters.settle(first, 'refused', 'SMTP_550');
    await letters.notTaken(first, 'SMTP_450');
    await letters.handOver(second);
    await letters.settle(second, 'sent', null);
    const counts = new Map((await letters.counts()).map(({ state, count }) => [state, count]));
    assert.equal(counts.get('refused'), undefined);
  });
});
