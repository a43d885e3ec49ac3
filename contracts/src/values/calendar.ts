import { z } from 'zod';

/** A calendar date in Europe/Riga, `YYYY-MM-DD`. */
export const CalendarDate = z.iso
  .date({ error: 'expected a real calendar date, YYYY-MM-DD' })
  .refine((date) => date >= '1900-01-01', { error: 'expected a date from 1900-01-01 on' })
  .brand<'CalendarDate'>()
  .describe('Calendar date in Europe/Riga, YYYY-MM-DD');
export type CalendarDate = z.infer<typeof CalendarDate>;

/** A calendar month, `YYYY-MM`. */
export const Month = z
  .string({ error: 'expected a month, YYYY-MM' })
  .regex(/^(19|[2-9][0-9])[0-9]{2}-(0[1-9]|1[0-2])$/, { error: 'expected a month, YYYY-MM' })
  .brand<'Month'>()
  .describe('Calendar month, YYYY-MM');
export type Month = z.infer<typeof Month>;

/** The first month for which Saite computes an allowance. */
export const FIRST_STATED_MONTH = '2000-01' as Month;

/** A month that can be asked for: from 2000-01 on. */
export const StatedMonth = Month.refine((month) => month >= FIRST_STATED_MONTH, {
  error: 'expected a month from 2000-01 on',
}).describe('Calendar month from 2000-01 on, YYYY-MM');

/** An instant in UTC with `Z`. */
export const Instant = z.iso
  .datetime({ error: 'expected an instant in UTC, like 2026-11-20T08:00:00Z' })
  .brand<'Instant'>()
  .describe('Instant in UTC, ISO 8601 with Z');
export type Instant = z.infer<typeof Instant>;

const MS_PER_DAY = 86_400_000;

/** Days from 1970-01-01 to a date: whole numbers that can be compared and subtracted. */
export function dayNumber(date: CalendarDate): number {
  return (
    Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / MS_PER_DAY
  );
}

/** The date of a day number. */
export function dateOfDayNumber(day: number): CalendarDate {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10) as CalendarDate;
}

const daysOfMonth = (month: number): number => firstDayOfMonth(month + 1) - firstDayOfMonth(month);

/**
 * A day so many months after an anchor: the same day of the month, or the month's last day if it has none
 * (30 November and 3 months: 28 or 29 February).
 *
 * @param day day number of the anchor; always the anchor itself, never a day that was reached step by step
 */
export function addMonths(day: number, months: number): number {
  const anchor = dateOfDayNumber(day);
  const month = monthNumber(monthOf(anchor)) + months;
  return firstDayOfMonth(month) + Math.min(Number(anchor.slice(8, 10)), daysOfMonth(month)) - 1;
}

/** Day number of a birthday; who was born on 29 February has it on 1 March in common years. */
export function birthday(bornOn: CalendarDate, years: number): number {
  const month = monthNumber(monthOf(bornOn)) + 12 * years;
  return firstDayOfMonth(month) + Number(bornOn.slice(8, 10)) - 1;
}

/** The month that a date lies in. */
export const monthOf = (date: CalendarDate): Month => date.slice(0, 7) as Month;

/** Months from year 0 on: whole numbers that can be compared and subtracted. */
export const monthNumber = (month: Month): number =>
  Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;

/** The month of a month number. */
export const monthOfNumber = (month: number): Month =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}` as Month;

/** Day number of the first day of a month, by month number. */
export const firstDayOfMonth = (month: number): number =>
  Date.UTC(Math.floor(month / 12), month % 12, 1) / MS_PER_DAY;
