import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decide, OTHER_REF, payment, person, REF, stated, statedMonths, stay } from './testing/given.ts';

const payments = [payment({ granted: '450.00' })];

describe('a person who dies', () => {
  it('is in care up to and including the day of death', () => {
    // 1 to 12 January: 12 days, cost 12 × 20.00 = 240.00
    const content = stated('2021-01', {
      stays: [stay({ from: '2020-12-01' })],
      payments,
      persons: [person('2021-01-12')],
    });
    assert.equal(content.daysInCare, 12);
    assert.equal(content.serviceCost, '240.00');
    assert.deepEqual(content.flags, ['PART_MONTH', 'ENDED_BY_DEATH']);
    assert.equal(content.policies['day-of-death'], 'in-care');
  });

  it('has no statement after the month of death and is not looked at again', () => {
    const given = { stays: [stay({ from: '2020-12-01' })], payments, persons: [person('2021-01-12')] };
    assert.deepEqual(statedMonths(given), ['2020-12', '2021-01']);
    assert.equal(decide(given).wakeOn, null);
  });

  it('flags only the month of death', () => {
    const given = { stays: [stay({ from: '2020-12-01' })], payments, persons: [person('2021-01-31')] };
    assert.deepEqual(stated('2020-12', given).flags, []);
    assert.deepEqual(stated('2021-01', given).flags, ['ENDED_BY_DEATH']);
  });

  it('does not shorten a stay that ends on the next day or before', () => {
    for (const to of ['2021-01-13', '2021-01-12', '2021-01-05']) {
      const given = { stays: [stay({ from: '2020-12-01', to })], payments, persons: [person('2021-01-12')] };
      assert.deepEqual(stated('2021-01', given).flags, ['PART_MONTH'], to);
    }
  });

  it('shortens a stay with a later end', () => {
    const stays = [stay({ from: '2020-12-01', to: '2021-01-14' })];
    const content = stated('2021-01', { stays, payments, persons: [person('2021-01-12')] });
    assert.equal(content.daysInCare, 12);
    assert.deepEqual(content.flags, ['PART_MONTH', 'ENDED_BY_DEATH']);
  });

  it('has no day in a stay that starts later, and that stay is not "ended by death"', () => {
    const stays = [
      stay({ id: 's-1', from: '2020-12-01', to: '2021-01-05' }),
      stay({ id: 's-2', from: '2021-01-13' }),
    ];
    const content = stated('2021-01', { stays, payments, persons: [person('2021-01-12')] });
    assert.equal(content.daysInCare, 4);
    assert.deepEqual(content.flags, ['PART_MONTH']);
  });

  it('who dies on the day of admission has one day', () => {
    const given = { stays: [stay({ from: '2021-01-12' })], payments, persons: [person('2021-01-12')] };
    assert.equal(stated('2021-01', given).daysInCare, 1);
  });

  it('dies once: of several records under several codes the earliest day holds', () => {
    const persons = [person('2021-02-03', REF), person('2021-01-12', OTHER_REF)];
    const given = { stays: [stay({ from: '2020-12-01' })], payments, persons, refs: [REF, OTHER_REF] };
    assert.deepEqual(statedMonths(given), ['2020-12', '2021-01']);
  });

  it('lives again when PMLP takes the death back', () => {
    for (const persons of [[person()], [person('2021-01-12', REF, true)]]) {
      assert.deepEqual(statedMonths({ stays: [stay({ from: '2021-01-01' })], payments, persons }), [
        '2021-01',
        '2021-02',
        '2021-03',
      ]);
    }
  });
});
