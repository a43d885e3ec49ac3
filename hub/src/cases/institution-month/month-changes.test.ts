import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CalendarDate, monthNumber } from '@saite/contracts';
import fc from 'fast-check';
import { decideAllowance } from '../allowance/index.ts';
import { anyFacts, TODAY } from '../allowance/testing/arbitrary.ts';
import { answer, decide, type Given, payment, person, policiesOf, stay } from '../allowance/testing/given.ts';
import { changesBetween } from './month-changes.ts';
import type { ToldMonth } from './told-month.ts';

/** What is told of a month of somebody. */
function told(month: string, given: Given): ToldMonth {
  const found = decide(given).months.find((each) => each.month === month);
  if (!found) throw new Error(`nothing is stated for ${month}`);
  return found;
}

const answers = [answer('2000-01', '2099-12')];
const inCare: Given = {
  stays: [stay({ from: '2019-01-01' })],
  payments: [payment({ granted: '450.00' })],
  answers,
};
const between = (before: string, after: string, given: Given, later: Given = given) =>
  changesBetween(told(before, given), told(after, later));

describe('why a month differs from the one before', () => {
  it('is nothing when nothing differs', () => {
    assert.deepEqual(between('2020-07', '2020-08', inCare), []);
  });

  it('is the length of the month, or the rate that the law raised', () => {
    assert.deepEqual(between('2020-08', '2020-09', inCare), ['month-length']);
    assert.deepEqual(between('2019-12', '2020-01', inCare), ['rate']);
  });

  it('is a payment that came, ended, or grants another amount', () => {
    const more = {
      ...inCare,
      payments: [payment({ granted: '450.00' }), payment({ id: 'm-2', granted: '20.00', from: '2020-08' })],
    };
    assert.deepEqual(between('2020-07', '2020-08', more), ['payment-added']);
    const less = {
      ...inCare,
      payments: [payment({ granted: '450.00', to: '2020-07' }), payment({ id: 'm-2', granted: '20.00' })],
    };
    assert.deepEqual(between('2020-07', '2020-08', less), ['payment-ended']);
    const other = { ...inCare, payments: [payment({ granted: '500.00' })] };
    assert.deepEqual(between('2020-07', '2020-08', inCare, other), ['payment-amount']);
    const taken = { ...inCare, payments: [payment({ granted: '450.00', withdrawn: true })] };
    assert.deepEqual(between('2020-07', '2020-08', inCare, taken), ['payment-ended']);
  });

  it('leaves out a payment that counts in neither month', () => {
    const foreign = {
      ...inCare,
      payments: [
        payment({ granted: '450.00' }),
        payment({ id: 'm-2', granted: '9.00', currency: 'USD', from: '2020-08' }),
      ],
    };
    assert.deepEqual(between('2020-07', '2020-08', foreign), []);
  });

  it('is that SAIS has told the income by now, or has not yet', () => {
    const silent = { ...inCare, payments: [], answers: [] };
    const none = { ...inCare, payments: [] };
    assert.deepEqual(between('2020-07', '2020-08', silent, none), ['income-now-known']);
    assert.deepEqual(between('2020-07', '2020-08', none, silent), ['income-awaited']);
  });

  it('is the days of a month that is not whole, and a death', () => {
    const leaves = { ...inCare, stays: [stay({ from: '2019-01-01', to: '2020-08-11' })] };
    assert.deepEqual(between('2020-07', '2020-08', leaves), ['days']);
    assert.deepEqual(between('2020-07', '2020-08', { ...inCare, persons: [person('2020-08-10')] }), [
      'died',
      'days',
    ]);
  });

  it('is another placement, or another daily cost', () => {
    const moves = {
      ...inCare,
      stays: [stay({ from: '2019-01-01', to: '2020-08-01' }), stay({ id: 's-2', from: '2020-08-01' })],
    };
    assert.deepEqual(between('2020-07', '2020-08', moves), ['moved']);
    const dearer = { ...inCare, stays: [stay({ from: '2019-01-01', cost: '25.00' })] };
    assert.deepEqual(between('2020-07', '2020-08', inCare, dearer), ['daily-cost']);
  });

  it('is the policy when nothing else explains the allowance', () => {
    const none = { ...inCare, payments: [] };
    const table = { ...none, config: { noIncomeAllowance: [{ from: '2020-08', amount: '16.35' }] } };
    assert.deepEqual(between('2020-07', '2020-08', table), ['policy']);
  });

  it('says what became of a month that lost its last day, or got one back', () => {
    const gone: ToldMonth = {
      month: told('2020-08', inCare).month,
      content: {
        ...told('2020-08', inCare).content,
        daysInCare: 0,
        stays: [],
        lines: [],
        flags: ['NOT_IN_CARE'],
      },
    };
    assert.deepEqual(changesBetween(told('2020-08', inCare), gone), ['left']);
    assert.deepEqual(changesBetween(gone, told('2020-08', inCare)), ['new-client']);
    assert.deepEqual(changesBetween(gone, gone), []);
  });
});

describe('whatever the facts', () => {
  const AMOUNTS = [
    'rate',
    'base',
    'allowance',
    'serviceCost',
    'clientShare',
    'remainder',
    'shortfall',
  ] as const;
  const today = CalendarDate.parse(TODAY);

  it('months whose amounts differ have a reason, and it is never the policy while the policies are the same', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { months } = decideAllowance(facts, policiesOf(), today);
        months.forEach((after, index) => {
          const before = months[index - 1];
          if (!before || monthNumber(before.month) + 1 !== monthNumber(after.month)) return;
          const changes = changesBetween(before, after);
          const differ = AMOUNTS.some((name) => before.content[name] !== after.content[name]);
          if (differ) assert.notDeepEqual(changes, []);
          assert.equal(changes.includes('policy'), false);
        });
      }),
      { numRuns: 600 },
    );
  });

  it('a month does not differ from itself', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        for (const told of decideAllowance(facts, policiesOf(), today).months)
          assert.deepEqual(changesBetween(told, told), []);
      }),
      { numRuns: 200 },
    );
  });
});
