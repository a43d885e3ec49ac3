import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { Upstream, UpstreamError } from '@saite/adapter-kit';
import { CalendarDate, InstitutionId, Month, type PersonCode, PlacementId } from '@saite/contracts';
import { createLog, createMetrics } from '@saite/runtime';
import type { SaisFault } from './sandbox/faults.ts';
import { openSoapClient } from './soap-client.ts';
import { madeCode, madePayment } from './testing/made.ts';
import { type PlayedSais, playSais } from './testing/played-sais.ts';
import { type PaymentsPage, Sais } from './upstream.ts';

const FROM = Month.parse('2000-01');
const TO = Month.parse('2026-11');
const one = madeCode(1);
const two = madeCode(2);

let played: PlayedSais;
let sais: Sais;

async function clientOf(url: string, timeoutMs = 500): Promise<Sais> {
  const log = createLog('test', 'silent');
  const options = { name: 'sais', timeoutMs, log, metrics: createMetrics('test'), failuresInARow: 100 };
  return new Sais(new Upstream(options), await openSoapClient(url));
}

before(async () => {
  played = await playSais({ pageSize: 3, slowMs: 2_000 });
  await played.sandbox.load([
    ...Array.from({ length: 7 }, (_, index) => madePayment(one, `one-${index}`)),
    madePayment(two, 'two-0', { withdrawn: true, currency: 'USD' }),
  ]);
});
after(() => played.close());
beforeEach(async () => {
  played.sandbox.fail('none');
  sais = await clientOf(played.url); // with a breaker that has seen nothing
});

async function pagesOf(...codes: PersonCode[]): Promise<PaymentsPage[]> {
  const pages: PaymentsPage[] = [];
  for await (const page of sais.payments(codes, FROM, TO)) pages.push(page);
  return pages;
}

const failsWith = (code: string) => (error: unknown) => {
  assert.ok(error instanceof UpstreamError, `expected a coded error, got ${String(error)}`);
  assert.equal(error.code, code);
  assert.ok(!/3[2-9][0-9]{9}/.test(error.message + error.path), 'an error shows a personal code');
  assert.equal(error.cause, undefined);
  return true;
};

test('payments come page by page, each once, with the persons who are complete', async () => {
  const pages = await pagesOf(one, two);
  const ids = pages.flatMap((page) =>
    page.payments.map((read) => ('payment' in read ? read.payment.PaymentID : 'refused')),
  );
  assert.equal(pages.length, 3);
  assert.deepEqual(ids, [...Array.from({ length: 7 }, (_, index) => `one-${index}`), 'two-0']);
  assert.deepEqual(
    pages.flatMap((page) => page.answeredFor),
    [one, two],
  );
});

test('values stay text: months, amounts, a withdrawn payment in another currency', async () => {
  const [page] = await pagesOf(two);
  const [read] = page?.payments ?? [];
  assert.ok(read && 'payment' in read);
  assert.deepEqual(read.payment, {
    PaymentID: 'two-0',
    RecordVersion: 1,
    PersonCode: two,
    Kind: 'STATE_PENSION',
    PeriodFrom: '2024-01',
    PeriodTo: '2024-12',
    Granted: '450.00',
    Paid: '405.00',
    Currency: 'USD',
    Withdrawn: true,
  });
});

test('a person without payments is answered for', async () => {
  const [page] = await pagesOf(madeCode(99));
  assert.deepEqual(page?.payments, []);
  assert.deepEqual(page?.answeredFor, [madeCode(99)]);
});

const faults: readonly ['down' | 'slow' | 'http-500' | 'garbage' | SaisFault, string][] = [
  ['down', 'UPSTREAM_UNREACHABLE'],
  ['slow', 'UPSTREAM_TIMEOUT'],
  ['http-500', 'UPSTREAM_FAILED'],
  ['garbage', 'UPSTREAM_UNREADABLE'],
  ['truncated', 'UPSTREAM_UNREADABLE'],
  ['document-type', 'UPSTREAM_UNREADABLE'],
  ['soap-fault', 'UPSTREAM_FAILED'],
  ['wrong-correlation', 'ANSWER_OF_ANOTHER'],
  ['other-person', 'ANSWER_OF_ANOTHER'],
  ['page-twice', 'PAGE_REPEATED'],
];
for (const [mode, code] of faults) {
  test(`fault ${mode} is ${code}`, async () => {
    played.sandbox.fail(mode);
    await assert.rejects(pagesOf(one, two), failsWith(code));
  });
}

test('a payment with a wrong field is told apart, the others are read', async () => {
  played.sandbox.fail('invalid-payment');
  const [page] = await pagesOf(two, madeCode(99));
  assert.deepEqual(page?.payments, [{ errorPath: 'Payment.Granted', personCode: two, paymentId: 'two-0' }]);
});

test('changes come in order with the number to go on after; an unknown cursor is told', async () => {
  const first = await sais.changes(undefined, 0, 5);
  assert.ok(first !== 'cursor-unknown');
  assert.deepEqual(
    first.changes.map((change) => change.number),
    [1, 2, 3, 4, 5],
  );
  assert.equal(first.more, true);
  const second = await sais.changes(first.feed, first.last, 5);
  assert.ok(second !== 'cursor-unknown');
  assert.equal(second.more, false);
  assert.equal(second.last, 8);
  assert.equal(await sais.changes(first.feed, 1_000, 5), 'cursor-unknown');
  assert.equal(await sais.changes('00000000-0000-4000-8000-000000000000', 1, 5), 'cursor-unknown');
});

const notice = {
  placementId: PlacementId.parse('pl-1'),
  recordVersion: 1,
  personCode: one,
  institutionId: InstitutionId.parse('vsac-1'),
  admittedOn: CalendarDate.parse('2024-03-01'),
  withdrawn: false,
};

test('a notice is taken once: sent again it has the same receipt, with other content it is refused', async () => {
  const id = crypto.randomUUID();
  assert.equal(await sais.receiptOf(id), undefined);
  const { Receipt } = await sais.tell(id, notice);
  assert.equal((await sais.tell(id, notice)).Receipt, Receipt);
  assert.equal((await sais.receiptOf(id))?.Receipt, Receipt);
  await assert.rejects(sais.tell(id, { ...notice, recordVersion: 2 }), failsWith('REFUSED'));
});

test('an answer that is lost leaves a receipt to ask for', async () => {
  const id = crypto.randomUUID();
  played.sandbox.fail('lost-answer');
  await assert.rejects(sais.tell(id, notice), failsWith('UPSTREAM_UNREACHABLE'));
  assert.ok(await sais.receiptOf(id));
});

/** A server that gives one answer to everything. */
async function serverThat(answer: (server: Server) => Server): Promise<{ url: string; close: () => void }> {
  const server = answer(createServer());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}/soap`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

test('a redirect is not followed', async () => {
  let asked = 0;
  const server = await serverThat((made) =>
    made.on('request', (_request, response) => {
      asked += 1;
      response.writeHead(302, { location: played.url }).end();
    }),
  );
  sais = await clientOf(server.url);
  await assert.rejects(pagesOf(one), failsWith('REFUSED'));
  assert.equal(asked, 1);
  server.close();
});

test('an answer above 4 MB is not read', async (t) => {
  const server = await serverThat((made) =>
    made.on('request', (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/soap+xml' }).end(' '.repeat(5_000_000));
    }),
  );
  t.after(() => server.close());
  sais = await clientOf(server.url, 10_000);
  await assert.rejects(pagesOf(one), failsWith('ANSWER_TOO_LARGE'));
});
