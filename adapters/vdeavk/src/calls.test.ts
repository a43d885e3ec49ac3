import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { after, before, beforeEach, suite, test } from 'node:test';
import { type RecordsPage, Tokens, Upstream, UpstreamError } from '@saite/adapter-kit';
import type { PersonCode } from '@saite/contracts';
import { makeKeyFile, parseKeyFile } from '@saite/identity';
import { type Clock, createLog, createMetrics } from '@saite/runtime';
import { VdeavkCalls } from './calls.ts';
import { ClientFile, type DecisionRecord } from './protocol.ts';
import { decisionSource } from './source.ts';
import { madeCode, madeDecision } from './testing/made.ts';
import { type PlayedVdeavk, playVdeavk } from './testing/played-vdeavk.ts';

const [ONE, TWO, NOBODY] = [madeCode(1), madeCode(2), madeCode(99)];
const keys = parseKeyFile(makeKeyFile());

suite('the client of VDEĀVK', () => {
  let played: PlayedVdeavk;
  let source: ReturnType<typeof decisionSource>;
  let shiftMs = 0;
  const clock: Clock = { now: () => new Date(Date.now() + shiftMs) };
  const tokenCalls = () => played.requests.filter((line) => line.includes('/oauth2/token')).length;
  const sourceOf = (clientPath: string) => {
    const log = createLog('test', 'silent');
    // A breaker that has seen nothing.
    const upstream = new Upstream({ name: 'vdeavk', timeoutMs: 300, log, metrics: createMetrics('test') });
    const tokens = new Tokens({
      url: `${played.url}/oauth2/token`,
      clientPath,
      clientFile: ClientFile,
      clock,
    });
    return decisionSource({ keys }, new VdeavkCalls({ url: played.url, upstream, tokens }), () => {});
  };

  before(async () => {
    played = await playVdeavk({ clock, pageSize: 3 });
    await played.decide(
      ...Array.from({ length: 4 }, (_, index) => madeDecision(ONE, `one-${index}`)),
      madeDecision(TWO, 'two-0', { withdrawn: true }),
    );
  });
  after(() => played.close());
  beforeEach(async () => {
    shiftMs = 0;
    await played.fault('none');
    source = sourceOf(played.clientPath);
  });

  const mark = () => source.mark(clock.now());
  async function pagesOf(...codes: PersonCode[]): Promise<RecordsPage<DecisionRecord>[]> {
    const pages: RecordsPage<DecisionRecord>[] = [];
    for await (const page of source.records(codes, mark())) pages.push(page);
    return pages;
  }
  const failsWith = (code: string) => (error: unknown) => {
    assert.ok(error instanceof UpstreamError, `expected a coded error, got ${String(error)}`);
    assert.equal(error.code, code);
    assert.ok(!/3[2-9][0-9]{9}/.test(error.message + error.path), 'an error shows a personal code');
    return true;
  };

  test('reads decisions page by page, each once, with the persons who are complete', async () => {
    const pages = await pagesOf(ONE, TWO);
    assert.equal(pages.length, 2);
    assert.deepEqual(
      pages.flatMap(({ records }) => records.map(({ recordId }) => recordId)),
      ['one-0', 'one-1', 'one-2', 'one-3', 'two-0'],
    );
    assert.deepEqual(
      pages.flatMap(({ answeredFor }) => answeredFor),
      [ONE, TWO],
    );
    assert.deepEqual(
      pages.map(({ asOf }) => asOf),
      [5, 5],
    );
  });

  test('has an answer for a person without a decision', async () => {
    const [page] = await pagesOf(NOBODY);
    assert.deepEqual([page?.records, page?.answeredFor], [[], [NOBODY]]);
  });

  test('asks for one token for many calls, and for the next one before it ends', async () => {
    const first = tokenCalls();
    await Promise.all([pagesOf(ONE), pagesOf(TWO)]);
    await source.changes(undefined, 0, 10);
    assert.equal(tokenCalls() - first, 1);
    shiftMs = 3_571_000; // 29 s before its end
    await pagesOf(ONE);
    assert.equal(tokenCalls() - first, 2);
  });

  test('takes a new token once when one ends before its time', async () => {
    await pagesOf(ONE);
    const first = tokenCalls();
    await played.fault('token-ended');
    assert.equal((await pagesOf(TWO)).length, 1);
    assert.equal(tokenCalls() - first, 1);
  });

  test('is not let in with a client that the register does not know', async () => {
    const path = `${played.clientPath}.broken`;
    await writeFile(path, '{"clientId":');
    source = sourceOf(path);
    await assert.rejects(pagesOf(ONE), failsWith('NOT_AUTHORISED'));
  });

  test('reads changes in order, and knows when the register does not know a cursor', async () => {
    const first = await source.changes(undefined, 0, 3);
    assert.ok(first !== 'cursor-unknown');
    assert.deepEqual([first.last, first.more], [3, true]);
    const second = await source.changes(first.feed, first.last, 3);
    assert.ok(second !== 'cursor-unknown');
    assert.deepEqual(
      [...first.changes, ...second.changes].map(({ number, personCode }) => [number, personCode]),
      [1, 2, 3, 4, 5].map((number) => [number, number < 5 ? ONE : TWO]),
    );
    assert.equal(second.more, false);
    assert.equal(await source.changes(first.feed, 1_000, 3), 'cursor-unknown');
    assert.equal(await source.changes('another-feed', 1, 3), 'cursor-unknown');
  });

  for (const [mode, code] of [
    ['down', 'UPSTREAM_UNREACHABLE'],
    ['slow', 'UPSTREAM_TIMEOUT'],
    ['http-500', 'UPSTREAM_FAILED'],
    ['garbage', 'UPSTREAM_UNREADABLE'],
    ['other-person', 'ANSWER_OF_ANOTHER'],
  ] as const) {
    test(`says ${code} of a register with the fault ${mode}`, async () => {
      await pagesOf(ONE);
      await played.fault(mode);
      await assert.rejects(pagesOf(ONE), failsWith(code));
      await played.fault('none');
      assert.equal((await pagesOf(ONE)).length, 2);
    });
  }

  test('names the path of an attribute that has another form, and reads on', async () => {
    await played.fault('changed-schema');
    const [page] = await pagesOf(TWO);
    assert.deepEqual(page?.records, [
      { kind: 'decision', recordId: 'two-0', personCode: TWO, errorPath: 'group' },
    ]);
    assert.deepEqual(page?.answeredFor, [TWO]);
  });

  test('puts no code into an address', () => {
    assert.ok(played.requests.some((line) => line.includes('/decisions/query')));
    for (const line of played.requests) assert.doesNotMatch(line, /\b[0-9]{11}\b/);
  });
});
