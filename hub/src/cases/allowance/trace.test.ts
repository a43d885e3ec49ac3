import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CalendarDate, Month, type StatementContent, TraceStep } from '@saite/contracts';
import fc from 'fast-check';
import { decideAllowance, notInCare } from './index.ts';
import { anyFacts, TODAY } from './testing/arbitrary.ts';
import { followTrace } from './testing/follow-trace.ts';
import { type Given, payment, policiesOf, stated, stay } from './testing/given.ts';
import { reproduces, traceOf } from './trace.ts';

const MONTH = Month.parse('2020-01');
const trace = (
  content: StatementContent,
  sees = (_institution: string) => true,
  language: 'lv' | 'en' = 'en',
) =>
  traceOf(
    { month: MONTH, content, sourceOf: () => null, sees: ({ institutionId }) => sees(institutionId) },
    language,
  );
const step = (steps: readonly TraceStep[], variable: string) => {
  const found = steps.find((each) => each.variable === variable);
  return found ?? assert.fail(`no step ${variable}`);
};
const pension: Given = {
  stays: [stay({ from: '2019-01-01' })],
  payments: [payment({ granted: '450.03', paid: '430.00' })],
};

describe('why an amount is what it is', () => {
  it('is told from the payment to the share, each step with figures and grounds', () => {
    const steps = trace(stated('2020-01', pension));
    const formulas = Object.fromEntries(steps.map(({ variable, formula }) => [variable, formula]));
    assert.deepEqual(formulas, {
      'payment.1': 'STATE_PENSION: granted 450.03, paid 430.00',
      base: 'payments that count: 450.03',
      rate: 'rate for 2020-01: 0.15',
      allowance: 'base × rate: 450.03 × 0.15 = 67.5045; rounded to the cent, half a cent up: 67.50',
      'days.1': 'days of the month in this stay: 31',
      'dailyCost.1': 'cost of one day: 20.00',
      'serviceCost.1': '31 × 20.00 = 620.00',
      days: '31',
      serviceCost: '620.00',
      payable: 'base − personal allowance: 450.03 − 67.50 = 382.53',
      clientShare: 'the smaller of left to pay with 382.53 and cost of care 620.00: 382.53',
      'clientShare.1': 'part of the client share by the cost of this stay, in whole cents: 382.53',
      remainder: 'left to pay with − client share: 382.53 − 382.53 = 0.00',
      shortfall: 'cost of care − client share: 620.00 − 382.53 = 237.47',
    });
    assert.deepEqual(
      step(steps, 'rate').grounds.map(({ policy, value }) => `${policy}: ${value}`),
      ['rate: statutory-15'],
    );
    assert.match(step(steps, 'rate').grounds[0]?.source ?? '', /29\. panta otrā daļa/);
    assert.deepEqual(step(steps, 'allowance').rounding, { unrounded: '67.5045', policy: 'half-up' });
  });

  it('is told in Latvian, with decimal commas', () => {
    const steps = trace(stated('2020-01', pension), undefined, 'lv');
    assert.equal(step(steps, 'payment.1').formula, 'valsts pensija: piešķirts 450,03, izmaksāts 430,00');
    assert.match(step(steps, 'allowance').formula, /450,03 × 0,15 = 67,5045; noapaļots līdz centam/);
  });

  it('says why a payment does not count, and what holds without income', () => {
    const foreign = stated('2020-01', {
      ...pension,
      payments: [payment({ granted: '9.00', currency: 'USD' })],
    });
    const steps = trace(foreign);
    assert.match(step(steps, 'payment.1').formula, /does not count: foreign currency/);
    assert.equal(step(steps, 'payment.1').value, '0.00');
    assert.equal(step(steps, 'allowance').formula, 'SAIS has not told the income yet');
    assert.equal(step(steps, 'payable').rule, 'nothing-to-pay');
  });

  it('shows of a stay elsewhere the days only', () => {
    const content = stated('2020-01', {
      ...pension,
      stays: [
        stay({ from: '2019-01-01', to: '2020-01-11' }),
        stay({ id: 's-2', from: '2020-01-11', institution: 'house-2', cost: '31.17' }),
      ],
    });
    const steps = trace(content, (institution) => institution === 'house-1');
    assert.deepEqual(
      ['days.2', 'dailyCost.2', 'serviceCost.2', 'clientShare.2'].map((name) => step(steps, name).value),
      ['21', null, null, null],
    );
    assert.equal(JSON.stringify(steps).includes('31.17'), false);
  });

  it('of a month without a day any more is that it has none', () => {
    const steps = trace(notInCare(MONTH));
    assert.deepEqual(
      steps.map(({ rule }) => rule),
      ['no-day-in-care'],
    );
    assert.equal(step(steps, 'days').grounds.length, 1);
    assert.equal(reproduces(notInCare(MONTH)), true);
  });
});

describe('whatever the facts', () => {
  const rounding = fc.constantFrom('half-up' as const, 'up' as const);
  const text = (amount: bigint | null | undefined) =>
    typeof amount === 'bigint' ? `${amount / 100n}.${String(amount % 100n).padStart(2, '0')}` : null;
  const eachContent = (check: (content: StatementContent) => void, runs: number) =>
    fc.assert(
      fc.property(anyFacts, rounding, (facts, how) => {
        const { months } = decideAllowance(facts, policiesOf({ rounding: how }), CalendarDate.parse(TODAY));
        for (const { content } of months) check(content);
      }),
      { numRuns: runs },
    );

  it('whoever follows the steps from the given values reaches every amount to the cent', () => {
    eachContent((content) => {
      const steps = trace(content);
      const values = followTrace(steps);
      for (const name of [
        'base',
        'allowance',
        'serviceCost',
        'clientShare',
        'remainder',
        'shortfall',
      ] as const)
        assert.equal(text(values.get(name)), content[name], name);
      assert.equal(Number(values.get('days')), content.daysInCare);
      content.stays.forEach((stay, index) => {
        assert.equal(text(values.get(`serviceCost.${index + 1}`)), stay.serviceCost);
        assert.equal(text(values.get(`clientShare.${index + 1}`)), stay.clientShare);
      });
      for (const { variable, value, rule } of steps)
        if (rule !== 'rate-of-policy' && !variable.startsWith('days'))
          assert.equal(text(values.get(variable)), value, variable);
    }, 500);
  });

  it('every step is valid by the contract and rests on steps before it', () => {
    eachContent((content) => {
      const seen = new Set<string>();
      for (const each of trace(content)) {
        assert.deepEqual(TraceStep.parse(each), each);
        for (const name of each.dependsOn) assert.ok(seen.has(name), `${each.variable} before ${name}`);
        assert.equal(seen.has(each.variable), false);
        seen.add(each.variable);
      }
    }, 200);
  });

  it('a statement is reproduced, and one with a cent changed is not', () => {
    eachContent((content) => {
      assert.equal(reproduces(content), true);
      const { allowance, base } = content;
      if (allowance === null || base === '0.00' || base === null) return;
      assert.equal(reproduces({ ...content, allowance: base }), allowance === base);
    }, 200);
  });
});
