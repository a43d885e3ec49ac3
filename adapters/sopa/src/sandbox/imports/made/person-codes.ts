import { dateOf } from './days.ts';

const WEIGHTS = [1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
/** Codes of the new form that each municipality has for itself: `39` and nine digits are shared by all. */
const CODES_OF_MUNICIPALITY = 6_000_000;
/** Serial numbers of the old form that each municipality has for itself on each birthday. */
const SERIALS_OF_MUNICIPALITY = 6;

/** The form since 2017, without birth date and check digit: unique by municipality and index. */
export const newCode = (ordinal: number, index: number): string =>
  `39${String(ordinal * CODES_OF_MUNICIPALITY + index).padStart(9, '0')}`;

/** Days on which persons with a code of the old form were born; 7919 steps reach each once. */
const BIRTHDAYS = 9_000;
const STEP = 7_919;

/** Birthday of the person who has the old code of a number, day number. */
export const birthdayOfOld = (firstBirthday: number, number: number): number =>
  firstBirthday + ((number * STEP) % BIRTHDAYS);

/**
 * The form `DDMMYYCNNNN` with birth date and check digit, of the 20th century: unique by municipality and number.
 *
 * @returns `undefined` if its check digit would be 10, or the municipality has no such code left
 */
export function oldCode(ordinal: number, bornOn: number, number: number): string | undefined {
  const serial = Math.floor(number / BIRTHDAYS);
  if (serial >= SERIALS_OF_MUNICIPALITY) return undefined;
  const born = dateOf(bornOn);
  const own = String(999 - ordinal * SERIALS_OF_MUNICIPALITY - serial).padStart(3, '0');
  const firstTen = `${born.slice(8, 10)}${born.slice(5, 7)}${born.slice(2, 4)}1${own}`;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(firstTen.charAt(at)), 0);
  const check = (1101 - sum) % 11;
  return check === 10 ? undefined : `${firstTen}${check}`;
}
