import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { StatementContent } from '@saite/contracts';
import { splitByWeight } from './amounts.ts';
import { answer, payment, stated, stay } from './testing/given.ts';

const partsOf = (content: StatementContent) =>
  content.stays.map((entry) => [entry.placementId, entry.days, entry.serviceCost, entry.clientShare]);

describe('several stays in one month', () => {
  it('are one statement that names each with its days, cost and share', () => {
    // April 2021: 10 × 20.00 = 200.00 and 20 × 35.00 = 700.00; 450.00 - 67.50 = 382.50
    // 382.50 × 2/9 = 85.00, × 7/9 = 297.50
    const content = stated('2021-04', {
      stays: [
        stay({ id: 's-2', from: '2021-04-11', institution: 'house-2', cost: '35.00' }),
        stay({ id: 's-1', from: '2021-01-01', to: '2021-04-11' }),
      ],
      payments: [payment({ granted: '450.00' })],
      today: '2021-04-30',
    });
    assert.deepEqual(partsOf(content), [
      ['s-1', 10, '200.00', '85.00'],
      ['s-2', 20, '700.00', '297.50'],
    ]);
    assert.equal(content.serviceCost, '900.00');
    assert.equal(content.clientShare, '382.50');
    assert.equal(content.policies.split, 'largest-remainder');
    assert.deepEqual(content.flags, []);
  });

  it('share the cents that are left by the largest remainder', () => {
    // January 2021: 10, 10 and 11 days of 20.00: cost 200, 200, 220 of 620; payable 100.00 - 15.00 = 85.00
    // 8500 × 200/620 = 2741.93..., × 220/620 = 3016.12...: 2741 + 2741 + 3016 = 8498, two cents to the first two
    const content = stated('2021-01', {
      stays: [
        stay({ id: 's-1', from: '2021-01-01', to: '2021-01-11' }),
        stay({ id: 's-2', from: '2021-01-11', to: '2021-01-21' }),
        stay({ id: 's-3', from: '2021-01-21', to: '2021-02-01' }),
      ],
      payments: [payment({ granted: '100.00' })],
    });
    assert.deepEqual(
      content.stays.map((entry) => entry.clientShare),
      ['27.42', '27.42', '30.16'],
    );
  });

  it('give a tie to the earlier stay', () => {
    // 0.05 - 0.01 = 0.04 over three equal costs: 1.33 each, the cent left goes to the first
    const content = stated('2021-04', {
      stays: [
        stay({ id: 's-3', from: '2021-04-01', to: '2021-04-11' }),
        stay({ id: 's-2', from: '2021-04-11', to: '2021-04-21' }),
        stay({ id: 's-1', from: '2021-04-21', to: '2021-05-01' }),
      ],
      payments: [payment({ granted: '0.05' })],
      today: '2021-04-30',
    });
    assert.deepEqual(partsOf(content), [
      ['s-3', 10, '200.00', '0.02'],
      ['s-2', 10, '200.00', '0.01'],
      ['s-1', 10, '200.00', '0.01'],
    ]);
  });

  it('split nothing into nothing when the client pays nothing', () => {
    const content = stated('2021-01', {
      stays: [
        stay({ id: 's-1', from: '2021-01-01', to: '2021-01-11', cost: '0.00' }),
        stay({ id: 's-2', from: '2021-01-11', cost: '0.00' }),
      ],
      payments: [payment({ granted: '100.00' })],
    });
    assert.deepEqual(
      content.stays.map((entry) => entry.clientShare),
      ['0.00', '0.00'],
    );
  });
});

describe('stays that hold the same day', () => {
  it('count it once, in the stay that started first, and flag the month', () => {
    // s-1 holds 1-20 January, s-2 holds 11-31 January: 20 days and 11 days
    const content = stated('2021-01', {
      stays: [
        stay({ id: 's-2', from: '2021-01-11', to: '2021-02-01', cost: '30.00' }),
        stay({ id: 's-1', from: '2021-01-01', to: '2021-01-21' }),
      ],
      payments: [payment({ granted: '1000.00' })],
    });
    assert.equal(content.daysInCare, 31);
    assert.deepEqual(partsOf(content), [
      ['s-1', 20, '400.00', '400.00'],
      ['s-2', 11, '330.00', '330.00'],
    ]);
    assert.deepEqual(content.flags, ['OVERLAPPING_STAYS']);
    assert.equal(content.policies.overlap, 'first-started');
  });

  it('count in the smaller placement id when both started on one day', () => {
    const content = stated('2021-01', {
      stays: [
        stay({ id: 's-10', from: '2021-01-01' }),
        stay({ id: 's-1', from: '2021-01-01', to: '2021-01-11' }),
      ],
      payments: [payment({ granted: '100.00' })],
    });
    assert.deepEqual(
      content.stays.map((entry) => [entry.placementId, entry.days]),
      [
        ['s-1', 10],
        ['s-10', 21],
      ],
    );
  });

  it('leave out a stay whose every day another one holds', () => {
    const content = stated('2021-01', {
      stays: [
        stay({ id: 's-1', from: '2020-12-01' }),
        stay({ id: 's-2', from: '2021-01-05', to: '2021-01-06' }),
      ],
      payments: [payment({ granted: '100.00' })],
    });
    assert.deepEqual(
      content.stays.map((entry) => entry.placementId),
      ['s-1'],
    );
    assert.deepEqual(content.flags, ['OVERLAPPING_STAYS']);
  });

  it('flag only the months with such a day', () => {
    const given = {
      stays: [
        stay({ id: 's-1', from: '2020-11-01', to: '2021-01-02' }),
        stay({ id: 's-2', from: '2020-12-31' }),
        stay({ id: 's-3', from: '2020-12-31', to: '2021-01-01' }),
      ],
      answers: [answer('2000-01', '2021-03')],
    };
    const overlapping = ['2020-11', '2020-12', '2021-01', '2021-02'].filter((month) =>
      stated(month, given).flags.includes('OVERLAPPING_STAYS'),
    );
    assert.deepEqual(overlapping, ['2020-12', '2021-01']);
  });

  it('do not overlap when one starts on the day the other ends', () => {
    const content = stated('2021-01', {
      stays: [
        stay({ id: 's-1', from: '2021-01-01', to: '2021-01-11' }),
        stay({ id: 's-2', from: '2021-01-11' }),
      ],
      payments: [payment({ granted: '100.00' })],
    });
    assert.deepEqual(content.flags, []);
  });

  it('do not overlap with a child placement or with a stay of no days', () => {
    const content = stated('2021-01', {
      stays: [
        stay({ id: 's-1', from: '2021-01-01' }),
        stay({ id: 's-2', from: '2021-01-01', programme: 'child-out-of-family' }),
        stay({ id: 's-3', from: '2021-01-09', to: '2021-01-09' }),
      ],
      payments: [payment({ granted: '100.00' })],
    });
    assert.deepEqual(content.flags, []);
  });
});

describe('splitting whole cents', () => {
  it('stays exact where products leave the exact range of numbers', () => {
    // 99 999 999.99 over 99 999 999.98 and 99 999 999.99 cents: halves that differ by the odd cent
    assert.deepEqual(
      splitByWeight(30_999_999_969, [30_999_999_969, 30_999_999_967]),
      [15_499_999_985, 15_499_999_984],
    );
  });
});
