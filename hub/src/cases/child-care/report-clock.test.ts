import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { born, type Given, kindsOn, openOn, report, reportingOn, stay, viewOn } from './testing/given.ts';

const due = (on: string, given: Given) => {
  const { anchor, interval, dueOn, alternativeDueOn } = reportingOn(on, given);
  return [anchor, interval, dueOn, alternativeDueOn];
};

describe('the report clock', () => {
  it('runs three months for a child under three, from the start of the stay, then from each report', () => {
    const given = { persons: [born('2022-04-10')], stays: [stay('2023-01-15')] };
    assert.deepEqual(due('2023-01-15', given), ['2023-01-15', 'P3M', '2023-04-15', '2023-04-15']);
    const reported = { ...given, reports: [report('2023-04-15')] };
    assert.deepEqual(due('2023-04-15', reported), ['2023-04-15', 'P3M', '2023-07-15', '2023-07-15']);
  });

  it('keeps to the earlier date when the third birthday lies within the three months, and shows the later', () => {
    const given = { persons: [born('2020-02-20')], stays: [stay('2023-01-01')] };
    assert.deepEqual(due('2023-01-20', given), ['2023-01-01', 'P3M', '2023-04-01', '2023-07-01']);
    const later = { ...given, config: { thirdBirthday: 'later' } };
    assert.deepEqual(due('2023-01-20', later), ['2023-01-01', 'P3M', '2023-07-01', '2023-07-01']);
    assert.equal(reportingOn('2023-01-20', later).policy, 'third-birthday: later');
  });

  it('ends on the last day of a month that has no such day', () => {
    const older = { persons: [born('2015-06-01')], stays: [stay('2023-08-31')] };
    assert.deepEqual(due('2023-09-01', older), ['2023-08-31', 'P6M', '2024-02-29', '2024-02-29']);
    const small = { persons: [born('2022-11-30')], stays: [stay('2023-11-30')] };
    assert.deepEqual(due('2023-12-01', small), ['2023-11-30', 'P3M', '2024-02-29', '2024-02-29']);
    const commonYear = { persons: [born('2021-11-30')], stays: [stay('2022-11-30')] };
    assert.equal(reportingOn('2022-12-01', commonYear).dueOn, '2023-02-28');
  });

  it('counts from the anchor, not step by step: a report on the 31st is due on the 31st again where there is one', () => {
    const given = {
      persons: [born('2023-05-05')],
      stays: [stay('2024-01-31')],
      reports: [report('2024-08-31')],
    };
    assert.equal(reportingOn('2024-02-01', given).dueOn, '2024-04-30');
    assert.equal(reportingOn('2024-09-01', given).dueOn, '2024-11-30');
  });

  describe('on the third birthday', () => {
    const placed = (day: string): Given => ({ persons: [born('2020-03-10')], stays: [stay(day)] });
    it('the day before is still under three', () => {
      assert.deepEqual(due('2023-03-09', placed('2023-03-09')), [
        '2023-03-09',
        'P3M',
        '2023-06-09',
        '2023-09-09',
      ]);
    });
    it('the birthday itself is three', () => {
      assert.deepEqual(due('2023-03-10', placed('2023-03-10')), [
        '2023-03-10',
        'P6M',
        '2023-09-10',
        '2023-09-10',
      ]);
    });
    it('the day after is three', () => {
      assert.deepEqual(due('2023-03-11', placed('2023-03-11'))[1], 'P6M');
    });
    it('three months that end on the birthday may be read either way; a day before it they may not', () => {
      assert.deepEqual(due('2022-12-10', placed('2022-12-10')).slice(2), ['2023-03-10', '2023-06-10']);
      assert.deepEqual(due('2022-12-09', placed('2022-12-09')).slice(2), ['2023-03-09', '2023-03-09']);
    });
    it('who was born on 29 February turns three on 1 March', () => {
      const leap = (day: string): Given => ({ persons: [born('2020-02-29')], stays: [stay(day)] });
      assert.equal(due('2023-02-28', leap('2023-02-28'))[1], 'P3M');
      assert.equal(due('2023-03-01', leap('2023-03-01'))[1], 'P6M');
    });
  });

  it('does not go back for a report dated before the anchor in force, and takes reports in any order', () => {
    const reports = [report('2023-06-01'), report('2023-03-01'), report('2022-12-01')];
    const given = { persons: [born('2015-01-01')], stays: [stay('2023-01-01')], reports };
    assert.equal(reportingOn('2023-07-01', given).anchor, '2023-06-01');
    assert.equal(reportingOn('2023-04-01', given).anchor, '2023-03-01');
    assert.equal(reportingOn('2023-02-01', given).anchor, '2023-01-01');
  });

  it('goes on through a move to another institution without a day between, and starts anew after a gap', () => {
    const first = stay('2023-01-01', '2023-05-01');
    const next = (from: string) => stay(from, undefined, { id: 's-2', institution: 'house-2' });
    const moved = { persons: [born('2015-01-01')], stays: [next('2023-05-01'), first] };
    assert.equal(reportingOn('2023-06-01', moved).anchor, '2023-01-01');
    const back = { ...moved, stays: [first, next('2023-05-02')] };
    assert.equal(reportingOn('2023-06-01', back).anchor, '2023-05-02');
    assert.equal(viewOn('2023-05-01', back).reporting, null);
  });

  it('is unknown while nobody has told the birth date, and there is no duty outside of care', () => {
    const unknown = reportingOn('2023-02-01', { stays: [stay('2023-01-01')] });
    assert.deepEqual(Object.values(unknown).slice(0, 5), [null, null, null, null, 'awaiting-person']);
    assert.deepEqual(openOn('2023-12-31', { stays: [stay('2023-01-01')] })['report-overdue'], undefined);
    assert.equal(viewOn('2022-12-31', { stays: [stay('2023-01-01')] }).reporting, null);
  });

  it('has one of four states, each from its day on', () => {
    const given = { persons: [born('2015-01-01')], stays: [stay('2023-01-10')] };
    const states = ['2023-06-25', '2023-06-26', '2023-07-10', '2023-07-11', '2023-08-08', '2023-08-09'];
    assert.deepEqual(
      states.map((on) => reportingOn(on, given).state),
      ['not-due', 'due-soon', 'due-soon', 'overdue', 'overdue', 'escalated'],
    );
    const alerts = states.map((on) => kindsOn(on, given).filter((kind) => kind.startsWith('report-')));
    assert.deepEqual(alerts, [
      [],
      ['report-due-soon'],
      ['report-due-soon'],
      ['report-overdue'],
      ['report-overdue'],
      ['report-escalated'],
    ]);
    assert.equal(openOn('2023-12-31', given)['report-escalated'], '2023-08-09');
  });

  it('knows its spans by the day from which they hold', () => {
    const thresholds = [
      {
        from: '2023-06-01',
        dueSoonDays: 7,
        escalationDays: 10,
        stayMonths: [6, 12],
        noDecisionDays: 14,
        suspensionMonths: 12,
      },
    ];
    const given = { persons: [born('2015-01-01')], stays: [stay('2023-01-10')], config: { thresholds } };
    assert.equal(reportingOn('2023-06-26', given).state, 'due-soon');
    const reported = { ...given, reports: [report('2023-07-10')] };
    assert.equal(reportingOn('2023-12-28', reported).state, 'not-due');
    assert.equal(reportingOn('2024-01-20', reported).state, 'escalated');
  });
});
