import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { DayUnion } from './day-union.ts';

const period = fc
  .record({ from: fc.nat(100), length: fc.integer({ min: 0, max: 20 }) })
  .map(({ from, length }) => ({ from, to: from + length - 1 }));
const daysOf = ({ from, to }: { from: number; to: number }): number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);

describe('given the days of some periods', () => {
  it('when one asks how many there are, and which, then it is as if they had been listed', () => {
    fc.assert(
      fc.property(fc.array(period, { maxLength: 20 }), period, (all, asked) => {
        const union = new DayUnion();
        for (const { from, to } of all) union.add(from, to);
        const listed = new Set(all.flatMap(daysOf));
        assert.equal(union.length, listed.size);
        assert.equal(union.lengthWith(asked.from, asked.to), new Set([...listed, ...daysOf(asked)]).size);
        if (asked.from <= asked.to)
          assert.equal(
            union.covers(asked.from, asked.to),
            daysOf(asked).every((day) => listed.has(day)),
          );
      }),
    );
  });
});
