import {
  addMonths,
  dateOfDayNumber,
  firstDayOfMonth,
  monthNumber,
  monthOf,
  monthOfNumber,
} from '@saite/contracts';

const known: string[] = [];
const knownMonths: number[] = [];

/** The date of a day number, `YYYY-MM-DD`; kept, because files name the same days again and again. */
export function dateOf(day: number): string {
  const before = known[day];
  if (before !== undefined) return before;
  const date: string = dateOfDayNumber(day);
  if (day > 0) known[day] = date;
  return date;
}

/** Number of the month that a day lies in. */
export function monthOfDay(day: number): number {
  const before = knownMonths[day];
  if (before !== undefined) return before;
  const month = monthNumber(monthOf(dateOfDayNumber(day)));
  if (day > 0) knownMonths[day] = month;
  return month;
}

/** The month, `YYYY-MM`. */
export const monthText = (month: number): string => monthOfNumber(month);

export const firstDayOf = (month: number): number => firstDayOfMonth(month);
export const lastDayOf = (month: number): number => firstDayOfMonth(month + 1) - 1;

/** Last day of so many months from a day on. */
export const lastOfMonths = (day: number, months: number): number => addMonths(day, months) - 1;
