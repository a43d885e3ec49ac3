import { dateOfDayNumber } from '@saite/contracts';

const WEIGHTS = [1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

/** Birthdays that are made: a prime number of days from 1928-01-01 on, so that steps reach each once. */
const BIRTHDAYS = 20_011;
const FIRST_BIRTHDAY = Date.UTC(1928, 0, 1) / 86_400_000;
const BIRTHDAY_STEP = 7_919;

/** Seeds that share no code, as long as none makes more persons than there are birthdays. */
const SEEDS_APART = 480;
const NEW_CODES = 8_000_000_000;
const NEW_CODES_OF_A_SEED = 16_000_000;
const NEW_CODE_STEP = 999_983; // has no factor in common with the number of new codes

/** Day number of the birthday of the person with this index. */
export function birthdayOf(seed: number, index: number): number {
  return FIRST_BIRTHDAY + (((index % BIRTHDAYS) * BIRTHDAY_STEP + seed * 104_729) % BIRTHDAYS);
}

const checkOf = (firstTen: string): number =>
  (1101 - WEIGHTS.reduce((sum, weight, place) => sum + weight * Number(firstTen.charAt(place)), 0)) % 11;

/** The old form `DDMMYYCNNNN` of the person with this index: a birth date and a check digit; no two are equal. */
export function oldPersonCode(seed: number, index: number): string {
  const born = dateOfDayNumber(birthdayOf(seed, index));
  const date = `${born.slice(8, 10)}${born.slice(5, 7)}${born.slice(2, 4)}1`;
  const pair = ((seed % SEEDS_APART) + Math.floor(index / BIRTHDAYS)) % 500;
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
  const place = (seed % SEEDS_APART) * NEW_CODES_OF_A_SEED + (index % NEW_CODES_OF_A_SEED);
  const spread = (place * NEW_CODE_STEP) % NEW_CODES;
  return `3${String(2_000_000_000 + spread)}`;
}
