import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EarliestDay } from './earliest-day.ts';

describe('given some days', () => {
  it('when days are taken away, then the earliest that is left is told', () => {
    const days = new EarliestDay([7, 3, 5, 3]);
    assert.equal(days.first, 3);
    days.drop(3);
    assert.equal(days.first, 3);
    days.drop(5);
    assert.equal(days.first, 3);
    days.drop(3);
    assert.equal(days.first, 7);
    days.drop(7);
    assert.equal(days.first, Number.POSITIVE_INFINITY);
  });
});
