import type { Random } from '../population/random.ts';

/** Municipalities (*pašvaldības*) in force since July 2025 by ATVK code, with thousands of inhabitants, roughly. */
const THOUSANDS: Readonly<Record<string, number>> = {
  '0001000': 605,
  '0002000': 77,
  '0003000': 54,
  '0004000': 51,
  '0005000': 66,
  '0006000': 26,
  '0007000': 32,
  '0020000': 28,
  '0021000': 13,
  '0022000': 25,
  '0023000': 23,
  '0024000': 18,
  '0025000': 40,
  '0026000': 40,
  '0027000': 33,
  '0028000': 27,
  '0029000': 19,
  '0030000': 32,
  '0031000': 38,
  '0032000': 20,
  '0033000': 27,
  '0034000': 32,
  '0035000': 27,
  '0036000': 10,
  '0037000': 20,
  '0038001': 28,
  '0039000': 37,
  '0040000': 57,
  '0041000': 20,
  '0042000': 16,
  '0043000': 28,
  '0044000': 33,
  '0045000': 23,
  '0046000': 25,
  '0047000': 10,
  '0048000': 32,
  '0049000': 17,
  '0051000': 34,
  '0052000': 43,
  '0053000': 7,
  '0054000': 50,
  '0056000': 10,
};

/** Each code as often as it has thousands, so that one pick finds a municipality by its size. */
const BY_SIZE = Object.entries(THOUSANDS).flatMap(([atvk, thousands]) =>
  Array.from({ length: thousands }, () => atvk),
);

/** A municipality; a large one more often. */
export const anyMunicipality = (random: Random): string => random.pick(BY_SIZE);
