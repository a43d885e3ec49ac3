import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { amountsOf, answer, payment, stated, stay } from './testing/given.ts';

describe("the client's share of the cost of care", () => {
  it('is what the allowance leaves, and somebody else bears the rest', () => {
    // April 2020: cost 30 × 20.00 = 600.00; 450.00 - 67.50 = 382.50; 600.00 - 382.50 = 217.50
    const content = stated('2020-04', {
      stays: [stay({ from: '2020-01-01' })],
      payments: [payment({ granted: '450.00' })],
    });
    assert.deepEqual(amountsOf(content), {
      base: '450.00',
      allowance: '67.50',
      serviceCost: '600.00',
      clientShare: '382.50',
      remainder: '0.00',
      shortfall: '217.50',
    });
    assert.equal(content.policies.shortfall, 'supporter-then-municipality');
  });

  it('never exceeds the cost of the service: the remainder stays with the client', () => {
    // 1000.00: allowance 150.00, payable 850.00, cost 600.00 -> share 600.00, remainder 250.00
    const content = stated('2020-04', {
      stays: [stay({ from: '2020-01-01' })],
      payments: [payment({ granted: '1000.00' })],
    });
    assert.deepEqual(amountsOf(content), {
      base: '1000.00',
      allowance: '150.00',
      serviceCost: '600.00',
      clientShare: '600.00',
      remainder: '250.00',
      shortfall: '0.00',
    });
    assert.equal(content.policies['share-cap'], 'service-cost');
    assert.equal(content.policies.shortfall, undefined);
  });

  it('is 0.00 in a house that costs nothing, which is not the same as an unknown cost', () => {
    const content = stated('2020-04', {
      stays: [stay({ from: '2020-01-01', cost: '0.00' })],
      payments: [payment({ granted: '450.00' })],
    });
    assert.equal(content.clientShare, '0.00');
    assert.equal(content.remainder, '382.50');
    assert.deepEqual(content.flags, []);
  });

  it('cannot be told while a counted stay has no daily cost; the allowance can', () => {
    const content = stated('2020-04', {
      stays: [stay({ from: '2020-01-01', cost: '' })],
      payments: [payment({ granted: '450.00' })],
    });
    assert.deepEqual(amountsOf(content), {
      base: '450.00',
      allowance: '67.50',
      serviceCost: null,
      clientShare: null,
      remainder: null,
      shortfall: null,
    });
    assert.deepEqual(content.flags, ['NO_SERVICE_COST']);
    assert.deepEqual(content.stays[0], {
      placementId: 's-1',
      institutionId: 'house-1',
      days: 30,
      dailyCost: null,
      serviceCost: null,
      clientShare: null,
    });
  });

  it('is told of no stay when one of several has no daily cost', () => {
    const content = stated('2020-04', {
      stays: [
        stay({ id: 's-1', from: '2020-01-01', to: '2020-04-11' }),
        stay({ id: 's-2', from: '2020-04-11', cost: '' }),
      ],
      payments: [payment({ granted: '450.00' })],
    });
    assert.equal(content.serviceCost, null);
    assert.deepEqual(
      content.stays.map((entry) => [entry.days, entry.serviceCost, entry.clientShare]),
      [
        [10, '200.00', null],
        [20, null, null],
      ],
    );
  });

  it('is unknown, not nothing, when both income and daily cost are missing', () => {
    const content = stated('2020-04', {
      stays: [stay({ from: '2020-01-01', cost: '' })],
      answers: [answer('2000-01', '2021-03')],
    });
    assert.deepEqual(amountsOf(content), {
      base: '0.00',
      allowance: null,
      serviceCost: null,
      clientShare: null,
      remainder: null,
      shortfall: null,
    });
    assert.deepEqual(content.flags, ['NO_INCOME', 'NO_SERVICE_COST']);
  });

  it('does not suffer from a stay without cost that has no counted day', () => {
    const content = stated('2020-04', {
      stays: [
        stay({ id: 's-1', from: '2020-01-01' }),
        stay({ id: 's-2', from: '2020-04-10', to: '2020-04-10', cost: '' }),
        stay({ id: 's-3', from: '2020-04-12', to: '2020-04-14', cost: '' }),
      ],
      payments: [payment({ granted: '450.00' })],
    });
    assert.equal(content.serviceCost, '600.00');
    assert.equal(content.stays.length, 1);
  });
});
