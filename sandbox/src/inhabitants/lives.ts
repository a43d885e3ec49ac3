import type { Random } from '../population/random.ts';
import { day } from './days.ts';

/** A span of days and how many of a hundred inhabitants were born in it; a rough pyramid of ages. */
interface Cohort {
  readonly from: number;
  readonly to: number;
  readonly percent: number;
}
const cohort = (from: number, to: number, percent: number): Cohort => ({
  from: day(`${from}-01-01`),
  to: day(`${to}-12-31`),
  percent,
});

/** Who works or is younger. */
const YOUNGER: readonly Cohort[] = [
  cohort(1962, 1969, 17),
  cohort(1970, 1979, 19),
  cohort(1980, 1989, 21),
  cohort(1990, 1999, 15),
  cohort(2000, 2009, 13),
  cohort(2010, 2018, 11),
  cohort(2019, 2024, 4),
];
/** Who has a state pension: for age, and a few for a disability or the loss of a provider. */
const PENSIONERS: readonly Cohort[] = [
  cohort(1928, 1939, 12),
  cohort(1940, 1949, 30),
  cohort(1950, 1961, 53),
  cohort(1962, 2008, 5),
];

function birthdayIn(random: Random, cohorts: readonly Cohort[]): number {
  let place = random.int(1, 100);
  for (const { from, to, percent } of cohorts) {
    if (place <= percent) return random.int(from, to);
    place -= percent;
  }
  throw new RangeError('the cohorts are not a hundred of a hundred');
}

/** From birth to death, by day numbers. */
export interface Life {
  readonly born: number;
  readonly died?: number;
}

/** Nobody whose decisions count in June 2019 died before it ended. */
const DEATHS = { from: day('2019-07-01'), to: day('2025-12-31') };

/** The life of somebody whose birthday is known; a few died. @param isPensioner who has a pension now is alive */
export const lifeFrom = (random: Random, born: number, isPensioner: boolean): Life =>
  !isPensioner && born < day('1960-01-01') && random.percent(12)
    ? { born, died: random.int(DEATHS.from, DEATHS.to) }
    : { born };

/** The life of anybody else: of those without a pension three in a hundred are among the dead. */
export function anyLife(random: Random, isPensioner: boolean): Life {
  if (isPensioner) return { born: birthdayIn(random, PENSIONERS) };
  if (random.percent(3))
    return {
      born: random.int(day('1925-01-01'), day('1959-12-31')),
      died: random.int(day('2010-01-01'), DEATHS.to),
    };
  return { born: birthdayIn(random, YOUNGER) };
}
