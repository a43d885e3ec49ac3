import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { Month, StatementContent } from '@saite/contracts';
import { AllowanceConfig, NAMED_POLICIES, notInCare, PolicyError } from './index.ts';
import { answer, payment, policiesOf, stated, stay } from './testing/given.ts';

const refusedWith =
  (code: string, ...words: string[]) =>
  (error: unknown) =>
    error instanceof PolicyError &&
    error.code === code &&
    words.every((word) => error.message.includes(word));

describe("an institution's own rate", () => {
  const payments = [payment({ granted: '450.00' })];
  const config = { institutionRates: [{ institutionId: 'house-2', rate: '0.20', from: '2021-01' }] };

  it('holds for its clients from its first month on', () => {
    const given = { stays: [stay({ from: '2020-01-01', institution: 'house-2' })], payments, config };
    assert.equal(stated('2020-12', given).rate, '0.15');
    const content = stated('2021-01', given);
    // 450.00 × 20 % = 90.00
    assert.equal(content.rate, '0.20');
    assert.equal(content.allowance, '90.00');
    assert.equal(content.policies.rate, 'institution');
  });

  it('is the highest of the institutions with counted days', () => {
    const stays = [
      stay({ id: 's-1', from: '2020-01-01', to: '2021-01-31' }),
      stay({ id: 's-2', from: '2021-01-31', institution: 'house-2' }),
    ];
    assert.equal(stated('2021-01', { stays, payments, config }).allowance, '90.00');
    assert.equal(stated('2020-12', { stays, payments, config }).allowance, '67.50');
  });

  it('does not hold for clients of other institutions', () => {
    assert.equal(stated('2021-01', { stays: [stay({ from: '2021-01-01' })], payments, config }).rate, '0.15');
  });

  it('may change by date', () => {
    const rates = [
      { institutionId: 'house-1', rate: '0.1250', from: '2019-01' },
      { institutionId: 'house-1', rate: '0.175', from: '2020-01' },
    ];
    const given = { stays: [stay({ from: '2019-01-01' })], payments, config: { institutionRates: rates } };
    assert.equal(stated('2019-12', given).rate, '0.125');
    assert.equal(stated('2020-01', given).rate, '0.175');
  });

  it('is refused under the statutory floor, with institution and date', () => {
    const entry = { institutionId: 'house-9', rate: '0.14', from: '2021-01' };
    assert.throws(
      () => policiesOf({ institutionRates: [entry] }),
      refusedWith('INSTITUTION_RATE_BELOW_FLOOR', 'house-9', '2021-01', '0.14'),
    );
  });

  it('is refused if a later floor overtakes it while it is still in force', () => {
    const early = { institutionId: 'house-9', rate: '0.12', from: '2019-06' };
    assert.throws(
      () => policiesOf({ institutionRates: [early] }),
      refusedWith('INSTITUTION_RATE_BELOW_FLOOR'),
    );
    assert.doesNotThrow(() =>
      policiesOf({ institutionRates: [early, { ...early, rate: '0.15', from: '2020-01' }] }),
    );
    assert.throws(
      () => policiesOf({ institutionRates: [early, { ...early, rate: '0.15', from: '2020-02' }] }),
      refusedWith('INSTITUTION_RATE_BELOW_FLOOR', '2019-06'),
    );
  });

  it('is refused twice for one month', () => {
    const entry = { institutionId: 'house-9', rate: '0.20', from: '2021-01' };
    assert.throws(
      () => policiesOf({ institutionRates: [entry, { ...entry, rate: '0.25' }] }),
      refusedWith('INSTITUTION_RATE_TWICE', 'house-9', '2021-01'),
    );
  });
});

describe('the configuration', () => {
  it('is empty by default and knows no other fields', () => {
    assert.deepEqual(AllowanceConfig.parse({}), {
      rounding: 'half-up',
      institutionRates: [],
      noIncomeAllowance: [],
    });
    assert.equal(AllowanceConfig.safeParse({ proration: 'days' }).success, false);
  });

  it('refuses rates and amounts that are not written as the contract says', () => {
    for (const rate of ['0.2', '20', '1.01', '-0.20', '0,20', 0.2]) {
      const config = { institutionRates: [{ institutionId: 'house-1', rate, from: '2021-01' }] };
      assert.equal(AllowanceConfig.safeParse(config).success, false, String(rate));
    }
    assert.equal(
      AllowanceConfig.safeParse({ noIncomeAllowance: [{ from: '2021-01', amount: '16.3' }] }).success,
      false,
    );
  });

  it('is the one that the description shows', () => {
    const description = readFileSync(new URL('README.md', import.meta.url), 'utf8');
    const example = /```json\n([^`]+)```/.exec(description)?.[1] ?? '';
    assert.doesNotThrow(() => policiesOf(JSON.parse(example)));
  });

  it('refuses two amounts without income for one month', () => {
    const entry = { from: '2021-01', amount: '16.35' };
    assert.throws(
      () => policiesOf({ noIncomeAllowance: [entry, entry] }),
      refusedWith('NO_INCOME_ALLOWANCE_TWICE', '2021-01'),
    );
  });
});

describe('what a result rests on', () => {
  it('names every policy that touched it, each with its ground in Latvian', () => {
    const content = stated('2021-01', {
      stays: [stay({ from: '2020-01-01' })],
      payments: [payment({ granted: '450.00' })],
    });
    assert.deepEqual(content.policies, {
      rate: 'statutory-15',
      'counted-kinds': 'statutory-list',
      amount: 'granted',
      proration: 'none',
      rounding: 'half-up',
      'stay-days': 'admission-counts-discharge-does-not',
      'share-cap': 'service-cost',
      shortfall: 'supporter-then-municipality',
    });
    assert.equal(content.legalBasis.length, 8);
    assert.match(content.legalBasis[0]?.text ?? '', /15 procentiem/);
    assert.match(content.legalBasis[0]?.source ?? '', /29\. panta otrā daļa/);
  });

  it('is one object for all results that rest on the same', () => {
    const given = { payments: [payment({ granted: '450.00' })] };
    const one = stated('2021-01', { ...given, stays: [stay({ from: '2020-01-01' })] });
    const other = stated('2020-07', { ...given, stays: [stay({ from: '2020-07-07', cost: '33.00' })] });
    assert.equal(one.policies, other.policies);
    assert.equal(one.legalBasis, other.legalBasis);
  });

  it('has a default among the values of each policy', () => {
    for (const [name, policy] of Object.entries(NAMED_POLICIES)) {
      assert.ok(Object.hasOwn(policy.values, policy.default), name);
    }
  });

  it('shows the policies of the exceptions where they touch a month', () => {
    const stays = [stay({ from: '2020-01-01', cost: '' })];
    const payments = [payment({ kind: 'FOREIGN_PENSION', currency: 'USD', granted: '1.00' })];
    const { policies } = stated('2021-01', { stays, payments, answers: [answer('2000-01', '2021-03')] });
    assert.equal(policies['no-service-cost'], 'not-computed');
    assert.equal(policies['foreign-currency'], 'not-counted');
    assert.equal(policies['no-income'], 'no-allowance');
    assert.equal(policies.rounding, undefined);
    assert.equal(stated('2021-01', { stays }).policies['no-income'], 'await-answer');
  });
});

describe('a month that was stated and has no day in care any more', () => {
  it('says so with no days, no amounts and empty lists, at the statutory rate of the month', () => {
    const { policies, legalBasis, ...rest } = notInCare(Month.parse('2019-12'), policiesOf());
    assert.deepEqual(rest, {
      rate: '0.10',
      base: null,
      allowance: null,
      serviceCost: null,
      clientShare: null,
      remainder: null,
      shortfall: null,
      daysInCare: 0,
      stays: [],
      lines: [],
      flags: ['NOT_IN_CARE'],
    });
    assert.deepEqual(policies, { rate: 'statutory-10', 'no-day-in-care': 'taken-back' });
    assert.equal(legalBasis.length, 2);
    assert.equal(notInCare(Month.parse('2020-01'), policiesOf()).rate, '0.15');
    assert.deepEqual(
      StatementContent.safeParse(notInCare(Month.parse('2020-01'), policiesOf())).error,
      undefined,
    );
  });
});
