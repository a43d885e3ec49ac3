import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LatestEnds } from './latest-ends.ts';

describe('given some periods', () => {
  it('when one asks how far those go that began by a day, then the longest counts', () => {
    const ends = new LatestEnds([
      { from: 20, to: 25 },
      { from: 10, to: 90 },
      { from: 30, to: 95 },
    ]);
    const asked = [9, 10, 20, 29, 30, 99].map((day) => ends.ofStartedBy(day));
    assert.deepEqual(asked, [Number.NEGATIVE_INFINITY, 90, 90, 90, 95, 95]);
  });
});
