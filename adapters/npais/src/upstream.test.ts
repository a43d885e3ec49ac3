import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { type RecordsPage, Upstream, UpstreamError } from '@saite/adapter-kit';
import type { PersonCode } from '@saite/contracts';
import { createLog, createMetrics } from '@saite/runtime';
import type { NpaisRecord } from './read-record.ts';
import type { NpaisFault } from './sandbox/faults.ts';
import { openSoapClient } from './soap-client.ts';
import { madeCode, madeCrisis, madeDecision } from './testing/made.ts';
import { type PlayedNpais, playNpais } from './testing/played-npais.ts';
import { Npais } from './upstream.ts';

const one = madeCode(1);
const two = madeCode(2);

let played: PlayedNpais;
let npais: Npais;

before(async () => {
  played = await playNpais({ pageSize: 3, slowMs: 2_000 });
  await played.sandbox.load([
    ...Array.from({ length: 4 }, (_, index) => ({
      record: 'decision',
      ...madeDecision(one, `one-${index}`),
    })),
    { record: 'crisis', ...madeCrisis(one, 'one-crisis') },
    { record: 'decision', ...madeDecision(two, 'two-0', { withdrawn: true }) },
  ]);
});
after(() => played.close());
beforeEach(async () => {
  played.sandbox.fail('none');
  const log = createLog('test', 'silent');
  // A breaker that has seen nothing.
  const upstream = new Upstream({ name: 'npais', timeoutMs: 500, log, metrics: createMetrics('test') });
  npais = new Npais(upstream, await openSoapClient(played.url));
});

async function pagesOf(...codes: PersonCode[]): Promise<RecordsPage<NpaisRecord>[]> {
  const pages: RecordsPage<NpaisRecord>[] = [];
  for await (const page of npais.records(codes)) pages.push(page);
  return pages;
}

const failsWith = (code: string, registerCode?: string) => (error: unknown) => {
  assert.ok(error instanceof UpstreamError, `expected a coded error, got ${String(error)}`);
  assert.equal(error.code, code);
  assert.equal(error.registerCode, registerCode);
  assert.ok(!/3[2-9][0-9]{9}/.test(error.message + error.path), 'an error shows a personal code');
  return true;
};

test('decisions and crises come page by page, each once, with the children who are complete', async () => {
  const pages = await pagesOf(one, two);
  const ids = pages.flatMap((page) => page.records.map(({ kind, recordId }) => `${kind}:${recordId}`));
  assert.equal(pages.length, 2);
  assert.deepEqual(ids.sort(), [
    'crisis:one-crisis',
    ...Array.from({ length: 4 }, (_, index) => `decision:one-${index}`),
    'decision:two-0',
  ]);
  assert.deepEqual(
    pages.flatMap((page) => page.answeredFor),
    [one, two],
  );
});

test('a child without records is answered for', async () => {
  const [page] = await pagesOf(madeCode(99));
  assert.deepEqual(page?.records, []);
  assert.deepEqual(page?.answeredFor, [madeCode(99)]);
});

test('values come as they were given, a withdrawn decision and a crisis with its text', async () => {
  const records = (await pagesOf(two, one)).flatMap((page) => page.records);
  const contentOf = (id: string) => {
    const record = records.find(({ recordId }) => String(recordId) === id);
    return record && 'content' in record ? record.content : undefined;
  };
  assert.deepEqual(contentOf('two-0'), {
    decision: {
      DecisionID: 'two-0',
      RecordVersion: 1,
      ChildCode: two,
      CourtID: 'court-1',
      Kind: 'custody-suspended',
      DecidedOn: '2026-05-04',
      EffectiveFrom: '2026-05-05',
      Withdrawn: true,
    },
  });
  assert.deepEqual(contentOf('one-crisis'), {
    crisis: {
      CrisisID: 'one-crisis',
      RecordVersion: 1,
      ChildCode: one,
      ReportedBy: 'police',
      OccurredAt: '2026-05-03T21:30:00.000Z',
      Measure: 'Bērns nogādāts krīzes centrā.',
      Withdrawn: false,
    },
  });
});

const faults: readonly ['down' | 'slow' | 'http-500' | 'garbage' | NpaisFault, string][] = [
  ['down', 'UPSTREAM_UNREACHABLE'],
  ['slow', 'UPSTREAM_TIMEOUT'],
  ['http-500', 'UPSTREAM_FAILED'],
  ['garbage', 'UPSTREAM_UNREADABLE'],
  ['truncated', 'UPSTREAM_UNREADABLE'],
  ['document-type', 'UPSTREAM_UNREADABLE'],
  ['soap-fault', 'UPSTREAM_FAILED'],
  ['wrong-correlation', 'ANSWER_OF_ANOTHER'],
  ['other-person', 'ANSWER_OF_ANOTHER'],
];
for (const [mode, code] of faults) {
  test(`fault ${mode} is ${code}`, async () => {
    played.sandbox.fail(mode);
    await assert.rejects(pagesOf(one, two), failsWith(code));
  });
}

test('a decision with a wrong field is told apart, the others are read', async () => {
  played.sandbox.fail('invalid-decision');
  const [page] = await pagesOf(two, madeCode(99));
  assert.deepEqual(page?.records, [
    { kind: 'decision', recordId: 'two-0', personCode: two, errorPath: 'Decision.Kind' },
  ]);
});

test('changes of both kinds come in one order; an unknown cursor is told', async () => {
  const first = await npais.changes(undefined, 0, 4);
  assert.ok(first !== 'cursor-unknown');
  assert.equal(first.more, true);
  const second = await npais.changes(first.feed, first.last, 4);
  assert.ok(second !== 'cursor-unknown');
  assert.deepEqual(
    [...first.changes, ...second.changes].map(({ number, kind, personCode }) => [number, kind, personCode]),
    [
      [1, 'decision', one],
      [2, 'decision', one],
      [3, 'decision', one],
      [4, 'decision', one],
      [5, 'crisis', one],
      [6, 'decision', two],
    ],
  );
  assert.equal(second.more, false);
  assert.equal(await npais.changes(first.feed, 1_000, 4), 'cursor-unknown');
  assert.equal(await npais.changes(randomUUID(), 1, 4), 'cursor-unknown');
});

const survey = (findings: string) => ({
  FamilySurvey: {
    CourtID: 'court-1',
    ChildCode: one,
    SurveyID: 'survey-1',
    RecordVersion: '1',
    Withdrawn: 'false' as const,
    SurveyedOn: '2026-06-10',
    Findings: findings,
  },
});

test('a message is taken once: sent again it has the same receipt, with other content it is refused', async () => {
  const id = randomUUID();
  assert.equal(await npais.receiptOf(id), undefined);
  const receipt = await npais.deliver(id, survey('pirmais'));
  assert.equal(await npais.deliver(id, survey('pirmais')), receipt);
  assert.equal(await npais.receiptOf(id), receipt);
  await assert.rejects(npais.deliver(id, survey('cits')), failsWith('REFUSED', 'MESSAGE_ID_TAKEN'));
});

test('an answer that is lost leaves a receipt to ask for', async () => {
  const id = randomUUID();
  played.sandbox.fail('lost-answer');
  await assert.rejects(npais.deliver(id, survey('x')), failsWith('UPSTREAM_UNREACHABLE'));
  assert.ok(await npais.receiptOf(id));
});

test('a message above 4 MB is not sent and never will be', async () => {
  const tooLong = npais.deliver(randomUUID(), survey('ā'.repeat(2_100_000)));
  await assert.rejects(tooLong, failsWith('REFUSED', 'MESSAGE_TOO_LARGE'));
});
