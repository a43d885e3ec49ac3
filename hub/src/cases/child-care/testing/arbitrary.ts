import fc from 'fast-check';
import type { PersonFacts } from '../../case.ts';
import { acknowledged, born, crisis, decision, factsOf, report, stay } from './given.ts';
import { dateAfter } from './oracle.ts';

const day = (from: number, to: number) => fc.integer({ min: from, max: to }).map(dateAfter);

const anyStays = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 500 }), fc.boolean()), {
    maxLength: 4,
  })
  .map((given) =>
    given.map(([from, length, isOpen], index) =>
      stay(dateAfter(from), isOpen ? undefined : dateAfter(from + length), {
        id: `s-${index}`,
        institution: `house-${index % 3}`,
        programme: index === 3 ? 'adult-long-term-care' : 'child-out-of-family',
      }),
    ),
  );

const anyPerson = fc.option(
  fc
    .tuple(fc.integer({ min: -6600, max: 0 }), fc.option(fc.integer({ min: 0, max: 1200 })))
    .map(([bornBefore, died]) =>
      born(dateAfter(bornBefore), died === null ? {} : { diedOn: dateAfter(died) }),
    ),
);

const KINDS = [
  'custody-suspended',
  'custody-restored',
  'removal-claimed',
  'custody-removed',
  'placed-in-institution',
  'care-ended',
];
const anyDecisions = fc
  .array(fc.tuple(fc.constantFrom(...KINDS), day(-500, 1000), day(-500, 1000), fc.boolean()), {
    maxLength: 4,
  })
  .map((given) =>
    given.map(([kind, effectiveFrom, decidedOn, isKept], index) =>
      decision(kind, effectiveFrom, { id: `d-${index}`, decidedOn, withdrawn: !isKept && index === 0 }),
    ),
  );

const anyReports = fc
  .array(day(0, 1100), { maxLength: 4 })
  .map((days) => [...new Set(days)].map((reportedOn) => report(reportedOn)));

const anyCrisis = fc
  .option(fc.tuple(day(0, 1000), fc.option(fc.integer({ min: 0, max: 60 })), fc.boolean()))
  .map((given) => {
    if (given === null) return { crises: [], acknowledgements: [] };
    const [on, after, byCourt] = given;
    const when = new Date(`${on}T12:00:00Z`);
    const noted = new Date(when.getTime() + (after ?? 0) * 86_400_000).toISOString().slice(0, 10);
    return {
      crises: [crisis(`${on}T12:00:00Z`)],
      acknowledgements: after === null ? [] : [acknowledged(noted, byCourt ? 'orphan-court' : 'ministry')],
    };
  });

/** Facts of a child as they may be: stays that overlap, touch and end, decisions that contradict each other. */
export const anyChild: fc.Arbitrary<PersonFacts> = fc
  .tuple(anyStays, anyPerson, anyDecisions, anyReports, anyCrisis)
  .map(([stays, person, decisions, reports, { crises, acknowledgements }]) =>
    factsOf({ stays, persons: person ? [person] : [], decisions, reports, crises, acknowledgements }),
  );

export const anyDay = day(-30, 1300);
