import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { DayLoad } from './day-load.ts';

const load = fc
  .record({ from: fc.integer({ min: -60, max: 60 }), length: fc.nat(40), amount: fc.nat(9) })
  .map(({ from, length, amount }) => ({ from, to: from + length, amount }));

describe('given what lies on days', () => {
  it('when one asks for the most on days of a period, then it is as if each day had been looked at', () => {
    fc.assert(
      fc.property(fc.array(load, { maxLength: 30 }), load, (all, { from, to }) => {
        const days = new DayLoad();
        for (const one of all) days.add(one.from, one.to, one.amount);
        const on = (day: number) =>
          all.reduce((sum, one) => sum + (one.from <= day && day <= one.to ? one.amount : 0), 0);
        const loads = (first: number, last: number) =>
          Array.from({ length: last - first + 1 }, (_, at) => on(first + at));
        assert.equal(days.most(from, to), Math.max(...loads(from, to)));
        assert.equal(days.peak, Math.max(...loads(-60, 100)));
      }),
    );
  });
});
