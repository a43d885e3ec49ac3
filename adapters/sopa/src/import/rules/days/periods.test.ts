import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { OPEN } from './numbers.ts';
import { Periods } from './periods.ts';

const period = fc
  .record({ from: fc.integer({ min: -25_567, max: 84_000 }), length: fc.option(fc.nat(30_000)) })
  .map(({ from, length }) => ({ from, to: length === null ? OPEN : from + length }));

describe('given few or many periods', () => {
  it('when one asks how many overlap with another, then it is as if each had been looked at', () => {
    fc.assert(
      fc.property(
        fc.array(period, { maxLength: 120, size: 'max' }),
        fc.array(period, { maxLength: 20 }),
        (all, asked) => {
          const periods = new Periods();
          for (const { from, to } of all) periods.add(from, to);
          for (const { from, to } of asked)
            assert.equal(
              periods.overlapping(from, to),
              all.filter((one) => one.from <= to && one.to >= from).length,
            );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('when a period ends before it begins, then it has no day', () => {
    const periods = new Periods();
    periods.add(10, 9);
    assert.equal(periods.overlapping(0, 100), 0);
    periods.add(0, 100);
    assert.equal(periods.overlapping(10, 9), 0);
  });
});
