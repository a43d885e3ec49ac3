import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { median, percentile } from './statistics.ts';

suite('statistics of the benchmarks', () => {
  const hundred = Array.from({ length: 100 }, (_value, index) => 100 - index);

  test('a percentile is the value of the nearest rank', () => {
    assert.equal(percentile(hundred, 0.5), 50);
    assert.equal(percentile(hundred, 0.99), 99);
    assert.equal(percentile(hundred, 1), 100);
    assert.equal(percentile(hundred, 0), 1);
    assert.equal(percentile([7], 0.99), 7);
  });

  test('the median does not mind the order', () => {
    assert.equal(median([3, 1, 2]), 2);
    assert.equal(median([4, 1, 3, 2]), 2);
  });

  test('no values have no percentile', () => assert.throws(() => percentile([], 0.5), RangeError));
});
