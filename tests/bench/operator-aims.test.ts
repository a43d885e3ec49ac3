import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { operatorAimsOf } from './operator-aims.ts';

suite("what the operator's calls cost", () => {
  const calls = (ms: number) => ({ groups: ms, 'preview of all': ms * 5 });
  const result = {
    smaller: { parked: 100_000, calls: calls(20), peakMemory: 200 },
    larger: { parked: 1_000_000, calls: calls(40), peakMemory: 220 },
    read: { openMs: 400, wholeMs: null, firstMs: 1_400, frameMs: 17, jumpMs: 40 },
    dismissed: 250_000,
    dismissedPerSecond: 9_000,
    memoryAfterJob: 240,
  };

  test('given lists that hardly grow and flat memory, then all is reached', () => {
    assert.deepEqual(
      operatorAimsOf(result).map(({ reached }) => reached),
      [true, null, true, true, true, true, true],
    );
  });

  test('given a list that grows with what is parked, or a call of more than a second, then it is not', () => {
    const slow = { ...result, larger: { ...result.larger, calls: calls(250) } };
    assert.deepEqual(
      operatorAimsOf(slow).map(({ reached }) => reached),
      [false, null, false, true, true, true, true],
    );
  });
});
