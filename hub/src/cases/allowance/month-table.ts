import {
  FIRST_STATED_MONTH,
  firstDayOfMonth,
  type Month,
  monthNumber,
  monthOfNumber,
} from '@saite/contracts';

/** Month number of the first month that has statements. */
const FIRST_MONTH = monthNumber(FIRST_STATED_MONTH);

/**
 * The stated months up to one of them, by index: 0 is 2000-01. Made once per last month and shared by every
 * person, so that a decision compares whole numbers only.
 */
export interface MonthTable {
  /** How many months there are. */
  readonly count: number;
  readonly names: readonly Month[];
  /** Day number of the first day of each month, with one entry more: the first day after the last month. */
  readonly firstDays: Int32Array;
  /** First day number after the last month. */
  readonly end: number;
}

const tables = new Map<number, MonthTable>();

/** The table of months from 2000-01 up to and including `last`; empty if `last` lies before 2000-01. */
export function monthsUntil(last: Month): MonthTable {
  const count = Math.max(0, monthNumber(last) - FIRST_MONTH + 1);
  const known = tables.get(count);
  if (known) return known;
  const firstDays = Int32Array.from({ length: count + 1 }, (_, index) =>
    firstDayOfMonth(FIRST_MONTH + index),
  );
  const names = Array.from({ length: count }, (_, index) => monthOfNumber(FIRST_MONTH + index));
  const table = { count, names, firstDays, end: firstDayOfMonth(FIRST_MONTH + count) };
  tables.set(count, table);
  return table;
}

/** Index of a month in every table; negative before 2000-01. */
export const monthIndex = (month: Month): number => monthNumber(month) - FIRST_MONTH;

/** Month number of a month of a table. */
export const numberOfMonth = (index: number): number => FIRST_MONTH + index;

/** A month of the table as it is written, `YYYY-MM`. */
export const nameOfMonth = (table: MonthTable, index: number): Month =>
  table.names[index] ?? monthOfNumber(numberOfMonth(index));

/** First day number of a month of the table, or of the day after its last month. */
export const firstDay = (table: MonthTable, index: number): number => table.firstDays[index] ?? table.end;

/** Index of the month that a day of the table lies in. */
export function indexOfDay(table: MonthTable, day: number): number {
  let low = 0;
  let high = table.count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (firstDay(table, middle) <= day) low = middle;
    else high = middle - 1;
  }
  return low;
}
