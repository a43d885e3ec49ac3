import type { CalendarDate, Instant } from '@saite/contracts';
import { Temporal } from 'temporal-polyfill';

const RIGA = 'Europe/Riga';

/** Where a process takes the time from; tests put their own in its place. */
export interface Clock {
  /** The instant now. */
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** The calendar date in Riga at an instant. */
export const rigaDate = (instant: Date): CalendarDate =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(RIGA)
    .toPlainDate()
    .toString() as CalendarDate;

/** The calendar date in Riga of an instant on a wire. */
export const dayInRiga = (instant: Instant): CalendarDate => rigaDate(new Date(instant));

/** The first instant after a day in Riga has ended; right on both nights of the change of summer time. */
export const endOfRigaDay = (date: CalendarDate): Date =>
  new Date(Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime(RIGA).epochMilliseconds);

/** An instant as every wire writes it. */
export const toInstant = (date: Date): Instant => date.toISOString() as Instant;
