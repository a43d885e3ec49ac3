import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  addMonths,
  birthday,
  CalendarDate,
  dateOfDayNumber,
  dayNumber,
  firstDayOfMonth,
  Instant,
  Month,
  monthNumber,
  monthOf,
  monthOfNumber,
  StatedMonth,
} from './calendar.ts';

const day = (text: string) => dayNumber(CalendarDate.parse(text));
const lengthOf = (text: string) => {
  const month = monthNumber(Month.parse(text));
  return firstDayOfMonth(month + 1) - firstDayOfMonth(month);
};

describe('calendar dates and months', () => {
  it('know leap years: every fourth, not every hundredth, but every four hundredth', () => {
    assert.deepEqual(
      ['2019-02', '2020-02', '2000-02', '2100-02', '1900-02'].map(lengthOf),
      [28, 29, 29, 28, 28],
    );
    assert.equal(CalendarDate.safeParse('2020-02-29').success, true);
    assert.equal(CalendarDate.safeParse('2100-02-29').success, false);
  });

  it('count days one by one, over months, years and leap days', () => {
    assert.equal(day('1970-01-01'), 0);
    assert.equal(day('2020-03-01') - day('2020-02-28'), 2);
    assert.equal(day('2021-03-01') - day('2021-02-28'), 1);
    assert.equal(day('2001-01-01') - day('2000-01-01'), 366);
  });

  it('come back from their numbers', () => {
    fc.assert(
      fc.property(fc.integer({ min: -25_567, max: 47_481 }), (number) => {
        assert.equal(dayNumber(CalendarDate.parse(dateOfDayNumber(number))), number);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1900 * 12, max: 2199 * 12 + 11 }), (number) => {
        assert.equal(monthNumber(Month.parse(monthOfNumber(number))), number);
      }),
    );
  });

  it('agree on which month a day lies in', () => {
    fc.assert(
      fc.property(fc.integer({ min: -25_567, max: 47_481 }), (number) => {
        const month = monthNumber(monthOf(dateOfDayNumber(number)));
        assert.ok(firstDayOfMonth(month) <= number && number < firstDayOfMonth(month + 1));
      }),
    );
  });

  it('count months over the year', () => {
    assert.equal(monthNumber(Month.parse('2021-01')) - monthNumber(Month.parse('2020-12')), 1);
    assert.equal(monthOfNumber(monthNumber(Month.parse('2020-12')) + 1), '2021-01');
  });

  it('are refused where they do not exist', () => {
    for (const text of ['2021-02-30', '2021-00-10', '2021-1-1', '20210101', '1899-12-31', '']) {
      assert.equal(CalendarDate.safeParse(text).success, false, text);
    }
    for (const text of ['2021-13', '2021-00', '21-01', '1899-12', '2021-01-01']) {
      assert.equal(Month.safeParse(text).success, false, text);
    }
  });

  it('have statements from January 2000 on', () => {
    assert.equal(StatedMonth.safeParse('2000-01').success, true);
    assert.equal(StatedMonth.safeParse('1999-12').success, false);
  });

  it('are instants only in UTC', () => {
    assert.equal(Instant.safeParse('2026-11-20T08:00:00Z').success, true);
    assert.equal(Instant.safeParse('2026-11-20T10:00:00+02:00').success, false);
    assert.equal(Instant.safeParse('2026-11-20T25:00:00Z').success, false);
  });

  it('go on by months from the anchor, clamped to the last day of the month', () => {
    const after = (text: string, months: number) => dateOfDayNumber(addMonths(day(text), months));
    assert.equal(after('2023-11-30', 3), '2024-02-29');
    assert.equal(after('2022-11-30', 3), '2023-02-28');
    assert.equal(after('2023-08-31', 6), '2024-02-29');
    assert.equal(after('2024-02-29', 12), '2025-02-28');
    assert.equal(after('2024-12-31', 1), '2025-01-31');
    assert.equal(after('2023-01-15', 3), '2023-04-15');
  });

  it('make birthdays: 29 February is 1 March in common years', () => {
    const turns = (born: string, years: number) => dateOfDayNumber(birthday(CalendarDate.parse(born), years));
    assert.equal(turns('2020-02-29', 3), '2023-03-01');
    assert.equal(turns('2020-02-29', 4), '2024-02-29');
    assert.equal(turns('2020-02-20', 3), '2023-02-20');
    assert.equal(turns('2008-12-31', 18), '2026-12-31');
  });
});
