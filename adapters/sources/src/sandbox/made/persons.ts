import { dateOfDayNumber } from '@saite/contracts';

const WEIGHTS = [1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
/** Birthdays that are made: so many days from the first on, up to 2006. */
const BIRTHDAYS = 16_300;
const FIRST_BIRTHDAY = Date.UTC(1962, 0, 1) / 86_400_000;
const STEP = 7_919; // a prime: steps reach each day once
const CODES_OF_A_SEED = 1_000_000;

/** A made person of a file. */
export interface MadePerson {
  readonly code: string;
  readonly bornOn: string;
}

/** The person with this index; no two of a seed have the same code. */
export function personOf(seed: number, index: number): MadePerson {
  const bornOn = dateOfDayNumber(FIRST_BIRTHDAY + ((index * STEP) % BIRTHDAYS));
  const serial = (seed % 9) * 100 + Math.floor(index / BIRTHDAYS);
  const century = bornOn < '2000' ? '1' : '2';
  const firstTen = `${bornOn.slice(8, 10)}${bornOn.slice(5, 7)}${bornOn.slice(2, 4)}${century}${String(serial).padStart(3, '0')}`;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(firstTen.charAt(at)), 0);
  const check = (1101 - sum) % 11;
  // The form since 2017 for every third, and where the old one would need the check digit 10.
  const isNew = index % 3 === 0 || check === 10 || Math.floor(index / BIRTHDAYS) > 99;
  const number = (seed % 1_000) * CODES_OF_A_SEED + (index % CODES_OF_A_SEED);
  return { code: isNew ? `38${String(number).padStart(9, '0')}` : `${firstTen}${check}`, bornOn };
}
