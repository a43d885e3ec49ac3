import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { CalendarDate, Month, RecordVersion } from '@saite/contracts';
import { nameFault } from './name-rules.ts';

const fault = (version: number, newest: number, today = '2026-11-01') => {
  const name = {
    source: 'insured',
    period: Month.parse('2026-10'),
    version: RecordVersion.parse(version),
  } as const;
  const found = nameFault(name, newest, CalendarDate.parse(today));
  return found && [found.reason, found.hint];
};

suite('what the name of a file alone decides', () => {
  test('a month is over on the day after its last one', () => {
    assert.deepEqual(fault(1, 0, '2026-10-31'), ['PERIOD_NOT_OVER', null]);
    assert.equal(fault(1, 0, '2026-11-01'), undefined);
  });

  test('the first version is 1, then each is one more; the last one may come again', () => {
    assert.equal(fault(1, 0), undefined);
    assert.deepEqual(fault(2, 0), ['VERSION_GAP', '1']);
    assert.equal(fault(3, 3), undefined);
    assert.equal(fault(4, 3), undefined);
    assert.deepEqual(fault(5, 3), ['VERSION_GAP', '4']);
    assert.deepEqual(fault(2, 3), ['VERSION_OLDER', '4']);
  });
});
