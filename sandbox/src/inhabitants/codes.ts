import { inverseOf } from '../population/inverse.ts';
import { datedCode, inhabitantPlace, placeOfCode, spreadCode } from '../population/person-codes.ts';
import { day } from './days.ts';

/** Most inhabitants whose codes all differ, of one another and of everybody in care. */
export const MOST_INHABITANTS = 2_000_000;

/** The present code of an inhabitant, of the new form: it says nothing, and is found back without a list. */
export const codeOf = (seed: number, index: number): string => spreadCode(inhabitantPlace(seed) + index);

/** Whose present code it is, from 0 on; `undefined` if it is none of an inhabitant. */
export function indexOf(seed: number, code: string): number | undefined {
  const place = placeOfCode(code);
  if (place === undefined) return undefined;
  const index = place - inhabitantPlace(seed);
  return index >= 0 && index < MOST_INHABITANTS ? index : undefined;
}

/** Birthdays of those with a former code: later than those of all persons in care; a prime number of days. */
const BIRTHDAYS = 3_643;
const FIRST_BIRTHDAY = day('1990-01-01');
const STEP = 1_009;
const STEP_BACK = Number(inverseOf(BigInt(STEP), BigInt(BIRTHDAYS)));

/** Birthday of the inhabitant who stands at this place among those with a former code. */
export const birthdayWithFormerCode = (place: number): number =>
  FIRST_BIRTHDAY + ((place * STEP) % BIRTHDAYS);

/** The former code, of the old form with a birth date and a check digit. */
export const formerCodeOf = (place: number): string =>
  datedCode(birthdayWithFormerCode(place), '1', Math.floor(place / BIRTHDAYS));

/** The place of a former code; `undefined` if it is none. */
export function placeOfFormerCode(code: string): number | undefined {
  const parts = /^(\d{2})(\d{2})(9\d)1(\d{3})\d$/.exec(code);
  if (!parts) return undefined;
  const [, date, month, year, serial] = parts;
  const born = Date.UTC(1900 + Number(year), Number(month) - 1, Number(date)) / 86_400_000 - FIRST_BIRTHDAY;
  const place = ((born * STEP_BACK) % BIRTHDAYS) + BIRTHDAYS * Math.floor(Number(serial) / 2);
  return born < BIRTHDAYS && formerCodeOf(place) === code ? place : undefined;
}
