import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { frame } from '../testing/made.ts';

describe('the frame of a month', () => {
  it('has 119 municipalities up to June 2021, then 43, from July 2025 on 42', () => {
    const countIn = (period: string) => frame(period).municipalities.size;
    assert.deepEqual(
      ['2019-06', '2021-06', '2021-07', '2025-06', '2025-07'].map(countIn),
      [119, 119, 43, 43, 42],
    );
  });

  it('has its first and last day', () => {
    assert.deepEqual([frame('2024-02').first, frame('2024-02').last], ['2024-02-01', '2024-02-29']);
  });
});
