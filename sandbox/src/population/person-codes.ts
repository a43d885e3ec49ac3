import { dateOfDayNumber } from '@saite/contracts';
import { inverseOf } from './inverse.ts';

const WEIGHTS = [1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

/** Birthdays that are made: a prime number of days from 1928-01-01 on, so that steps reach each once. */
const BIRTHDAYS = 20_011;
const FIRST_BIRTHDAY = Date.UTC(1928, 0, 1) / 86_400_000;
const BIRTHDAY_STEP = 7_919;

/** Seeds that share no code, as long as none makes more persons than there are birthdays. */
const SEEDS_APART = 480;
const NEW_CODES = 8_000_000_000;
const NEW_CODES_OF_A_SEED = 16_000_000;
/** More new codes of a seed than there are persons in care whom it can make. */
const NEW_CODES_IN_CARE = 2_000_000;
const NEW_CODE_STEP = 999_983; // has no factor in common with the number of new codes

/** Day number of the birthday of the person with this index. */
export function birthdayOf(seed: number, index: number): number {
  return FIRST_BIRTHDAY + (((index % BIRTHDAYS) * BIRTHDAY_STEP + seed * 104_729) % BIRTHDAYS);
}

const checkOf = (firstTen: string): number =>
  (1101 - WEIGHTS.reduce((sum, weight, place) => sum + weight * Number(firstTen.charAt(place)), 0)) % 11;

/** The old form `DDMMYYCNNNN` of the person with this index: a birth date and a check digit; no two are equal. */
export function oldPersonCode(seed: number, index: number): string {
  return datedCode(birthdayOf(seed, index), '1', (seed % SEEDS_APART) + Math.floor(index / BIRTHDAYS));
}

/** A code of the old form; those of one day differ if their numbers do, up to 500. */
export function datedCode(birthday: number, century: '1' | '2', number: number): string {
  const born = dateOfDayNumber(birthday);
  const date = `${born.slice(8, 10)}${born.slice(5, 7)}${born.slice(2, 4)}${century}`;
  const pair = number % 500;
  // Two serial numbers each, since one of them may need the check digit 10; never both, as they differ by 2.
  for (const serial of [2 * pair, 2 * pair + 1]) {
    const firstTen = `${date}${String(serial).padStart(3, '0')}`;
    const check = checkOf(firstTen);
    if (check < 10) return `${firstTen}${check}`;
  }
  throw new RangeError('no check digit');
}

/** The form since 2017, `3[2-9]` and nine digits that say nothing, of the person with this index; no two are equal. */
export function newPersonCode(seed: number, index: number): string {
  return spreadCode((seed % SEEDS_APART) * NEW_CODES_OF_A_SEED + (index % NEW_CODES_OF_A_SEED));
}

/** The code of the new form at a place; neighbours do not look alike. */
export const spreadCode = (place: number): string =>
  `3${String(2_000_000_000 + ((place * NEW_CODE_STEP) % NEW_CODES))}`;

const NEW_CODE_BACK = inverseOf(BigInt(NEW_CODE_STEP), BigInt(NEW_CODES));

/** The place of a code of the new form, what {@link spreadCode} made it of; `undefined` for another form. */
export function placeOfCode(code: string): number | undefined {
  if (!/^3[2-9][0-9]{9}$/.test(code)) return undefined;
  return Number(((BigInt(code) - 32_000_000_000n) * NEW_CODE_BACK) % BigInt(NEW_CODES));
}

/** Where the new codes of a seed's inhabitants begin: behind those of the persons who are in care. */
export const inhabitantPlace = (seed: number): number =>
  (seed % SEEDS_APART) * NEW_CODES_OF_A_SEED + NEW_CODES_IN_CARE;

/** Ages at which a made child can be: a prime number of days, the longest time that is surely less than 18 years. */
const CHILD_AGES = 6_571;
const CHILD_AGE_STEP = 2_477;
/** Codes of the old form were given up to the day before. */
const FIRST_NEW_CODE = Date.UTC(2017, 6, 1) / 86_400_000;
/** New codes that no adult has: those behind the ranges of all seeds. */
const CHILD_CODES = SEEDS_APART * NEW_CODES_OF_A_SEED;
const CHILD_CODES_OF_A_SEED = 600_000;
/** Most children of a seed whose codes all differ. */
export const MOST_CHILDREN = CHILD_CODES_OF_A_SEED;
/** Birthdays of parents, later than those of all adults that are made; a prime number of days. */
const PARENT_BIRTHDAYS = { from: Date.UTC(1983, 0, 1) / 86_400_000, count: 2_477 };

/** Age in days of the child with this index. */
export const childAge = (seed: number, index: number): number =>
  (index * CHILD_AGE_STEP + seed * 104_729) % CHILD_AGES;

/**
 * The code of the child with this index: of the old form, with the century digit 2, if the child was born before
 * July 2017, else of the new one. No two are equal, and none is an adult's.
 *
 * @param born day number of the birthday
 */
export function childCode(seed: number, index: number, born: number): string {
  if (born < FIRST_NEW_CODE)
    return datedCode(born, '2', (seed % SEEDS_APART) + Math.floor(index / CHILD_AGES));
  const place = CHILD_CODES + (seed % SEEDS_APART) * CHILD_CODES_OF_A_SEED + (index % CHILD_CODES_OF_A_SEED);
  return spreadCode(place);
}

/**
 * The code of a parent of the child with this index; none is an adult's.
 *
 * @param which 0 or 1
 */
export function parentCode(seed: number, index: number, which: 0 | 1): string {
  const place = index * 2 + which;
  const born = PARENT_BIRTHDAYS.from + ((place * 1_009) % PARENT_BIRTHDAYS.count);
  return datedCode(born, '1', (seed % SEEDS_APART) + Math.floor(place / PARENT_BIRTHDAYS.count));
}
