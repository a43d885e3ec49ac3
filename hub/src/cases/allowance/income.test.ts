import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { COUNTED_PAYMENT_KINDS } from '@saite/contracts';
import { amountsOf, answer, decide, OTHER_REF, payment, REF, stated, stay } from './testing/given.ts';

const stays = [stay({ from: '2020-01-01' })];
const answers = [answer('2000-01', '2021-03')];

describe('payments that count', () => {
  it('are the nine kinds of the law', () => {
    const payments = Object.keys(COUNTED_PAYMENT_KINDS).map((kind) =>
      payment({ id: kind, kind, granted: '10.00' }),
    );
    assert.equal(payments.length, 9);
    assert.equal(stated('2021-01', { stays, payments }).base, '90.00');
  });

  it('cover the month, both ends included', () => {
    const payments = [payment({ granted: '450.00', from: '2020-11', to: '2021-01' })];
    const bases = ['2020-10', '2020-11', '2020-12', '2021-01', '2021-02'].map(
      (month) => stated(month, { stays, payments, answers }).base,
    );
    assert.deepEqual(bases, ['0.00', '450.00', '450.00', '450.00', '0.00']);
  });

  it('come under any code of the person', () => {
    const payments = [
      payment({ granted: '300.00' }),
      payment({ id: 'm-2', granted: '25.10', ref: OTHER_REF }),
    ];
    assert.equal(stated('2021-01', { stays, payments, refs: [REF, OTHER_REF] }).allowance, '48.77');
  });

  it('change the months that they cover and no others', () => {
    const payments = [
      payment({ id: 'm-1', granted: '400.00', to: '2020-06' }),
      payment({ id: 'm-2', granted: '420.00', from: '2020-07' }),
      payment({ id: 'm-3', granted: '10.00', from: '2020-07', to: '2020-07' }),
    ];
    const bases = ['2020-06', '2020-07', '2020-08'].map((month) => stated(month, { stays, payments }).base);
    assert.deepEqual(bases, ['400.00', '430.00', '420.00']);
  });
});

describe('payments that are shown and do not count', () => {
  const shown = (given: Parameters<typeof payment>[0]) => {
    const content = stated('2021-01', { stays, payments: [payment(given)], answers });
    return { reason: content.lines[0]?.reason, base: content.base, flags: content.flags };
  };

  it('are of a kind that the law does not name', () => {
    assert.deepEqual(shown({ kind: 'FAMILY_BENEFIT', granted: '25.00' }), {
      reason: 'KIND_NOT_LISTED',
      base: '0.00',
      flags: ['NO_INCOME', 'EXCLUDED_PAYMENTS'],
    });
  });

  it('are in a foreign currency', () => {
    assert.deepEqual(shown({ kind: 'FOREIGN_PENSION', currency: 'GBP', granted: '25.00' }), {
      reason: 'FOREIGN_CURRENCY',
      base: '0.00',
      flags: ['NO_INCOME', 'EXCLUDED_PAYMENTS'],
    });
  });

  it('are withdrawn, which excludes nothing that was due', () => {
    assert.deepEqual(shown({ withdrawn: true, granted: '25.00' }), {
      reason: 'WITHDRAWN',
      base: '0.00',
      flags: ['NO_INCOME'],
    });
  });

  it('have the first reason that holds', () => {
    const many = { kind: 'FAMILY_BENEFIT', currency: 'GBP', granted: '25.00' };
    assert.equal(shown(many).reason, 'KIND_NOT_LISTED');
    assert.equal(shown({ ...many, withdrawn: true }).reason, 'WITHDRAWN');
  });

  it('stand among the others by payment id, with what was granted and paid', () => {
    const content = stated('2021-01', {
      stays,
      payments: [
        payment({ id: 'm-2', granted: '450.00', paid: '400.00' }),
        payment({ id: 'm-1', kind: 'FAMILY_BENEFIT', granted: '25.00' }),
        payment({ id: 'm-3', granted: '9.00', to: '2020-12' }),
      ],
    });
    assert.deepEqual(content.lines, [
      {
        paymentId: 'm-1',
        kind: 'FAMILY_BENEFIT',
        granted: '25.00',
        paid: '25.00',
        counts: false,
        reason: 'KIND_NOT_LISTED',
      },
      {
        paymentId: 'm-2',
        kind: 'STATE_PENSION',
        granted: '450.00',
        paid: '400.00',
        counts: true,
        reason: null,
      },
    ]);
    assert.deepEqual(content.flags, ['EXCLUDED_PAYMENTS']);
  });
});

describe('a month without income', () => {
  const entryOf = (given: Parameters<typeof decide>[0], month = '2021-01') =>
    decide({ stays, ...given }).months.find((entry) => entry.month === month);

  it('leaves the whole cost to others and has no allowance', () => {
    const content = stated('2021-01', { stays, answers });
    assert.deepEqual(amountsOf(content), {
      base: '0.00',
      allowance: null,
      serviceCost: '620.00',
      clientShare: '0.00',
      remainder: '0.00',
      shortfall: '620.00',
    });
    assert.deepEqual(content.flags, ['NO_INCOME']);
    assert.equal(entryOf({ answers })?.announced, true);
    assert.equal(entryOf({ answers })?.allowanceCents, null);
  });

  it('is not told as "no income" until SAIS has answered', () => {
    const awaiting = entryOf({});
    assert.deepEqual(awaiting?.content.flags, ['AWAITING_INCOME']);
    assert.equal(awaiting?.announced, false);
    assert.equal(awaiting?.content.shortfall, '620.00');
  });

  it('awaits the answer for that very month', () => {
    const partly = [answer('2020-06', '2020-12')];
    assert.deepEqual(entryOf({ answers: partly }, '2020-05')?.content.flags, ['AWAITING_INCOME']);
    assert.deepEqual(entryOf({ answers: partly }, '2020-06')?.content.flags, ['NO_INCOME']);
    assert.deepEqual(entryOf({ answers: partly }, '2020-12')?.content.flags, ['NO_INCOME']);
    assert.deepEqual(entryOf({ answers: partly }, '2021-01')?.content.flags, ['AWAITING_INCOME']);
  });

  it('awaits the answer for every code of the person', () => {
    const refs = [REF, OTHER_REF];
    assert.deepEqual(entryOf({ refs, answers })?.content.flags, ['AWAITING_INCOME']);
    const both = [...answers, answer('2000-01', '2021-03', OTHER_REF)];
    assert.deepEqual(entryOf({ refs, answers: both })?.content.flags, ['NO_INCOME']);
  });

  it('awaits nothing once a payment counts', () => {
    const found = entryOf({ payments: [payment({ granted: '450.00' })] });
    assert.deepEqual(found?.content.flags, []);
    assert.equal(found?.announced, true);
    assert.equal(found?.allowanceCents, 6750);
  });

  it('differs from an income of nothing: a pension of 0.00 counts and gives 0.00', () => {
    const found = entryOf({ payments: [payment({ granted: '0.00' })] });
    assert.equal(found?.content.allowance, '0.00');
    assert.equal(found?.allowanceCents, 0);
    assert.deepEqual(found?.content.flags, []);
  });

  it('has the amount of the table by date where one is set, and only once SAIS has answered', () => {
    const config = {
      noIncomeAllowance: [
        { from: '2021-01', amount: '16.35' },
        { from: '2020-06', amount: '9.60' },
      ],
    };
    const allowances = ['2020-05', '2020-06', '2020-12', '2021-01'].map(
      (month) => stated(month, { stays, answers, config }).allowance,
    );
    assert.deepEqual(allowances, [null, '9.60', '9.60', '16.35']);
    assert.deepEqual(amountsOf(stated('2021-01', { stays, answers, config })), {
      base: '0.00',
      allowance: '16.35',
      serviceCost: '620.00',
      clientShare: '0.00',
      remainder: '0.00',
      shortfall: '620.00',
    });
    assert.equal(stated('2021-01', { stays, answers, config }).policies['no-income'], 'amount-by-date');
    assert.equal(stated('2021-01', { stays, config }).allowance, null);
  });
});
