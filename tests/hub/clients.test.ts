import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  AccessLog,
  Client,
  ClientMonth,
  FoundPerson,
  InstitutionClients,
  PersonCode,
  StatementList,
  toCents,
} from '@saite/contracts';
import { personRef } from '@saite/identity';
import { until } from '@saite/runtime/testing';
import { openTestHub, type TestHub } from '../support/hub.ts';

const [ANNA, BERTA, MOVED, STRANGER] = ['32000000301', '32000000302', '32000000303', '32000000304'];
const MONTH = '2026-10';

describe("the pages of a care centre's accountant", () => {
  let hub: TestHub;
  const tokens: Record<string, string> = {};
  const refOf = (code: string) => personRef(hub.keyRing, PersonCode.parse(code));
  const call = (who: string, path: string, headers = {}, body?: unknown) =>
    hub.call(path, body, { token: tokens[who] ?? assert.fail(who), headers });
  const good = async (who: string, path: string, headers = {}) => {
    const answer = await call(who, path, headers);
    assert.equal(answer.status, 200, `${path} ${answer.text}`);
    return answer.json;
  };
  const month = async (who = 'accountant', asked = MONTH) =>
    InstitutionClients.parse(await good(who, `/v1/institutions/VSAC-1/clients?month=${asked}`));
  const clientMonth = async (who: string, code: string, query = '') =>
    ClientMonth.parse(await good(who, `/v1/clients/${refOf(code)}/months/${MONTH}${query}`));
  const place = (placement: object) =>
    hub.call('/v1/placements', {
      recordVersion: 1,
      programme: 'adult-long-term-care',
      institutionId: 'VSAC-1',
      startedOn: '2026-01-01',
      dailyCost: '20.00',
      ...placement,
    });

  before(async () => {
    // No two facts at one instant: it would not be known which of them a statement was made from.
    let instant = Date.parse('2026-11-20T10:00:00Z');
    hub = await openTestHub({ clock: { now: () => new Date(instant++) } });
    for (const [who, claims] of Object.entries({
      spolis: { roles: ['spolis'] },
      accountant: { roles: ['accountant'], institutionIds: ['VSAC-1'] },
      elsewhere: { roles: ['accountant'], institutionIds: ['VSAC-2'] },
      third: { roles: ['accountant'], institutionIds: ['VSAC-3'] },
      auditor: { roles: ['auditor'] },
    }))
      tokens[who] = await hub.token({ sub: who, ...claims });
    await place({ placementId: 'A-1', personCode: ANNA });
    await place({ placementId: 'B-1', personCode: BERTA, endedOn: '2026-09-20' });
    await place({ placementId: 'M-1', personCode: MOVED, endedOn: '2026-10-11' });
    await place({
      placementId: 'M-2',
      personCode: MOVED,
      institutionId: 'VSAC-2',
      startedOn: '2026-10-11',
      dailyCost: '31.17',
    });
    await place({ placementId: 'S-1', personCode: STRANGER, institutionId: 'VSAC-3' });
    await hub.publish(
      hub.events.person({ personCode: ANNA, bornOn: '1940-05-06' }),
      ...[ANNA, BERTA, MOVED, STRANGER].flatMap((personCode) => [
        hub.events.payment({
          paymentId: `P-${personCode}`,
          personCode,
          periodFrom: '2026-01',
          periodTo: '2026-12',
          granted: '450.00',
          paid: '430.00',
        }),
        hub.events.incomeChecked(personCode, '2026-12'),
      ]),
    );
    await until(
      () => month(),
      ({ clients, totals }) => clients.length === 2 && totals.allowance === '135.00',
    );
  });
  after(() => hub.close());

  it('show the month of every client of the institution, what changed and why, and who is gone', async () => {
    const told = await month();
    assert.deepEqual(
      told.clients.map(({ personCode, daysHere, clientShareHere, changes }) => [
        personCode,
        daysHere,
        clientShareHere,
        changes,
      ]),
      [
        [ANNA, 31, '382.50', ['month-length']],
        [MOVED, 10, '89.52', ['month-length', 'moved']],
      ].sort(([a], [b]) => String(a).localeCompare(String(b))),
    );
    assert.deepEqual(
      told.gone.map(({ personCode, previousDaysHere, changes }) => [personCode, previousDaysHere, changes]),
      [[BERTA, 19, ['left']]],
    );
    assert.deepEqual(told.clients.find(({ personCode }) => personCode === ANNA)?.personRef, refOf(ANNA));
  });

  it('begin with the first clients by name, and the sums of all, for who asks for no more', async () => {
    const all = await month();
    const first = InstitutionClients.parse(
      await good('accountant', `/v1/institutions/VSAC-1/clients?month=${MONTH}&limit=1`),
    );
    assert.deepEqual(first, { ...all, clients: all.clients.slice(0, 1), whole: false });
    assert.equal(all.whole, true);
  });

  it('are entries about those whom they show, and about nobody else', async () => {
    const looks = async (code: string) => {
      const { json } = await call('auditor', '/v1/access-log/query', {}, { personCode: code });
      return AccessLog.parse(json).items.filter(({ actor }) => actor === 'accountant').length;
    };
    const [shown, other] = (await month()).clients.map(({ personCode }) => personCode);
    assert.ok(shown && other);
    const before = [await looks(shown), await looks(other)];
    await good('accountant', `/v1/institutions/VSAC-1/clients?month=${MONTH}&limit=1`);
    assert.deepEqual([await looks(shown), await looks(other)], [(before[0] ?? 0) + 1, before[1]]);
  });

  it('add up to what the export of the month says, cell by cell', async () => {
    const { totals } = await month();
    const { text } = await call('accountant', `/v1/institutions/VSAC-1/allowances?month=${MONTH}`, {
      accept: 'text/csv',
    });
    const [header = [], ...rows] = Buffer.from(text, 'latin1')
      .toString()
      .replace(/^\uFEFF/, '')
      .trim()
      .split('\r\n')
      .map((line) => line.split(';'));
    const sum = (title: string) => {
      const column = header.indexOf(title);
      assert.notEqual(column, -1, title);
      return rows.reduce(
        (cents, row) => cents + Math.round(Number((row[column] ?? '').replace(',', '.')) * 100),
        0,
      );
    };
    assert.equal(rows.length, totals.clients);
    for (const [name, title] of [
      ['base', 'Bāze, EUR'],
      ['allowance', 'Nauda personiskiem izdevumiem, EUR'],
      ['serviceCost', 'Aprūpes izmaksas, EUR'],
      ['clientShare', 'Klienta maksājums, EUR'],
      ['remainder', 'Atlikums klientam, EUR'],
      ['shortfall', 'Iztrūkums, EUR'],
    ] as const)
      assert.equal(toCents(totals[name]), sum(title), title);
  });

  it('show who a client is, where it was in the caller’s institutions, and each month', async () => {
    const client = Client.parse(await good('accountant', `/v1/clients/${refOf(MOVED)}`));
    assert.equal(client.person.personCode, MOVED);
    assert.deepEqual(
      client.placements.map(({ placementId }) => placementId),
      ['M-1'],
    );
    assert.deepEqual(client.months.map(({ month: each }) => each).slice(0, 2), ['2026-10', '2026-09']);
    const all = Client.parse(await good('spolis', `/v1/clients/${refOf(MOVED)}`));
    assert.deepEqual(
      all.placements.map(({ placementId }) => placementId),
      ['M-2', 'M-1'],
    );
    assert.equal(all.months[0]?.month, '2026-11');
  });

  it('say why each amount is what it is, with the records that it rests on', async () => {
    const { trace, reproduced, factsMatch, person } = await clientMonth('accountant', ANNA);
    assert.deepEqual([reproduced, factsMatch], [true, true]);
    assert.equal(person.bornOn, '1940-05-06');
    const step = (name: string) => trace.find(({ variable }) => variable === name);
    const { receivedAt, ...source } = step('payment.1')?.source ?? assert.fail();
    assert.ok(receivedAt);
    assert.deepEqual(source, {
      register: 'sais',
      recordId: `P-${ANNA}`,
      recordVersion: 1,
      from: '2026-01',
      to: '2026-12',
    });
    assert.equal(step('days.1')?.source?.recordId, 'A-1');
    assert.match(step('allowance')?.formula ?? '', /450,00 × 0,15 = 67,50/);
  });

  it('show of a stay elsewhere the days, and nothing that it costs', async () => {
    const { trace, statement } = await clientMonth('accountant', MOVED);
    assert.deepEqual(
      statement.stays.map(({ placementId, days }) => [placementId, days]),
      [
        ['M-1', 10],
        [null, 21],
      ],
    );
    for (const secret of ['31.17', '31,17', 'M-2', 'VSAC-2'])
      assert.equal(JSON.stringify([trace, statement]).includes(secret), false, secret);
    assert.match(JSON.stringify((await clientMonth('elsewhere', MOVED)).trace), /31,17/);
  });

  it('keep what was said when, and say what a correction changed', async () => {
    await hub.publish(
      hub.events.payment({
        paymentId: `P-${ANNA}`,
        recordVersion: 2,
        personCode: ANNA,
        periodFrom: '2026-01',
        periodTo: '2026-12',
        granted: '500.00',
      }),
    );
    const { versions, statement, trace } = await until(
      () => clientMonth('accountant', ANNA),
      (told) => told.statement.base === '500.00',
    );
    assert.deepEqual(versions[0]?.changes, ['payment-amount']);
    assert.equal(versions[0]?.version, statement.version);
    assert.equal(versions.at(-1)?.changes.length, 0);
    assert.equal(trace.find(({ variable }) => variable === 'payment.1')?.source?.recordVersion, 2);
    const row = (await month()).clients.find(({ personCode }) => personCode === ANNA);
    assert.ok(row?.changes.includes('corrected'));
    const history = StatementList.parse(
      (await call('accountant', '/v1/allowances/history', {}, { personCode: ANNA, month: MONTH })).json,
    );
    assert.deepEqual(
      versions.map(({ version, delta }) => [version, delta]),
      history.items.map(({ version, delta }) => [version, delta]),
    );
  });

  it('print the statement, in the language of the reader', async () => {
    const path = `/v1/clients/${refOf(ANNA)}/months/${MONTH}`;
    const { status, headers, text } = await call('accountant', path, { accept: 'application/pdf' });
    assert.equal(status, 200);
    assert.equal(headers.get('content-type'), 'application/pdf');
    assert.equal(headers.get('content-language'), 'lv');
    assert.match(headers.get('content-disposition') ?? '', /^inline; filename="statement-2026-10-\d+\.pdf"$/);
    assert.match(text, /^%PDF-1\.7/);
    const other = await call('third', path, { accept: 'application/pdf' });
    assert.equal(other.status, 404);
  });

  it('are not there for whoever it is not a client of, and for nobody', async () => {
    for (const [who, code] of [
      ['third', ANNA],
      ['accountant', STRANGER],
      ['accountant', '32000000999'],
    ] as const) {
      assert.equal((await call(who, `/v1/clients/${refOf(code)}`)).status, 404);
      assert.equal((await call(who, `/v1/clients/${refOf(code)}/months/${MONTH}`)).status, 404);
    }
    assert.equal((await call('accountant', '/v1/institutions/VSAC-3/clients?month=2026-10')).status, 404);
    assert.equal((await call('accountant', `/v1/clients/${ANNA}`)).status, 422);
  });

  it('are found by a personal code that stands in no address', async () => {
    const find = async (who: string, code: string, headers = {}) => {
      const { status, json } = await call(who, '/v1/persons/find', headers, { personCode: code });
      return status === 200 ? FoundPerson.parse(json) : status;
    };
    assert.deepEqual(await find('accountant', ANNA), { personRef: refOf(ANNA), pages: ['client', 'person'] });
    assert.equal(await find('accountant', STRANGER), 404);
    assert.equal(await find('auditor', ANNA), 403);
    assert.deepEqual(await find('auditor', ANNA, { 'saite-purpose': 'complaint 2026/3' }), {
      personRef: refOf(ANNA),
      pages: ['access-log'],
    });
  });
});
