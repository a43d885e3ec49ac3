import { CalendarDate, dateOfDayNumber, dayNumber, fromCents, type PersonRef } from '@saite/contracts';
import fc from 'fast-check';
import type { AllowanceFacts } from '../../case.ts';
import { answer, factsOf, OTHER_REF, payment, person, REF, refOf, stay, withdrawnStay } from './given.ts';

/** Every random person lives around the change of the rate; today is 2020-03-10. */
export const TODAY = '2020-03-10';
export const MONTHS = ['2019-10', '2019-11', '2019-12', '2020-01', '2020-02', '2020-03'];

const FIRST = dayNumber(CalendarDate.parse('2019-10-01'));
const date = (day: number): string => dateOfDayNumber(FIRST + day);
const ref: fc.Arbitrary<PersonRef> = fc.constantFrom(REF, OTHER_REF);
const money = (most: number) => fc.integer({ min: 0, max: most }).map((amount) => fromCents(amount));
const month = fc.constantFrom(...MONTHS, '2020-04', '2020-07');

/** Stays from October 2019 on, some without an end, cost or days, some of children, some withdrawn. */
const placement = (id: string) =>
  fc
    .record({
      start: fc.integer({ min: 0, max: 200 }),
      days: fc.option(fc.integer({ min: 0, max: 120 })),
      cost: fc.oneof({ weight: 1, arbitrary: fc.constant('') }, { weight: 8, arbitrary: money(9_999) }),
      institution: fc.constantFrom('house-1', 'house-2'),
      programme: fc.constantFrom(...Array<string>(5).fill('adult-long-term-care'), 'child-out-of-family'),
      ref,
      withdrawn: fc.integer({ min: 0, max: 9 }),
    })
    .map(({ start, days, withdrawn, ...rest }) =>
      withdrawn === 0
        ? withdrawnStay(id, rest.ref)
        : stay({ id, from: date(start), ...(days !== null && { to: date(start + days) }), ...rest }),
    );

const income = (id: string) =>
  fc
    .record({
      kind: fc.constantFrom('STATE_PENSION', 'PENSION_SUPPLEMENT', 'FOREIGN_PENSION', 'FAMILY_BENEFIT'),
      from: month,
      to: month,
      granted: money(99_999),
      paid: money(99_999),
      currency: fc.constantFrom('EUR', 'EUR', 'EUR', 'USD'),
      withdrawn: fc.integer({ min: 0, max: 6 }).map((chance) => chance === 0),
      ref,
    })
    .map((given) => payment({ id, ...given }));

const several = <Item>(make: (id: string) => fc.Arbitrary<Item>, prefix: string, most: number) =>
  fc
    .integer({ min: 0, max: most })
    .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => make(`${prefix}-${index}`))));

const answers = fc
  .subarray([REF, OTHER_REF])
  .chain((refs) =>
    fc.tuple(...refs.map((of) => fc.tuple(month, month).map(([from, to]) => answer(from, to, of)))),
  );

const deaths = fc
  .subarray([REF, OTHER_REF])
  .chain((refs) =>
    fc.tuple(
      ...refs.map((of) =>
        fc
          .option(fc.integer({ min: 0, max: 150 }))
          .map((day) => person(day === null ? undefined : date(day), of)),
      ),
    ),
  );

/** One person's facts under two codes. */
export const anyFacts: fc.Arbitrary<AllowanceFacts> = fc
  .record({
    stays: several(placement, 's', 4),
    payments: several(income, 'm', 4),
    answers,
    persons: deaths,
  })
  .map((given) => factsOf({ ...given, refs: [REF, OTHER_REF].sort() }));

/** A reference of somebody else. */
export const STRANGER = refOf('Z');
