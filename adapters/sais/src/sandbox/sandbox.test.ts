import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Month } from '@saite/contracts';
import { madeCode, madePayment } from '../testing/made.ts';
import { type PlayedSais, playSais } from '../testing/played-sais.ts';
import { SandboxPayment } from './payment.ts';
import { openPaymentStore } from './payment-store.ts';

let played: PlayedSais;
before(async () => {
  played = await playSais();
});
after(() => played.close());

const post = (body: unknown) => played.post('/sandbox/sais/payments', body);

test('payments are taken once; an older version changes nothing', async () => {
  const payment = madePayment(madeCode(1), 'a', { recordVersion: 2 });
  assert.deepEqual(await post([payment]), { status: 200, body: { taken: 1, unchanged: 0 } });
  assert.deepEqual(await post([payment, { ...payment, recordVersion: 1 }]), {
    status: 200,
    body: { taken: 0, unchanged: 2 },
  });
});

test('an equal version with other content is a conflict, and nothing of the call is taken', async () => {
  const payment = madePayment(madeCode(1), 'b');
  await post([payment]);
  const answer = await post([madePayment(madeCode(1), 'c'), { ...payment, granted: '1.00' }]);
  assert.equal(answer.status, 409);
  assert.deepEqual(await post([madePayment(madeCode(1), 'c')]), {
    status: 200,
    body: { taken: 1, unchanged: 0 },
  });
});

const wrong: readonly [string, Record<string, unknown>, string][] = [
  ['a code with a wrong check digit', { personCode: '010101-12345' }, '[0].personCode'],
  ['an amount as a number', { granted: 450 }, '[0].granted'],
  ['an unknown field', { extra: 1 }, '[0].extra'],
  ['a period that ends before it begins', { periodTo: '2023-01' }, '[0].periodTo'],
];
for (const [what, field, path] of wrong) {
  test(`${what} is refused with the field's path and without the code`, async () => {
    const answer = await post([{ ...madePayment(madeCode(1), 'd'), ...field }]);
    assert.equal(answer.status, 422);
    assert.match(JSON.stringify(answer.body), new RegExp(path.replace(/[[\]]/g, '\\$&')));
    assert.ok(!/[0-9]{6}-?[0-9]{5}/.test(JSON.stringify(answer.body)));
  });
}

test('a hyphen in the code is allowed', async () => {
  const code = madeCode(5);
  const answer = await post([madePayment(code, 'h', { personCode: `${code.slice(0, 6)}-${code.slice(6)}` })]);
  assert.equal(answer.status, 200);
});

test('WSDL and schema are served', async () => {
  const wsdl = await (await fetch(`${played.url}?wsdl`)).text();
  assert.match(wsdl, /SubmitSync/);
  const schema = await (await fetch(`${played.origin}/sais/SaisExchange.xsd`)).text();
  assert.match(schema, /IVISRequest/);
});

test('a request that is not as the schema says gets an error of the list, no stack and no code', async () => {
  const envelope = (body: string) =>
    `<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body>${body}</e:Body></e:Envelope>`;
  const send = (body: string) =>
    fetch(played.url, { method: 'POST', headers: { 'content-type': 'application/soap+xml' }, body });
  const ns = 'http://ivis.eps.gov.lv/XMLSchemas/999001/SaisExchange/v1-0';
  const answer = await send(
    envelope(
      `<IVISRequest xmlns="${ns}"><Header/><Body><PaymentsRequest><PersonCode>12345678901</PersonCode></PaymentsRequest></Body></IVISRequest>`,
    ),
  );
  const text = await answer.text();
  assert.match(text, /INVALID_REQUEST/);
  assert.ok(!text.includes('12345678901'));
  const unknown = await (await send(envelope('<Nonsense/>'))).text();
  assert.ok(!/\.js|\.ts|at /.test(unknown), 'a stack trace');
  assert.equal((await send('<!DOCTYPE a><a/>')).status, 400);
  assert.equal((await send(' '.repeat(5_000_000))).status, 413);
});

test('what was taken is found at the next start: payments, their order and person', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'saite-sais-'));
  const payment = (code: ReturnType<typeof madeCode>, id: string, version: number) =>
    SandboxPayment.parse(madePayment(code, id, { recordVersion: version }));
  const first = await openPaymentStore(folder);
  await first.take([payment(madeCode(1), 'a', 1), payment(madeCode(1), 'b', 1)]);
  await first.take([payment(madeCode(2), 'a', 2)]);
  await first.close();
  const again = await openPaymentStore(folder);
  const ids = (code: number) =>
    again
      .of(madeCode(code), Month.parse('2024-01'), Month.parse('2024-01'))
      .map(({ content }) => content.paymentId);
  assert.deepEqual(ids(1), ['b']);
  assert.deepEqual(ids(2), ['a']);
  assert.equal(again.last, 3);
  assert.deepEqual(
    again.changesAfter(0, 10).map(({ sequence }) => sequence),
    [2, 3],
  );
  await again.close();
  await rm(folder, { recursive: true });
});
