import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { amountsOf, payment, stated, stay } from './testing/given.ts';

describe('the rate and the rounding of the allowance', () => {
  const inCare = [stay({ from: '2019-01-01' })];

  it('leaves a client 10 percent for a month before January 2020', () => {
    // 450.00 × 10 % = 45.00
    const content = stated('2019-12', { stays: inCare, payments: [payment({ granted: '450.00' })] });
    assert.equal(content.rate, '0.10');
    assert.equal(content.allowance, '45.00');
    assert.equal(content.policies.rate, 'statutory-10');
  });

  it('leaves a client 15 percent from January 2020 on', () => {
    // 450.00 × 15 % = 67.50
    const content = stated('2020-01', { stays: inCare, payments: [payment({ granted: '450.00' })] });
    assert.equal(content.rate, '0.15');
    assert.equal(content.allowance, '67.50');
    assert.equal(content.policies.rate, 'statutory-15');
  });

  it('rounds half a cent up', () => {
    // 333.33 × 15 % = 49.9995 -> 50.00; share 333.33 - 50.00 = 283.33, under the cost 31 × 20.00 = 620.00
    const content = stated('2020-01', { stays: inCare, payments: [payment({ granted: '333.33' })] });
    assert.deepEqual(amountsOf(content), {
      base: '333.33',
      allowance: '50.00',
      serviceCost: '620.00',
      clientShare: '283.33',
      remainder: '0.00',
      shortfall: '336.67',
    });
    assert.equal(content.policies.rounding, 'half-up');
  });

  it('sums all payments first and rounds once', () => {
    // 300.00 + 25.10 = 325.10; × 15 % = 48.765 -> 48.77. Rounded one by one it would be 45.00 + 3.77 = 48.77 too,
    // so a second pair: 0.03 + 0.03 = 0.06 × 15 % = 0.009 -> 0.01; one by one 0.0045 -> 0.00 each.
    const both = (first: string, second: string) =>
      stated('2020-01', {
        stays: inCare,
        payments: [
          payment({ granted: first }),
          payment({ id: 'm-2', kind: 'PENSION_SUPPLEMENT', granted: second }),
        ],
      });
    assert.equal(both('300.00', '25.10').allowance, '48.77');
    assert.equal(both('0.03', '0.03').allowance, '0.01');
  });

  it('rounds less than half a cent down, as the one published amount does', () => {
    // 64.03 × 15 % = 9.6045 -> 9.60
    const given = { stays: inCare, payments: [payment({ granted: '64.03' })] };
    assert.equal(stated('2020-12', given).allowance, '9.60');
  });

  it('rounds every fraction up where the policy says so', () => {
    // 9.6045 -> 9.61; 67.50 stays 67.50
    const up = (granted: string) =>
      stated('2020-12', { stays: inCare, payments: [payment({ granted })], config: { rounding: 'up' } });
    assert.equal(up('64.03').allowance, '9.61');
    assert.equal(up('450.00').allowance, '67.50');
    assert.equal(up('64.03').policies.rounding, 'up');
  });

  it('counts what is granted, not what is paid out after deductions, and shows both', () => {
    const content = stated('2020-01', {
      stays: inCare,
      payments: [payment({ granted: '450.00', paid: '315.00' })],
    });
    assert.equal(content.allowance, '67.50');
    assert.deepEqual(
      content.lines.map(({ granted, paid }) => [granted, paid]),
      [['450.00', '315.00']],
    );
    assert.equal(content.policies.amount, 'granted');
  });

  it('does not cut the base of a part month', () => {
    // 10 of 31 days: still 450.00 × 15 % = 67.50
    const content = stated('2020-01', {
      stays: [stay({ from: '2020-01-22' })],
      payments: [payment({ granted: '450.00' })],
    });
    assert.equal(content.daysInCare, 10);
    assert.equal(content.allowance, '67.50');
    assert.equal(content.policies.proration, 'none');
  });

  it('computes the largest amounts of the contract to the cent', () => {
    // 9 999 999.99 × 15 % = 1 499 999.9985 -> 1 500 000.00; cost 31 × 9 999 999.99 = 309 999 999.69
    const content = stated('2020-01', {
      stays: [stay({ from: '2019-01-01', cost: '9999999.99' })],
      payments: [payment({ granted: '9999999.99' })],
    });
    assert.equal(content.allowance, '1500000.00');
    assert.equal(content.clientShare, '8499999.99');
    assert.equal(content.shortfall, '301499999.70');
  });

  it('refuses a base that no statement can show, rather than state it wrongly', () => {
    const payments = Array.from({ length: 101 }, (_, index) =>
      payment({ id: `m-${index}`, granted: '9999999.99' }),
    );
    assert.throws(() => stated('2020-01', { stays: inCare, payments }), /BASE_TOO_LARGE/);
  });
});
