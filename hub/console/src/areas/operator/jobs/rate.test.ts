import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rateOf } from './rate.ts';

describe('a rate as an operator types it', () => {
  it('may have a comma or a point', () => {
    assert.deepEqual(['50', ' 2,5 ', '0.1', '1000'].map(rateOf), [50, 2.5, 0.1, 1000]);
  });

  it('is none if the hub would not take it', () => {
    for (const text of ['', '0', '0,05', '1001', '1e3', '-5', 'ātri', '1.2.3'])
      assert.equal(rateOf(text), undefined, text);
  });
});
