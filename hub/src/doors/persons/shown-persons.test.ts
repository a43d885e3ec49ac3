import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PersonCode } from '@saite/contracts';
import fc from 'fast-check';
import { inOrderOfNames, type ShownNames } from './shown-persons.ts';

const latvian = new Intl.Collator('lv');
const anyName = fc.constantFrom(
  null,
  'Ābele',
  'Abele',
  'Āboliņš',
  'Cīrule',
  'Čakste',
  'Zars',
  'ābele',
  'Ķirsis',
);
const anybody: fc.Arbitrary<ShownNames> = fc.record({
  personCode: fc.integer({ min: 0, max: 99 }).map((n) => PersonCode.parse(`32${String(n).padStart(9, '0')}`)),
  givenName: anyName,
  familyName: anyName,
});

describe('people in the order of lists', () => {
  const told = (people: readonly ShownNames[]) => inOrderOfNames(people, (each) => each);

  it('stand as Latvians sort names, by family name, given name and code; those without names last', () => {
    const person = (number: number, familyName: string | null, givenName: string | null): ShownNames => ({
      personCode: PersonCode.parse(`3200000000${number}`),
      familyName,
      givenName,
    });
    const ordered = [
      person(5, 'Cīrule', 'Anna'),
      person(4, 'Čakste', 'Anna'),
      person(3, 'Čakste', 'Ķirsis'),
      person(2, 'Čakste', 'Zane'),
      person(6, 'Čakste', 'Zane'),
      person(1, null, null),
    ];
    assert.deepEqual(told(ordered.toReversed()), ordered);
  });

  it('stand so that no two neighbours are the wrong way round, and nobody is missing', () => {
    fc.assert(
      fc.property(fc.array(anybody, { maxLength: 40 }), (people) => {
        const ordered = told(people);
        assert.deepEqual(new Set(ordered), new Set(people));
        assert.equal(ordered.length, people.length);
        for (const [place, one] of ordered.entries()) {
          const next = ordered[place + 1];
          if (!next) continue;
          if (one.familyName === null || next.familyName === null) {
            assert.ok(next.familyName === null);
            continue;
          }
          assert.ok(latvian.compare(one.familyName, next.familyName) <= 0);
        }
      }),
    );
  });
});
