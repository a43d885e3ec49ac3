import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CalendarDate } from '@saite/contracts';
import { born, decideOn, type Given, report, stay } from '../../cases/child-care/testing/given.ts';
import { alertChanges, type OpenRow } from './alert-changes.ts';

const date = (text: string) => CalendarDate.parse(text);
const row = (key: string, recordedAt = '2024-07-02T00:00:00Z'): OpenRow => ({
  alertId: `${key} at ${recordedAt}`,
  key,
  recordedAt: new Date(recordedAt),
  recipients: '[]',
});

const child: Given = { persons: [born('2015-01-01')], stays: [stay('2024-01-01', '2024-12-01')] };
const OVERDUE = 'report-overdue/2024-07-02';

function changes(today: string, given: Given, rows: readonly OpenRow[], knownOn = today) {
  const { raise, clear, keep } = alertChanges(decideOn(today, given), rows, date(today), date(knownOn));
  return {
    raise: raise.map(({ condition }) => condition.key).filter((key) => key.startsWith('report')),
    clear: clear.map(({ row: { key }, clearedOn }) => [key, clearedOn]),
    keep: keep.map(({ row: { alertId } }) => alertId),
  };
}

describe('the journal of a child’s alerts', () => {
  it('raises what holds today and was not raised yet', () => {
    assert.deepEqual(changes('2024-07-02', child, []).raise, [OVERDUE]);
    assert.deepEqual(changes('2024-07-02', child, [row(OVERDUE)]).raise, []);
    assert.deepEqual(changes('2024-07-02', child, [row(OVERDUE)]).keep, [row(OVERDUE).alertId]);
  });

  it('clears a stage on the day on which the next began, however late it is seen', () => {
    const seen = changes('2024-09-15', child, [row(OVERDUE)]);
    assert.deepEqual(seen.clear, [[OVERDUE, '2024-07-31']]);
    assert.deepEqual(seen.raise, ['report-escalated/2024-07-31']);
  });

  it('clears on the day of the report, and on the day of discharge', () => {
    const reported = { ...child, reports: [report('2024-07-10')] };
    assert.deepEqual(changes('2024-07-12', reported, [row(OVERDUE)]).clear, [[OVERDUE, '2024-07-10']]);
    const left = { ...child, stays: [stay('2024-01-01', '2024-07-05')] };
    assert.deepEqual(changes('2024-07-12', left, [row(OVERDUE)]).clear, [[OVERDUE, '2024-07-05']]);
  });

  it('clears what a later fact voids on the day on which that fact became known', () => {
    const reportedBefore = { ...child, reports: [report('2024-05-01')] };
    const seen = changes('2024-07-20', reportedBefore, [row(OVERDUE)], '2024-07-19');
    assert.deepEqual(seen.clear, [[OVERDUE, '2024-07-19']]);
    const withdrawn = changes('2024-07-20', { stays: [] }, [row(OVERDUE)], '2024-07-18');
    assert.deepEqual(withdrawn.clear, [[OVERDUE, '2024-07-18']]);
  });

  it('raises nothing for stages that passed before anybody saw them', () => {
    assert.deepEqual(changes('2024-09-15', child, []).raise, ['report-escalated/2024-07-31']);
  });

  it('keeps the older of two that say the same once two codes are one child’s', () => {
    const rows = [row(OVERDUE, '2024-07-03T00:00:00Z'), row(OVERDUE, '2024-07-02T00:00:00Z')];
    const seen = changes('2024-07-04', child, rows, '2024-07-04');
    assert.deepEqual(seen.keep, [row(OVERDUE, '2024-07-02T00:00:00Z').alertId]);
    assert.deepEqual(seen.clear, [[OVERDUE, '2024-07-04']]);
  });
});
