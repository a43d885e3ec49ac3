import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answer, decide, payment, REF, stated, statedMonths, stay, withdrawnStay } from './testing/given.ts';

const daysOf = (month: string, from: string, to?: string, today = '2021-03-10') =>
  stated(month, { stays: [stay({ from, ...(to !== undefined && { to }) })], today }).daysInCare;

describe('days in care', () => {
  it('counts the day of admission and not the day of discharge', () => {
    // 10, 11, 12, 13, 14 January
    assert.equal(daysOf('2021-01', '2021-01-10', '2021-01-15'), 5);
  });

  it('counts no day of a stay that ends on the day it starts', () => {
    assert.deepEqual(statedMonths({ stays: [stay({ from: '2021-01-10', to: '2021-01-10' })] }), []);
  });

  it('states no month for the day of discharge alone', () => {
    assert.deepEqual(statedMonths({ stays: [stay({ from: '2021-01-30', to: '2021-02-01' })] }), ['2021-01']);
  });

  it('counts a leap day', () => {
    assert.equal(daysOf('2020-02', '2020-01-01'), 29);
    assert.equal(daysOf('2021-02', '2020-01-01'), 28);
    assert.equal(daysOf('2000-02', '2000-01-01'), 29);
  });

  it('flags a month with fewer days in care than it has, and no other', () => {
    const given = {
      stays: [stay({ from: '2021-01-02', to: '2021-03-01' })],
      answers: [answer('2000-01', '2021-03')],
    };
    assert.deepEqual(stated('2021-01', given).flags, ['NO_INCOME', 'PART_MONTH']);
    assert.deepEqual(stated('2021-02', given).flags, ['NO_INCOME']);
  });

  it('counts the current month to its last day while a stay goes on', () => {
    const given = { stays: [stay({ from: '2021-02-20' })], today: '2021-03-01' };
    assert.equal(stated('2021-03', given).daysInCare, 31);
    assert.deepEqual(statedMonths(given), ['2021-02', '2021-03']);
  });

  it('counts a known discharge later in the current month', () => {
    assert.equal(daysOf('2021-03', '2021-01-01', '2021-03-21', '2021-03-01'), 20);
  });

  it('counts a stay that starts later in the current month, and none of a later month', () => {
    assert.equal(daysOf('2021-03', '2021-03-30', undefined, '2021-03-01'), 2);
    assert.deepEqual(statedMonths({ stays: [stay({ from: '2021-04-01' })], today: '2021-03-31' }), []);
  });

  it('begins with January 2000, however long ago the stay began', () => {
    const months = statedMonths({ stays: [stay({ from: '1987-06-05' })], today: '2000-03-01' });
    assert.deepEqual(months, ['2000-01', '2000-02', '2000-03']);
    assert.equal(daysOf('2000-01', '1987-06-05'), 31);
  });

  it('says the same of a past month whatever day it is asked on', () => {
    const given = { stays: [stay({ from: '2021-01-05' })], payments: [payment({ granted: '450.00' })] };
    const content = stated('2021-01', { ...given, today: '2021-01-05' });
    assert.deepEqual(stated('2021-01', { ...given, today: '2026-11-20' }), content);
  });

  it('leaves gaps between stays without a statement', () => {
    const stays = [
      stay({ id: 's-1', from: '2020-11-10', to: '2020-12-01' }),
      stay({ id: 's-2', from: '2021-02-01', to: '2021-02-03' }),
    ];
    assert.deepEqual(statedMonths({ stays }), ['2020-11', '2021-02']);
  });

  it('counts neither a withdrawn placement nor a child in out-of-family care', () => {
    const child = stay({ id: 's-2', from: '2021-01-01', programme: 'child-out-of-family' });
    assert.deepEqual(statedMonths({ stays: [withdrawnStay('s-1'), child] }), []);
  });

  it('counts the stays under every code of the person as one', () => {
    const stays = [
      stay({ id: 's-1', from: '2021-01-01', to: '2021-01-11' }),
      stay({ id: 's-2', from: '2021-01-21', ref: REF }),
    ];
    assert.equal(stated('2021-01', { stays }).daysInCare, 21);
  });
});

describe('when a person is looked at again without any event', () => {
  const wakeOn = (from: string, to?: string) =>
    decide({ stays: [stay({ from, ...(to !== undefined && { to }) })], today: '2020-12-15' }).wakeOn;

  it('is the first day of the next month while a stay goes on', () => {
    assert.equal(wakeOn('2020-12-01'), '2021-01-01');
    assert.equal(wakeOn('2020-12-01', '2021-01-02'), '2021-01-01');
  });

  it('is never once no stay has a day after this month', () => {
    assert.equal(wakeOn('2020-12-01', '2021-01-01'), null);
    assert.equal(decide({ today: '2020-12-15' }).wakeOn, null);
    assert.equal(decide({ stays: [withdrawnStay('s-1')], today: '2020-12-15' }).wakeOn, null);
  });

  it('is the first day of the next month for a stay that is to start later', () => {
    assert.equal(wakeOn('2021-02-10'), '2021-01-01');
  });
});
