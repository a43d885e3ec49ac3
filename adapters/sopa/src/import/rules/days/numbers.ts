import { type CalendarDate, dayNumber } from '@saite/contracts';

/** Days and months that are told apart: numbers from -30 000 (before 1900) on, two to the power of 18 of them. */
const BEFORE = 30_000;
export const POSITIONS = 2 ** 18;
/** Stands for the last day of what has none. */
export const OPEN = POSITIONS - BEFORE - 1;

/** Place of a day or month number among all, from 0. */
export const positionOf = (number: number): number => number + BEFORE;

/** Day number of a last day. */
export const lastDay = (date: CalendarDate | null): number => (date === null ? OPEN : dayNumber(date));
