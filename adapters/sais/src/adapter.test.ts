import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { eventContracts, monthOf } from '@saite/contracts';
import { openCode } from '@saite/identity';
import { rigaDate } from '@saite/runtime';
import { waitFor } from '@saite/runtime/testing';
import type { TakenNotice } from './sandbox/inbox.ts';
import { madeCode, madePayment } from './testing/made.ts';
import { openWorld, type World } from './testing/world.ts';

let world: World;
let next = 1;
const newCode = () => madeCode(next++);

before(async () => {
  world = await openWorld({ timeoutMs: 1_000 });
});
after(() => world.close());
beforeEach(() => world.sais.sandbox.fail('none'));
afterEach(() => world.sais.sandbox.fail('none'));

const post = (...payments: unknown[]) => world.sais.post('/sandbox/sais/payments', payments);

async function inbox(placementId: string): Promise<TakenNotice[]> {
  const response = await fetch(`${world.sais.origin}/sandbox/sais/inbox`);
  const notices: TakenNotice[] = JSON.parse(await response.text());
  return notices.filter((notice) => notice.placementId === placementId);
}
const arrived = (placementId: string, count: number) =>
  waitFor(`${count} notices of ${placementId}`, async () => {
    const notices = await inbox(placementId);
    return notices.length >= count && notices;
  });
const parkedFor = (item: string, reason: string) =>
  waitFor(`${reason} to be parked`, async () =>
    (await world.parked()).find((row) => row.item === item && row.reason === reason),
  );

test('a placement brings all payments of its person, then the word that SAIS has answered', async () => {
  const code = newCode();
  await post(madePayment(code, 'p1'), madePayment(code, 'p2', { withdrawn: true }));
  await world.placement(code, 'pl-1', 1);
  await world.answered(code);
  const payments = world.payments(code);
  assert.deepEqual(payments.map((event) => event.data.recordId).sort(), ['p1', 'p2']);
  for (const event of payments) {
    eventContracts['sais.payment.recorded.v1'].parse(event);
    assert.equal(openCode(world.adapter.keys, event.subject, event.data.identity), code);
  }
  const [checked] = world.checked(code);
  assert.equal(checked?.data.to, monthOf(rigaDate(new Date())));
  // The changes may tell a payment once more afterwards; what counts is that nothing was missing at the word.
  const before = world.told.slice(0, world.told.indexOf(checked ?? assert.fail()));
  const toldBefore = before
    .filter((event) => event.type === 'sais.payment.recorded.v1')
    .map((event) => event.data.recordId);
  assert.deepEqual([...new Set(toldBefore)].sort(), ['p1', 'p2']);
});

test('newly watched persons are asked for at once, not at the next round', async () => {
  const began = performance.now();
  for (let round = 0; round < 4; round += 1) {
    const code = newCode();
    await world.placement(code, `pl-fast-${round}`, 1);
    await world.answered(code);
  }
  assert.ok(performance.now() - began < 3_000, 'each waited for a round of a second');
});

test('changes of watched persons are told, those of others leave no trace', async () => {
  const watched = newCode();
  const other = newCode();
  await world.placement(watched, 'pl-2', 1);
  await world.answered(watched);
  await post(madePayment(other, 'of-other'), madePayment(watched, 'late'));
  await waitFor('the change', () => world.payments(watched).length === 1);
  await post(madePayment(watched, 'late', { recordVersion: 2, granted: '500.00' }));
  await waitFor('the second change', () => world.payments(watched).length === 2);
  assert.equal(world.payments(other).length, 0);
  assert.ok(!JSON.stringify(world.told).includes('of-other'));
});

test('what a fetch has told the changes do not tell again', async () => {
  const code = newCode();
  await post(madePayment(code, 'once'));
  await world.placement(code, 'pl-once', 1);
  await world.answered(code);
  await post(madePayment(newCode(), 'marker'));
  await pause(300);
  const times = world.told.filter((event) => event.id === world.payments(code)[0]?.id).length;
  assert.ok(times <= 2, 'told again and again');
});

test('whoever a person record links to a watched person is watched under all codes, in either order', async () => {
  const [present, former] = [newCode(), newCode()];
  await post(madePayment(former, 'old-code'));
  await world.placement(present, 'pl-3', 1);
  await world.person(present, [former]);
  await world.answered(former);
  assert.equal(world.payments(former).length, 1);

  const [present2, former2] = [newCode(), newCode()];
  await post(madePayment(present2, 'new-code'));
  await world.person(present2, [former2]);
  await world.placement(former2, 'pl-4', 1);
  await world.answered(present2);
  assert.equal(world.payments(present2).length, 1);
});

test('a person record of nobody watched asks SAIS nothing', async () => {
  const [present, former] = [newCode(), newCode()];
  await world.person(present, [former]);
  await pause(300);
  assert.equal(world.checked(present).length + world.checked(former).length, 0);
});

test('an outage parks nothing; all comes once SAIS is back', async () => {
  const code = newCode();
  await post(madePayment(code, 'after-outage'));
  const parked = (await world.parked()).length;
  for (const mode of ['down', 'http-500', 'garbage', 'truncated', 'soap-fault'] as const) {
    world.sais.sandbox.fail(mode);
    if (mode === 'down') await world.placement(code, 'pl-5', 1);
    await pause(250);
  }
  assert.equal(world.checked(code).length, 0);
  world.sais.sandbox.fail('none');
  await world.answered(code);
  assert.equal(world.payments(code).length, 1);
  assert.equal((await world.parked()).length, parked);
  assert.equal((await arrived('pl-5', 1)).length, 1);
});

test("an answer with another person's payment is refused whole and parked; later it is taken", async () => {
  const code = newCode();
  await post(madePayment(code, 'mine'));
  world.sais.sandbox.fail('other-person');
  await world.placement(code, 'pl-6', 1);
  const row = await parkedFor(world.ref(code), 'ANSWER_OF_ANOTHER');
  assert.equal(row.error_path, 'Payment.0.PersonCode');
  assert.equal(world.checked(code).length, 0);
  assert.ok(!JSON.stringify(world.told).includes('other-1'));
  world.sais.sandbox.fail('none');
  await world.answered(code);
  await waitFor('the parked answer to be resolved', async () =>
    (await world.parked()).some((parked) => parked.item === world.ref(code) && parked.state === 'resolved'),
  );
});

test('a page that comes again and again is parked', async () => {
  const code = newCode();
  await post(madePayment(code, 'page'));
  world.sais.sandbox.fail('page-twice');
  await world.placement(code, 'pl-7', 1);
  await parkedFor(world.ref(code), 'PAGE_REPEATED');
  assert.equal(world.checked(code).length, 0);
});

test('a payment that cannot be read is parked; its person is not told to be answered for, others are', async () => {
  const [code, other] = [newCode(), newCode()];
  await post(madePayment(code, 'unreadable'), madePayment(code, 'readable'));
  world.sais.sandbox.fail('invalid-payment');
  await world.placement(code, 'pl-8', 1);
  await world.placement(other, 'pl-9', 1);
  const row = await parkedFor('payment:unreadable', 'PAYMENT_INVALID');
  assert.equal(row.error_path, 'Payment.Granted');
  await world.answered(other);
  await waitFor('the payment that can be read', () => world.payments(code).length > 0);
  assert.equal(world.checked(code).length, 0);
  world.sais.sandbox.fail('none');
  await world.answered(code);
  await waitFor('the parked payment to be resolved', async () =>
    (await world.parked()).some(
      (parked) => parked.item === 'payment:unreadable' && parked.state === 'resolved',
    ),
  );
});

test('an answer that is empty where there were payments is not believed', async () => {
  const known = newCode();
  await post(madePayment(known, 'was-there'));
  await world.placement(known, 'pl-10', 1);
  await world.answered(known);
  world.sais.sandbox.fail('empty');
  const fresh = newCode();
  await post(madePayment(fresh, 'not-shown'));
  await world.placement(fresh, 'pl-11', 1);
  await parkedFor(world.ref(fresh), 'SUSPICIOUSLY_EMPTY');
  assert.equal(world.checked(fresh).length, 0);
  world.sais.sandbox.fail('none');
  await world.answered(fresh);
});

test('admission and discharge reach SAIS, each once, with receipts', async () => {
  const code = newCode();
  await world.placement(code, 'pl-20', 1);
  await arrived('pl-20', 1);
  await world.placement(code, 'pl-20', 1);
  await world.placement(code, 'pl-20', 2, { dailyCost: '10.00' });
  await world.placement(code, 'pl-20', 3, { endedOn: '2024-06-01' });
  await arrived('pl-20', 2);
  await world.withdrawal(code, 'pl-20', 4);
  const notices = await arrived('pl-20', 3);
  assert.deepEqual(
    notices.map(({ recordVersion, personCode, dischargedOn, withdrawn }) => ({
      recordVersion,
      personCode,
      dischargedOn,
      withdrawn,
    })),
    [
      { recordVersion: 1, personCode: code, dischargedOn: undefined, withdrawn: false },
      { recordVersion: 3, personCode: code, dischargedOn: '2024-06-01', withdrawn: false },
      { recordVersion: 4, personCode: code, dischargedOn: '2024-06-01', withdrawn: true },
    ],
  );
  const receipts = new Set(notices.map((notice) => notice.receipt));
  assert.equal(receipts.size, 3);
});

test('a notice whose answer was lost is not sent twice', async () => {
  const code = newCode();
  world.sais.sandbox.fail('lost-answer');
  await world.placement(code, 'pl-21', 1);
  await arrived('pl-21', 1);
  world.sais.sandbox.fail('none');
  await waitFor('the receipt', async () => {
    const { rows } = await world.adapter.database.query<{ receipt: string }>(
      `SELECT receipt FROM ${world.adapter.schema}.delivery WHERE record_id = 'pl-21' AND state = 'delivered'`,
    );
    return rows.length === 1;
  });
  assert.equal((await inbox('pl-21')).length, 1);
});

test("a child's placement is watched and not told to SAIS", async () => {
  const code = newCode();
  await world.placement(code, 'pl-22', 1, { programme: 'child-out-of-family' });
  await world.answered(code);
  assert.equal((await inbox('pl-22')).length, 0);
});

test('the store and the metrics hold no code in clear', async () => {
  const { rows } = await world.adapter.database.query<{ text: string }>(
    `SELECT row_to_json(all_rows)::text AS text FROM (
       SELECT to_jsonb(w) AS r FROM ${world.adapter.schema}.watched_person w UNION ALL
       SELECT to_jsonb(d) FROM ${world.adapter.schema}.delivery d UNION ALL
       SELECT to_jsonb(n) FROM ${world.adapter.schema}.placement_notice n UNION ALL
       SELECT to_jsonb(l) FROM ${world.adapter.schema}.linked_code l UNION ALL
       SELECT to_jsonb(p) FROM ${world.adapter.schema}.parked_answer p) AS all_rows`,
  );
  const health = `http://127.0.0.1:${world.adapter.healthPort}`;
  const metrics = await (await fetch(`${health}/metrics`)).text();
  assert.match(metrics, /saite_upstream_calls_total\{[^}]*operation="payments"/);
  assert.match(metrics, /saite_adapter_parked_answers/);
  assert.equal((await fetch(`${health}/health/ready`)).status, 200);
  const text = metrics + rows.map((row) => row.text).join('\n');
  for (let number = 1; number < next; number += 1) assert.ok(!text.includes(madeCode(number)));
});
