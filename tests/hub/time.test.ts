import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Statement, StatementList } from '@saite/contracts';
import { until } from '@saite/runtime/testing';
import { openTestHub, type TestHub } from '../support/hub.ts';

const CODE = '16117519997';

describe('time passes without any event', () => {
  let hub: TestHub;
  let now = new Date('2026-10-31T21:59:00Z'); // one minute before midnight in Riga, a week after the clocks went back
  before(async () => {
    hub = await openTestHub({ clock: { now: () => now } });
  });
  after(() => hub.close());

  const query = async (month: string, asKnownOn?: string) => {
    const answer = await hub.call('/v1/allowances/query', {
      personCode: CODE,
      month,
      ...(asKnownOn ? { asKnownOn } : {}),
    });
    return answer.status === 200 ? Statement.parse(answer.json) : undefined;
  };

  it("states a new month on its first day in Riga, to the month's last day", async () => {
    await hub.call('/v1/placements', {
      placementId: 'p-1',
      recordVersion: 1,
      personCode: CODE,
      programme: 'adult-long-term-care',
      institutionId: 'VSAC-1',
      startedOn: '2026-10-10',
      dailyCost: '10.00',
    });
    await hub.publish(
      hub.events.payment({
        paymentId: 'a-1',
        personCode: CODE,
        periodFrom: '2026-01',
        periodTo: '2027-12',
        granted: '400.00',
      }),
    );
    const october = await until(
      () => query('2026-10'),
      (statement) => statement?.base === '400.00',
    );
    assert.equal(october?.daysInCare, 22);
    assert.equal(await query('2026-11'), undefined);
    now = new Date('2026-10-31T22:00:00Z');
    const november = await until(
      () => query('2026-11'),
      (statement) => statement !== undefined,
    );
    assert.deepEqual([november?.daysInCare, november?.allowance], [30, '60.00']);
  });

  it('catches up after an outage of months, once', async () => {
    now = new Date('2027-03-15T08:00:00Z');
    const march = await until(
      () => query('2027-03'),
      (statement) => statement !== undefined,
    );
    assert.equal(march?.daysInCare, 31);
    const history = await hub.call('/v1/allowances/history', { personCode: CODE, month: '2027-01' });
    assert.equal(StatementList.parse(history.json).items.length, 1);
  });

  it('tells what was in force at the end of an earlier day in Riga', async () => {
    now = new Date('2027-03-28T20:30:00Z'); // the night in which the clocks go forward has passed: 23:30 in Riga
    await hub.publish(
      hub.events.payment({
        paymentId: 'a-1',
        recordVersion: 2,
        personCode: CODE,
        periodFrom: '2026-01',
        periodTo: '2027-12',
        granted: '500.00',
      }),
    );
    await until(
      () => query('2026-10'),
      (statement) => statement?.base === '500.00',
    );
    assert.equal((await query('2026-10', '2027-03-27'))?.base, '400.00');
    assert.equal((await query('2026-10', '2027-03-28'))?.base, '500.00');
    assert.equal(await query('2026-10', '2026-10-30'), undefined);
    assert.equal((await query('2026-11', '2026-10-31'))?.base, undefined);
    assert.equal((await query('2026-11', '2026-11-01'))?.base, '400.00');
  });
});

describe('the configuration of the allowance', () => {
  it('with a rate under the floor lets no hub start', async () => {
    const allowance = { institutionRates: [{ institutionId: 'VSAC-1', rate: '0.12', from: '2021-01' }] };
    await assert.rejects(openTestHub({ allowance }), /INSTITUTION_RATE_BELOW_FLOOR.*VSAC-1.*2021-01/);
  });

  it('with an unknown field names it', async () => {
    await assert.rejects(openTestHub({ allowance: { rounding: 'down' } }), /CONFIG|rounding/);
  });
});
