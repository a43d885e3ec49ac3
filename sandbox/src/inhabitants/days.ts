import { CalendarDate, dateOfDayNumber, dayNumber } from '@saite/contracts';

/** Day number of a date that is written down here. */
export const day = (date: string): number => dayNumber(CalendarDate.parse(date));

/** The date of a day number, as records write it. */
export const dateText = (number: number): string => dateOfDayNumber(number);
