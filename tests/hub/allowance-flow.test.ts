import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Statement, StatementList } from '@saite/contracts';
import { until } from '@saite/runtime/testing';
import { openTestHub, type TestHub } from '../support/hub.ts';

const ANNA = '16117519997';
const JANIS = '32867300679';
const OTTO = '010190-10001';

describe('from a placement and a pension to a statement', () => {
  let hub: TestHub;
  before(async () => {
    hub = await openTestHub();
  });
  after(() => hub.close());

  const statement = async (personCode: string, month: string) => {
    const answer = await hub.call('/v1/allowances/query', { personCode, month });
    return answer.status === 200 ? Statement.parse(answer.json) : undefined;
  };
  const history = async (personCode: string, month: string) =>
    StatementList.parse((await hub.call('/v1/allowances/history', { personCode, month })).json).items;
  const stated = async (personCode: string, month: string, isWanted: (statement: Statement) => boolean) => {
    const found = await until(
      () => statement(personCode, month),
      (said) => said !== undefined && isWanted(said),
    );
    assert.ok(found);
    return found;
  };
  const place = (body: Record<string, unknown>) =>
    hub.call('/v1/placements', {
      recordVersion: 1,
      programme: 'adult-long-term-care',
      institutionId: 'VSAC-KURZEME-01',
      ...body,
    });

  it('gives 10 % before 2020 and 15 % from 2020-01 on, with the reason', async () => {
    const taken = await place({
      placementId: 'p-1',
      personCode: ANNA,
      startedOn: '2019-12-01',
      endedOn: '2020-03-01',
      dailyCost: '20.00',
    });
    assert.equal(taken.status, 202);
    await hub.publish(
      hub.events.payment({
        paymentId: 'a-1',
        personCode: ANNA,
        periodFrom: '2019-01',
        periodTo: '2020-12',
        granted: '450.00',
        paid: '430.00',
      }),
      hub.events.incomeChecked(ANNA, '2026-11'),
    );
    const december = await stated(ANNA, '2019-12', (json) => json.allowance === '45.00');
    assert.deepEqual(
      [
        december.rate,
        december.base,
        december.clientShare,
        december.remainder,
        december.shortfall,
        december.daysInCare,
      ],
      ['0.10', '450.00', '405.00', '0.00', '215.00', 31],
    );
    const january = await stated(ANNA, '2020-01', (json) => json.allowance === '67.50');
    assert.deepEqual([january.rate, january.clientShare, january.shortfall], ['0.15', '382.50', '237.50']);
    assert.equal(january.lines[0]?.paid, '430.00');
    assert.ok(january.legalBasis.length > 0);
    assert.equal(await statement(ANNA, '2020-03'), undefined);
  });

  it('states a month anew when a correction comes late, and keeps what was said', async () => {
    await hub.publish(
      hub.events.payment({
        paymentId: 'a-1',
        recordVersion: 2,
        personCode: ANNA,
        periodFrom: '2019-01',
        periodTo: '2020-12',
        granted: '500.00',
      }),
    );
    const corrected = await stated(ANNA, '2020-01', (json) => json.base === '500.00');
    const said = await history(ANNA, '2020-01');
    assert.equal(corrected.allowance, '75.00');
    assert.equal(corrected.supersedes, corrected.version - 1);
    assert.equal(corrected.delta, '7.50');
    assert.equal(said[0]?.statementId, corrected.statementId);
    const total = said.reduce((sum, item) => sum + Math.round(Number(item.delta) * 100), 0);
    assert.equal(total, 7500, 'the deltas of a month add up to its allowance');
  });

  it('takes an older version and a copy without changing anything, and parks an equal version with other content', async () => {
    const before = await statement(ANNA, '2020-01');
    await hub.publish(
      hub.events.payment({
        paymentId: 'a-1',
        personCode: ANNA,
        periodFrom: '2019-01',
        periodTo: '2020-12',
        granted: '450.00',
        paid: '430.00',
      }),
      hub.events.payment({
        paymentId: 'a-1',
        recordVersion: 2,
        personCode: ANNA,
        periodFrom: '2019-01',
        periodTo: '2020-12',
        granted: '777.00',
      }),
      hub.events.payment({
        paymentId: 'a-2',
        personCode: ANNA,
        kind: 'PENSION_SUPPLEMENT',
        periodFrom: '2020-02',
        periodTo: '2020-02',
        granted: '25.10',
      }),
    );
    await stated(ANNA, '2020-02', (json) => json.base === '525.10');
    assert.deepEqual(await statement(ANNA, '2020-01'), before);
  });

  it('takes a withdrawn payment out of the base', async () => {
    await hub.publish(
      hub.events.payment({
        paymentId: 'a-2',
        recordVersion: 2,
        personCode: ANNA,
        kind: 'PENSION_SUPPLEMENT',
        periodFrom: '2020-02',
        periodTo: '2020-02',
        granted: '25.10',
        withdrawn: true,
      }),
    );
    const withdrawn = await stated(ANNA, '2020-02', (json) => json.base === '500.00');
    assert.deepEqual(
      withdrawn.lines.map((line) => line.reason),
      [null, 'WITHDRAWN'],
    );
  });

  it('tells nobody "no income" before SAIS has answered', async () => {
    await place({
      placementId: 'p-2',
      personCode: JANIS,
      startedOn: '2020-06-01',
      endedOn: '2020-07-01',
      dailyCost: '30.00',
    });
    const awaiting = await stated(JANIS, '2020-06', () => true);
    assert.deepEqual(
      [awaiting.flags, awaiting.allowance, awaiting.shortfall],
      [['AWAITING_INCOME'], null, '900.00'],
    );
    await hub.publish(hub.events.incomeChecked(JANIS, '2026-11'));
    const known = await stated(JANIS, '2020-06', (json) => !json.flags.includes('AWAITING_INCOME'));
    assert.deepEqual([known.flags, known.base, known.clientShare], [['NO_INCOME'], '0.00', '0.00']);
  });

  it('makes one person of two codes, and lets a later version of PMLP undo it', async () => {
    await place({
      placementId: 'p-3',
      personCode: OTTO,
      startedOn: '2021-05-01',
      endedOn: '2021-06-01',
      dailyCost: '10.00',
    });
    const renewed = '32000000001';
    await hub.publish(
      hub.events.payment({
        paymentId: 'o-1',
        personCode: OTTO,
        periodFrom: '2021-05',
        periodTo: '2021-05',
        granted: '200.00',
      }),
      hub.events.payment({
        paymentId: 'o-2',
        personCode: renewed,
        kind: 'SERVICE_PENSION',
        periodFrom: '2021-05',
        periodTo: '2021-05',
        granted: '100.00',
      }),
    );
    await stated(OTTO, '2021-05', (json) => json.base === '200.00');
    await hub.publish(hub.events.person({ personCode: renewed, formerCodes: [OTTO] }));
    const joined = await stated(renewed, '2021-05', (json) => json.base === '300.00');
    assert.equal(joined.personCode, renewed);
    assert.equal((await statement(OTTO, '2021-05'))?.statementId, joined.statementId);
    await hub.publish(hub.events.person({ personCode: renewed, recordVersion: 2 }));
    await stated(OTTO, '2021-05', (json) => json.base === '200.00');
    const said = await history(OTTO, '2021-05');
    assert.equal(said[0]?.allowance, '30.00');
  });

  it('ends care with the day of death, and takes back the months after it', async () => {
    await place({
      placementId: 'p-4',
      personCode: '29020022346',
      startedOn: '2022-01-10',
      endedOn: '2022-04-01',
      dailyCost: '10.00',
    });
    await hub.publish(
      hub.events.payment({
        paymentId: 'd-1',
        personCode: '29020022346',
        periodFrom: '2022-01',
        periodTo: '2022-12',
        granted: '100.00',
      }),
    );
    await stated('29020022346', '2022-03', (json) => json.base === '100.00');
    await hub.publish(
      hub.events.person({ personCode: '29020022346', bornOn: '2000-02-29', diedOn: '2022-02-10' }),
    );
    const month = await stated('29020022346', '2022-02', (json) => json.daysInCare === 10);
    assert.ok(month.flags.includes('ENDED_BY_DEATH'));
    const gone = await stated('29020022346', '2022-03', (json) => json.daysInCare === 0);
    assert.deepEqual(
      [gone.flags, gone.allowance, gone.delta, gone.stays, gone.lines],
      [['NOT_IN_CARE'], null, '-15.00', [], []],
    );
  });
});
