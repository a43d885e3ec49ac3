import { birthday, dateOfDayNumber } from '@saite/contracts';
import type { Random } from '../../population/random.ts';
import { dateText, day } from '../days.ts';
import type { Part } from './combinations.ts';

/** A decision as VDEĀVK's control call takes it, but for its id and whose it is. */
export interface MadeDecision {
  readonly group: Part['group'];
  readonly validFrom: string;
  readonly validTo?: string;
  readonly disorders: readonly string[];
  readonly specialCare: boolean;
  readonly prognosticated: boolean;
}

const JUNE = { from: day('2019-06-01'), to: day('2019-06-30') };
/** Decisions are kept electronically since then. */
const FIRST = day('1998-01-01');
const LAST_END = day('2032-12-31');
const FIRST_BIRTHDAY = day('1929-01-01');

/** Day number of the day on which somebody turns 18. */
export const adultOn = (born: number): number => birthday(dateOfDayNumber(born), 18);

/**
 * A birthday that fits the decisions: a child turns 18 after June 2019 and was born before it, an adult turned 18 before
 * it, and who has a child's decision and then an adult's turns 18 within it. There the child's decision ends a day
 * before, still in June.
 */
export function birthdayFor(random: Random, parts: readonly Part[]): number {
  const isChild = parts[0]?.group === 'child';
  if (!isChild) return random.int(FIRST_BIRTHDAY, random.percent(80) ? day('1970-12-31') : day('2001-05-31'));
  return parts.length === 2
    ? random.int(day('2001-06-02'), day('2001-06-30'))
    : random.int(day('2001-07-01'), day('2019-04-30'));
}

/** The decisions of a person, oldest first; each is valid on a day of June 2019, and most go on for years. */
export function makeDecisions(random: Random, parts: readonly Part[], born: number): MadeDecision[] {
  const [first, second] = parts;
  if (!first) return [];
  if (!second) return [decisionOf(random, first, spanIn(random, first, born))];
  const change = first.group === 'child' ? adultOn(born) : random.int(JUNE.from + 1, JUNE.to);
  const from = firstDay(random, first, born);
  return [
    decisionOf(random, first, { from, to: change - 1 }),
    decisionOf(random, second, { from: change, ...laterEnd(random, second, born) }),
  ];
}

interface Span {
  readonly from: number;
  readonly to?: number;
}

/** Three in two hundred begin or end within the month itself. */
function spanIn(random: Random, part: Part, born: number): Span {
  const place = random.int(1, 200);
  if (place === 1 && part.group !== 'child')
    return { from: firstDay(random, part, born), to: random.int(JUNE.from, JUNE.to) };
  if (place <= 3) return { from: random.int(JUNE.from, JUNE.to), ...laterEnd(random, part, born) };
  return { from: firstDay(random, part, born), ...laterEnd(random, part, born) };
}

/** A day before June 2019 at which the person has the age for it. */
function firstDay(random: Random, { group }: Part, born: number): number {
  const earliest = Math.max(FIRST, group === 'child' ? born + 14 : adultOn(born));
  return random.int(earliest, JUNE.from - 1);
}

/** A child's decision ends before the 18th birthday at the latest; two of three adults' are for life. */
function laterEnd(random: Random, { group }: Part, born: number): { to?: number } {
  if (group === 'child') {
    const last = adultOn(born) - 1;
    return { to: random.percent(70) ? last : random.int(JUNE.to, last) };
  }
  if (random.percent(65)) return {};
  return { to: random.int(day('2019-07-01'), LAST_END) };
}

const decisionOf = (random: Random, { group, disorders }: Part, { from, to }: Span): MadeDecision => ({
  group,
  validFrom: dateText(from),
  ...(to === undefined ? {} : { validTo: dateText(to) }),
  disorders,
  specialCare: group === 'child' ? random.percent(22) : group === 'I' && random.percent(30),
  prognosticated: false, // that would be no disability yet, and the table counts disabilities
});
