import {
  type CalendarDate,
  dayNumber,
  firstDayOfMonth,
  type Month,
  monthNumber,
  monthOf,
} from '@saite/contracts';

/** Months from one to another, both included. */
export const monthsFrom = (from: Month, to: Month): number => monthNumber(to) - monthNumber(from) + 1;

/** Day number of the last day of a month. */
export const lastDayOf = (month: Month): number => firstDayOfMonth(monthNumber(month) + 1) - 1;

/** Whether a month has a day after a date. */
export const goesBeyond = (month: Month, date: CalendarDate): boolean => {
  const ofDate = monthOf(date);
  return month > ofDate || (month === ofDate && lastDayOf(month) > dayNumber(date));
};
