import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Accepted, InstitutionMonth, type Operation, operations, Problem, Statement } from '@saite/contracts';
import { until } from '@saite/runtime/testing';
import { type CallOptions, openTestHub, type TestHub } from '../support/hub.ts';

const CODE = '16117519997';
const placement = (body: Record<string, unknown> = {}) => ({
  placementId: 'p-1',
  recordVersion: 1,
  personCode: CODE,
  programme: 'adult-long-term-care',
  institutionId: 'VSAC-1',
  startedOn: '2020-01-05',
  endedOn: '2020-01-25',
  dailyCost: '10.00',
  ...body,
});

describe('the REST door', () => {
  let hub: TestHub;
  before(async () => {
    hub = await openTestHub();
  });
  after(() => hub.close());

  const problem = async (path: string, body?: unknown, options?: CallOptions) => {
    const answer = await hub.call(path, body, options);
    assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/);
    const read = Problem.parse(answer.json);
    assert.equal(read.status, answer.status);
    return { ...read, paths: (read.errors ?? []).map((error) => error.path).sort(), text: answer.text };
  };

  describe('tells what is wrong, in the fixed order, and stores nothing', () => {
    it('401 without a valid token, before anything else is looked at', async () => {
      assert.equal((await problem('/v1/placements', placement(), { token: null })).code, 'UNAUTHENTICATED');
      assert.equal(
        (await problem('/v1/placements', undefined, { token: 'a.b.c', raw: 'not json' })).code,
        'UNAUTHENTICATED',
      );
    });

    it('no token is asked for what is open to everybody, whatever stands in its place', async () => {
      const open = Object.values<Operation>(operations).filter((operation) => operation.open);
      assert.ok(open.length > 0);
      for (const operation of open) {
        const path = operation.path.replace('{dataset}', 'D3');
        // Nobody answers behind this door: whoever got so far was let in.
        for (const token of [null, 'a.b.c'])
          assert.equal((await problem(path, undefined, { token })).code, 'UNAVAILABLE', operation.path);
      }
    });

    it('413, then 415, then 400, then 422', async () => {
      const headers = { 'content-type': 'text/plain' };
      assert.equal(
        (await problem('/v1/placements', undefined, { headers, raw: 'x'.repeat(300_000) })).code,
        'TOO_LARGE',
      );
      assert.equal(
        (await problem('/v1/placements', undefined, { headers, raw: 'not json' })).code,
        'UNSUPPORTED_TYPE',
      );
      assert.equal(
        (await problem('/v1/placements', undefined, { raw: '{"placementId": ' })).code,
        'UNREADABLE',
      );
      assert.equal(
        (await problem('/v1/placements', undefined, { raw: new Uint8Array([0x22, 0xff, 0x22]) })).code,
        'UNREADABLE',
      );
      assert.equal((await problem('/v1/placements', [])).code, 'INVALID');
    });

    const wrong: readonly (readonly [string, Record<string, unknown>, string[]])[] = [
      ['an unknown field', { colour: 'blue' }, ['colour']],
      ['a field whose name is a personal code', { '161175-19997': 1 }, ['(unnamed)']],
      ['an impossible date', { startedOn: '2019-02-29' }, ['startedOn']],
      ['an amount with three decimals', { dailyCost: '10.001' }, ['dailyCost']],
      ['an amount as a number', { dailyCost: 10 }, ['dailyCost']],
      ['a negative amount', { dailyCost: '-1.00' }, ['dailyCost']],
      ['a huge amount', { dailyCost: '99999999.00' }, ['dailyCost']],
      ['an unknown programme', { programme: 'holiday' }, ['programme']],
      ['a wrong check digit', { personCode: '16117519990' }, ['personCode']],
      ['a hyphen in the wrong place', { personCode: '1611-7519997' }, ['personCode']],
      ['an end before the start', { endedOn: '2020-01-04' }, ['endedOn']],
      ['a version of zero', { recordVersion: 0 }, ['recordVersion']],
      ['an id with a space', { placementId: 'a b' }, ['placementId']],
      ['a municipality that is no code', { municipality: 'Rīga' }, ['municipality']],
    ];
    for (const [what, change, paths] of wrong) {
      it(`422 for ${what}`, async () => {
        const answer = await problem('/v1/placements', placement({ placementId: 'p-wrong', ...change }));
        assert.deepEqual([answer.code, answer.paths], ['INVALID', paths]);
        assert.doesNotMatch(answer.text, /16117519990|1611-7519997|161175-19997|16117519997/);
      });
    }

    it('422 for a month that is none, or before 2000', async () => {
      assert.deepEqual(
        (await problem('/v1/allowances/query', { personCode: CODE, month: '1999-12' })).paths,
        ['month'],
      );
      assert.deepEqual(
        (await problem('/v1/allowances/query', { personCode: CODE, month: '2020-13' })).paths,
        ['month'],
      );
      assert.deepEqual((await problem('/v1/institutions/VSAC-1/allowances?month=2020-1')).paths, ['month']);
      assert.deepEqual((await problem('/v1/institutions/VSAC-1/allowances')).paths, ['month']);
    });

    it('404 for what is not there, in the reader’s language', async () => {
      const query = { personCode: '32000000001', month: '2020-01' };
      assert.match((await problem('/v1/allowances/query', query)).title, /^Nav atrasts/);
      assert.match(
        (await problem('/v1/allowances/query', query, { headers: { 'accept-language': 'en' } })).title,
        /^Not there/,
      );
      assert.equal((await problem('/v1/institutions/NOWHERE/allowances?month=2020-01')).code, 'NOT_FOUND');
      assert.equal((await problem('/v1/nothing')).code, 'NOT_FOUND');
    });
  });

  describe('takes a placement once', () => {
    it('gives the same event id for the same version, and 409 for other content', async () => {
      const first = Accepted.parse((await hub.call('/v1/placements', placement())).json);
      const again = await hub.call('/v1/placements', placement({ personCode: '161175-19997' }));
      assert.deepEqual([again.status, Accepted.parse(again.json)], [202, first]);
      assert.equal(
        (await problem('/v1/placements', placement({ dailyCost: '11.00' }))).code,
        'VERSION_CONFLICT',
      );
    });

    it('answers an idempotency key with what it answered before, and refuses it for another body', async () => {
      const headers = { 'idempotency-key': 'key-1' };
      const body = placement({ placementId: 'p-key', personCode: '32000000001' });
      const first = await hub.call('/v1/placements', body, { headers });
      assert.deepEqual((await hub.call('/v1/placements', body, { headers })).json, first.json);
      const other = await problem('/v1/placements', { ...body, recordVersion: 2 }, { headers });
      assert.deepEqual([other.status, other.code], [422, 'IDEMPOTENCY_KEY_REUSED']);
      const token = await hub.token({ sub: 'another', roles: ['spolis'] });
      assert.equal(
        (await hub.call('/v1/placements', { ...body, recordVersion: 2 }, { headers, token })).status,
        202,
      );
    });

    it('withdraws it, also before it has come', async () => {
      const code = '39999999999';
      const withdrawal = { placementId: 'p-late', recordVersion: 2, personCode: code };
      assert.equal((await hub.call('/v1/placements/withdraw', withdrawal)).status, 202);
      assert.equal(
        (await hub.call('/v1/placements', placement({ placementId: 'p-late', personCode: code }))).status,
        202,
      );
      assert.equal(
        (await problem('/v1/allowances/query', { personCode: code, month: '2020-01' })).code,
        'NOT_FOUND',
      );
    });
  });

  describe('shows an accountant the own institution only', () => {
    const shared = '29020022346';
    before(async () => {
      await hub.call(
        '/v1/placements',
        placement({ placementId: 's-1', personCode: shared, institutionId: 'VSAC-2', endedOn: '2020-01-15' }),
      );
      await hub.call(
        '/v1/placements',
        placement({
          placementId: 's-2',
          personCode: shared,
          institutionId: 'VSAC-3',
          startedOn: '2020-01-15',
          endedOn: '2020-03-01',
        }),
      );
      await hub.publish(
        hub.events.payment({
          paymentId: 'x-1',
          personCode: shared,
          periodFrom: '2020-01',
          periodTo: '2020-02',
          granted: '300.00',
        }),
      );
      await until(
        () => hub.call('/v1/allowances/query', { personCode: shared, month: '2020-01' }),
        (answer) => answer.status === 200 && Statement.parse(answer.json).base === '300.00',
      );
    });

    it('the whole statement of a client with a day there, of stays elsewhere only the days', async () => {
      const token = await hub.token({ roles: ['accountant'], institutionIds: ['VSAC-2'] });
      const answer = await hub.call(
        '/v1/allowances/query',
        { personCode: shared, month: '2020-01' },
        { token },
      );
      const { stays, base } = Statement.parse(answer.json);
      assert.equal(base, '300.00');
      assert.deepEqual(stays[0], {
        placementId: 's-1',
        institutionId: 'VSAC-2',
        days: 10,
        dailyCost: '10.00',
        serviceCost: '100.00',
        clientShare: '94.44',
      });
      assert.deepEqual(stays[1], {
        placementId: null,
        institutionId: null,
        days: 17,
        dailyCost: null,
        serviceCost: null,
        clientShare: null,
      });
    });

    it('nothing of a month without a day there', async () => {
      const token = await hub.token({ roles: ['accountant'], institutionIds: ['VSAC-2'] });
      assert.equal(
        (await problem('/v1/allowances/query', { personCode: shared, month: '2020-02' }, { token })).status,
        404,
      );
      assert.equal(
        (await problem('/v1/allowances/history', { personCode: shared, month: '2020-02' }, { token })).status,
        404,
      );
      assert.equal(
        (await problem('/v1/institutions/VSAC-3/allowances?month=2020-01', undefined, { token })).status,
        404,
      );
    });

    it("the institution's month as JSON in pages, CSV and XLSX", async () => {
      const token = await hub.token({ roles: ['accountant'], institutionIds: ['VSAC-3'] });
      const path = '/v1/institutions/VSAC-3/allowances?month=2020-01';
      const month = InstitutionMonth.parse((await hub.call(path, undefined, { token })).json);
      assert.deepEqual([month.items.map((item) => item.personCode), month.next], [[shared], null]);
      const page = InstitutionMonth.parse((await hub.call(`${path}&limit=1`, undefined, { token })).json);
      assert.deepEqual(page.items.length, 1);

      const csv = await hub.call(path, undefined, { token, headers: { accept: 'text/csv' } });
      assert.match(csv.headers.get('content-type') ?? '', /^text\/csv/);
      const [header, row] = Buffer.from(csv.text, 'latin1').toString().split('\r\n');
      assert.match(header ?? '', /^\uFEFFPersonas kods;Mēnesis;/);
      assert.match(
        row ?? '',
        /^29020022346;2020-01;\d+;s-2;17;27;300,00;15 %;45,00;270,00;255,00;0,00;15,00;/,
      );

      const xlsx = await hub.call(path, undefined, {
        token,
        headers: { accept: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
      });
      assert.match(xlsx.text, /^PK/);
    });
  });

  it('says what runs, and shows people a page', async () => {
    assert.match(
      (await hub.call('/', undefined, { token: null })).text,
      /<html lang="lv">.*<div id="root">/s,
    );
    assert.equal((await hub.call('/health/live', undefined, { token: null })).status, 200);
    const ready = await hub.call('/health/ready', undefined, { token: null });
    assert.deepEqual(
      [ready.status, ready.json],
      [
        200,
        {
          dependencies: {
            broker: { state: 'up', needed: true },
            database: { state: 'up', needed: true },
            audit: { state: 'up', needed: false },
          },
        },
      ],
    );
    assert.match((await hub.call('/metrics', undefined, { token: null })).text, /saite_facts_taken_total/);
  });
});
