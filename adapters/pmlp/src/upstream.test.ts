import assert from 'node:assert/strict';
import { afterEach, beforeEach, suite, test } from 'node:test';
import { Tokens, Upstream } from '@saite/adapter-kit';
import { type Clock, createLog, createMetrics, systemClock } from '@saite/runtime';
import { ClientFile } from './protocol.ts';
import { madeCode, madePerson } from './testing/made-person.ts';
import { type PlayedPmlp, playPmlp } from './testing/played-pmlp.ts';
import { Pmlp } from './upstream.ts';

const [ONE, TWO, GONE] = [madeCode(1), madeCode(2), madeCode(3)];

suite('the client of PMLP', () => {
  let played: PlayedPmlp;
  let upstream: Upstream;
  let pmlp: Pmlp;
  let shiftMs = 0;
  const clock: Clock = { now: () => new Date(Date.now() + shiftMs) };
  const tokenCalls = () => played.requests.filter((line) => line.includes('/oauth2/token')).length;
  const codeIs = (code: string) => (error: unknown) =>
    error instanceof Error && 'code' in error && error.code === code;

  beforeEach(async () => {
    shiftMs = 0;
    played = await playPmlp();
    await played.persons([madePerson(ONE), madePerson(TWO, 1, { formerCodes: [madeCode(22)] })]);
    upstream = new Upstream({
      name: 'pmlp',
      timeoutMs: 300,
      log: createLog('test', 'silent'),
      metrics: createMetrics('test'),
    });
    const tokens = new Tokens({
      url: `${played.url}/oauth2/token`,
      clientPath: played.clientPath,
      clientFile: ClientFile,
      clock: systemClock,
    });
    pmlp = new Pmlp({ url: played.url, upstream, tokens, clock });
  });
  afterEach(async () => {
    upstream.close();
    await played.close();
  });

  test('finds persons by present and former codes under one token', async () => {
    const { found, wrong } = await pmlp.query([ONE, madeCode(22), GONE]);
    assert.deepEqual([...found.keys()], [ONE, madeCode(22)]);
    assert.equal(found.get(madeCode(22))?.person_code, TWO);
    assert.deepEqual(wrong, []);
    await pmlp.query([ONE]);
    assert.equal(tokenCalls(), 1);
  });

  test('puts no code into an address', async () => {
    await pmlp.watch([ONE, TWO]);
    await pmlp.query([ONE, TWO]);
    await pmlp.changes(undefined);
    assert.ok(played.requests.length >= 4);
    for (const line of played.requests) assert.doesNotMatch(line, /\b[0-9]{11}\b/);
  });

  test('takes a new token once when one ends before its time', async () => {
    await pmlp.query([ONE]);
    await played.fault('token-ended');
    assert.equal((await pmlp.query([ONE])).found.size, 1);
    assert.equal(tokenCalls(), 2);
  });

  test('leaves a register alone that asks to wait, and the breaker stays closed', async () => {
    await played.fault('quota');
    for (let attempt = 0; attempt < 8; attempt += 1) {
      await assert.rejects(pmlp.query([ONE]), codeIs('UPSTREAM_BUSY'));
    }
    assert.equal(played.requests.filter((line) => line.includes('/query')).length, 1);
    assert.equal(upstream.state, 'closed');
    await played.fault('none');
    shiftMs = 1_100;
    assert.equal((await pmlp.query([ONE])).found.size, 1);
  });

  for (const [mode, code] of [
    ['down', 'UPSTREAM_UNREACHABLE'],
    ['slow', 'UPSTREAM_TIMEOUT'],
    ['http-500', 'UPSTREAM_FAILED'],
    ['garbage', 'UPSTREAM_UNREADABLE'],
  ] as const) {
    test(`says ${code} of a register that is ${mode}`, async () => {
      await pmlp.query([ONE]);
      await played.fault(mode);
      await assert.rejects(pmlp.query([ONE]), codeIs(code));
      await played.fault('none');
      assert.equal((await pmlp.query([ONE])).found.size, 1);
    });
  }

  test('opens the breaker for an outage and closes it by itself', async () => {
    await played.fault('http-500');
    for (let attempt = 0; attempt < 5; attempt += 1) await pmlp.query([ONE]).catch(() => {});
    await assert.rejects(pmlp.query([ONE]), codeIs('BREAKER_OPEN'));
    await played.fault('none');
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    assert.equal((await pmlp.query([ONE])).found.size, 1);
    assert.equal(upstream.state, 'closed');
  });

  test("does not take another person's record", async () => {
    await played.fault('other-person');
    const { found, wrong } = await pmlp.query([ONE]);
    assert.equal(found.size, 0);
    assert.deepEqual(wrong, [{ asked: ONE, reason: 'ANSWER_OF_ANOTHER', path: 'person_code' }]);
  });

  test('names the path of an attribute that has another form', async () => {
    await played.fault('changed-schema');
    const { wrong } = await pmlp.query([ONE]);
    assert.deepEqual(wrong, [{ asked: ONE, reason: 'ANSWER_INVALID', path: 'birth_date' }]);
  });

  test('knows when the register does not know a cursor', async () => {
    assert.equal(await pmlp.changes('other.7'), 'cursor-unknown');
  });
});
