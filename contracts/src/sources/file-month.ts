import {
  type CalendarDate,
  dateOfDayNumber,
  firstDayOfMonth,
  type Month,
  monthNumber,
} from '../values/calendar.ts';

/** The month that a source's file is about (*pārskata periods*), with its days. */
export interface FileMonth {
  readonly period: Month;
  readonly firstDay: CalendarDate;
  readonly lastDay: CalendarDate;
}

export function fileMonth(period: Month): FileMonth {
  const number = monthNumber(period);
  return {
    period,
    firstDay: dateOfDayNumber(firstDayOfMonth(number)),
    lastDay: dateOfDayNumber(firstDayOfMonth(number + 1) - 1),
  };
}

/** Whether a day lies in the month. */
export const isWithin = (day: CalendarDate, { firstDay, lastDay }: FileMonth): boolean =>
  firstDay <= day && day <= lastDay;
