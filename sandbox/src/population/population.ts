import { type CalendarDate, dateOfDayNumber, firstDayOfMonth, monthNumber, monthOf } from '@saite/contracts';
import { type MonthSpan, makePayments } from './payments.ts';
import { codeOn, makeIdentity, makePmlpRecords } from './people.ts';
import { makePlacements } from './placements.ts';
import { type Random, randomOf } from './random.ts';
import type { MadePerson } from './records.ts';
import { courseOf, dayInCare, type MadeStay, makeStays, type Windows, windowsOf } from './stays.ts';

export interface PopulationOptions {
  /** The day on which the population is made: the last of the 12 months up to it. */
  readonly today: CalendarDate;
}

/** All lists of a population; see {@link MadePerson}. */
export type Population = MadePerson;

const monthOfDay = (day: number): number => monthNumber(monthOf(dateOfDayNumber(day)));

/** What two spans share; its end lies before its start if that is nothing. */
const shared = (one: MonthSpan, other: MonthSpan): MonthSpan => ({
  from: Math.max(one.from, other.from),
  to: Math.min(one.to, other.to),
});

/** Months for which SAIS has records: every month of a window in which the person is in care, years outside of them. */
function spansOf(stays: readonly MadeStay[], { early, late }: Windows) {
  const first = { from: monthOfDay(early.from), to: monthOfDay(early.to) };
  const last = { from: monthOfDay(late.from), to: monthOfDay(late.to) };
  const inCare = stays.map((stay) => ({ from: monthOfDay(stay.from), to: monthOfDay(stay.to ?? late.to) }));
  const touchedIn = (span: MonthSpan) =>
    inCare.map((months) => shared(months, span)).filter(({ from, to }) => from <= to);
  return {
    monthly: [first, last].filter((window) => touchedIn(window).length > 0),
    yearly: [
      { from: 0, to: first.from - 1 },
      { from: first.to + 1, to: last.from - 1 },
    ].flatMap((gap) => {
      const touched = touchedIn(gap);
      if (touched.length === 0) return [];
      return [
        {
          from: Math.min(...touched.map((months) => months.from)),
          to: Math.max(...touched.map((months) => months.to)),
        },
      ];
    }),
  };
}

/** One in 25 dies while in care; nearly always the payments end with that month. */
function deathOf(random: Random, stays: readonly MadeStay[], windows: Windows) {
  const day = random.percent(4) ? dayInCare(random, stays, windows) : undefined;
  if (day === undefined) return { lastMonth: Number.POSITIVE_INFINITY };
  return { diedOn: dateOfDayNumber(day), lastMonth: monthOfDay(day) + (random.percent(10) ? 1 : 0) };
}

/**
 * Everything that the registers know of one made person.
 *
 * @param seed the same seed, index and day give the same records, byte for byte
 * @param index from 0 on; does not depend on how many persons are made
 */
export function makePerson(seed: number, index: number, { today }: PopulationOptions): MadePerson {
  const random = randomOf(seed, index);
  const windows = windowsOf(today);
  const identity = makeIdentity(random, seed, index);
  const stays = makeStays(random, courseOf(random), windows);
  const death = deathOf(random, stays, windows);
  const id = `${seed}-${String(index).padStart(6, '0')}`;
  const payments = makePayments(random, {
    idPrefix: `S${id}`,
    ...spansOf(stays, windows),
    codeIn: (month) => codeOn(identity, firstDayOfMonth(month)),
    lastMonth: death.lastMonth,
  });
  const { placements, withdrawals } = makePlacements(random, `P${id}`, stays, (day) => codeOn(identity, day));
  const persons = random.percent(99.5) ? makePmlpRecords(random, identity, death.diedOn) : [];
  return { persons, payments, placements, withdrawals };
}

/** The persons of a population one by one, so that a large one need not stand in memory. */
export function* eachPerson(
  seed: number,
  persons: number,
  options: PopulationOptions,
): Generator<MadePerson, void> {
  for (let index = 0; index < persons; index += 1) yield makePerson(seed, index, options);
}

/** A whole population; the order of each list is the order of happening for every person. */
export function makePopulation(seed: number, persons: number, options: PopulationOptions): Population {
  const made = [...eachPerson(seed, persons, options)];
  return {
    persons: made.flatMap((person) => person.persons),
    payments: made.flatMap((person) => person.payments),
    placements: made.flatMap((person) => person.placements),
    withdrawals: made.flatMap((person) => person.withdrawals),
  };
}
