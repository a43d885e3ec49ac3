import assert from 'node:assert/strict';
import { afterEach, beforeEach, suite, test } from 'node:test';
import { Tokens } from '@saite/adapter-kit';
import { systemClock } from '@saite/runtime';
import { headersOf } from '../calls.ts';
import { ChangesAnswer, ClientFile, QueryAnswer } from '../protocol.ts';
import { madeCode, madeDecision } from '../testing/made.ts';
import { type PlayedVdeavk, playVdeavk } from '../testing/played-vdeavk.ts';

const [ONE, TWO] = [madeCode(1), madeCode(2)];

suite('the played register of disability decisions', () => {
  let played: PlayedVdeavk;
  beforeEach(async () => {
    played = await playVdeavk();
  });
  afterEach(() => played.close());

  const access = async () => {
    const tokens = new Tokens({
      url: `${played.url}/oauth2/token`,
      clientPath: played.clientPath,
      clientFile: ClientFile,
      clock: systemClock,
    });
    return headersOf(await tokens.get(AbortSignal.timeout(2_000)));
  };
  const control = (...decisions: object[]) => played.post('/sandbox/vdeavk/decisions', decisions);
  const ask = async (path: string, body: object) => played.post(`/vdeavk${path}`, body, await access());
  const decisionsOf = async (...codes: string[]) =>
    QueryAnswer.parse((await ask('/decisions/query', { codes })).json());
  const changesAfter = async (after: number) => {
    const response = await fetch(`${played.url}/decisions/changes?after=${after}&limit=10`, {
      headers: await access(),
    });
    return ChangesAnswer.parse(await response.json());
  };

  test('takes records once; an older version changes nothing', async () => {
    const decision = madeDecision(ONE, 'a', { recordVersion: 2 });
    assert.deepEqual((await control(decision)).json(), { taken: 1, unchanged: 0 });
    assert.deepEqual((await control(decision, { ...decision, recordVersion: 1 })).json(), {
      taken: 0,
      unchanged: 2,
    });
  });

  test('refuses an equal version with other content, and then takes nothing of the call', async () => {
    await control(madeDecision(ONE, 'b'));
    const answer = await control(madeDecision(TWO, 'c'), madeDecision(ONE, 'b', { group: 'III' }));
    assert.equal(answer.statusCode, 409);
    assert.deepEqual((await decisionsOf(TWO)).decisions, []);
  });

  for (const [what, field, path] of [
    ['a code with a wrong check digit', { personCode: '010101-12345' }, '[0].personCode'],
    ['a group that is none', { group: 'IV' }, '[0].group'],
    ['a date that is none', { validFrom: '2026-02-30' }, '[0].validFrom'],
    ['an end before the beginning', { validTo: '2026-01-31' }, '[0].validTo'],
    ['a version from 0', { recordVersion: 0 }, '[0].recordVersion'],
    ['an unknown field', { extra: 1 }, '[0].extra'],
  ] as const) {
    test(`refuses ${what} with the field's path and without the code`, async () => {
      const answer = await control({ ...madeDecision(ONE, 'd'), ...field });
      assert.equal(answer.statusCode, 422);
      assert.ok(answer.body.includes(`"${path}"`), answer.body);
      assert.doesNotMatch(answer.body, /[0-9]{6}-?[0-9]{5}/);
    });
  }

  test('answers the highest version of each decision on a person, withdrawn ones too', async () => {
    const forLife = {
      decisionId: 'life',
      recordVersion: 1,
      personCode: ONE,
      group: 'child',
      validFrom: '2020-02-01',
      disorders: ['other'],
    };
    await control(
      forLife,
      madeDecision(ONE, 'e'),
      madeDecision(ONE, 'e', { recordVersion: 2, withdrawn: true }),
      madeDecision(TWO, 'of-another'),
    );
    const answer = await decisionsOf(ONE, madeCode(9));
    assert.deepEqual(answer.decisions, [
      {
        decision_id: 'life',
        version: 1,
        person_code: ONE,
        group: 'child',
        valid_from: '2020-02-01',
        disorders: ['other'],
        special_care: false,
        prognosticated: false,
        withdrawn: false,
      },
      {
        decision_id: 'e',
        version: 2,
        person_code: ONE,
        group: 'I',
        valid_from: '2026-02-01',
        valid_to: '2028-01-31',
        disorders: ['mental', 'sight'],
        special_care: false,
        prognosticated: false,
        withdrawn: true,
      },
    ]);
    assert.deepEqual(answer.answered_for, [ONE, madeCode(9)]);
  });

  test('says of one person whether the status holds on a day, both ends included', async () => {
    await control(
      madeDecision(ONE, 'f'),
      madeDecision(ONE, 'g', { group: 'II', validFrom: '2028-01-01', validTo: undefined }),
      madeDecision(ONE, 'h', { group: 'III', withdrawn: true }),
    );
    const groupsOn = async (on: string) => (await ask('/status/query', { code: ONE, on })).json();
    const none = { has_status: false, groups: [] };
    assert.deepEqual(await groupsOn('2026-01-31'), { on: '2026-01-31', ...none });
    assert.deepEqual((await groupsOn('2026-02-01')).groups, ['I']);
    assert.deepEqual((await groupsOn('2028-01-31')).groups, ['I', 'II']);
    assert.deepEqual(await groupsOn('2028-02-01'), { on: '2028-02-01', has_status: true, groups: ['II'] });
    assert.deepEqual((await ask('/status/query', { code: TWO, on: '2026-02-01' })).json().has_status, false);
  });

  test('answers nobody without a token, or without the permission', async () => {
    const body = { codes: [ONE] };
    assert.equal((await played.post('/vdeavk/decisions/query', body)).statusCode, 401);
    const headers = { ...(await access()), 'x-dagr-permission': '9999' };
    assert.equal((await played.post('/vdeavk/decisions/query', body, headers)).statusCode, 403);
  });

  test('gives no token for an assertion that is used again or is not signed by the client', async () => {
    const forms: string[] = [];
    const original = globalThis.fetch;
    try {
      globalThis.fetch = (input, init) => {
        forms.push(String(init?.body));
        return original(input, init);
      };
      await access();
    } finally {
      globalThis.fetch = original;
    }
    const [form] = forms;
    assert.ok(form);
    const send = (body: string) =>
      fetch(`${played.url}/oauth2/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body,
      });
    assert.equal((await send(form)).status, 401, 'the same assertion again');
    const tampered = new URLSearchParams(form);
    tampered.set('client_assertion', `${(tampered.get('client_assertion') ?? '').slice(0, -4)}AAAA`);
    assert.equal((await send(tampered.toString())).status, 401);
    assert.equal((await send('grant_type=password')).status, 401);
  });

  test('finds its decisions, and the number of its changes, at the next start', async () => {
    await control(madeDecision(ONE, 'i'));
    await control(madeDecision(ONE, 'i', { recordVersion: 2 }));
    const before = await changesAfter(0);
    await played.restart();
    assert.deepEqual(await changesAfter(0), before);
    assert.deepEqual([before.last, before.changes.map(({ number }) => number)], [2, [2]]);
    await played.restart({ losing: true });
    const anew = await changesAfter(0);
    assert.deepEqual([anew.last, anew.feed === before.feed], [0, false]);
  });
});
