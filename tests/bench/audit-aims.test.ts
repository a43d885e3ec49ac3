import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { auditAimsOf } from './audit-aims.ts';

const verified = (entries: number, seconds: number, peakMemory: number) => ({
  entries,
  faults: 0,
  seconds,
  processorSeconds: seconds,
  peakMemory,
});

suite('what the audit trail costs', () => {
  const result = {
    readMicroseconds: 500,
    readWithEntryMicroseconds: 800,
    ratio: 1.6,
    sealed: 50_000,
    sealedPerSecond: 12_500,
    verified: [verified(100_000, 4, 150), verified(1_000_000, 40, 180)],
  };

  test('given a read that its entry does not double, and a verification in flat memory, then all is reached', () => {
    assert.deepEqual(
      auditAimsOf(result).map(({ reached }) => reached),
      [true, null, true, true],
    );
  });

  test('given a tenth of the entries, then their time is held against a tenth of the limit', () => {
    const slow = { ...result, verified: [verified(10_000, 2, 150), verified(100_000, 20, 300)] };
    assert.deepEqual(
      auditAimsOf(slow).map(({ reached }) => reached),
      [true, null, false, false],
    );
  });
});
