import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { CalendarDate } from '@saite/contracts';
import { Country } from './country.ts';
import { day } from './days.ts';
import { adultOn, type MadeDecision } from './disability/course.ts';
import { ADULT_GROUPS, JUNE_2019, TABLE_DISORDERS, type TableLine } from './disability/table.ts';

const today = CalendarDate.parse('2026-11-25');

const inJune = ({ validFrom, validTo }: MadeDecision): boolean =>
  validFrom <= '2019-06-30' && (validTo === undefined || validTo >= '2019-06-01');

/** Counts persons, each once in a line and once in each of its columns. */
class Line {
  readonly #persons = new Set<number>();
  readonly #disorders = new Map<string, Set<number>>();

  add(person: number, { disorders }: MadeDecision): void {
    this.#persons.add(person);
    for (const disorder of disorders) {
      const known = this.#disorders.get(disorder) ?? new Set();
      this.#disorders.set(disorder, known.add(person));
    }
  }

  get counts(): TableLine {
    const of = (disorder: string) => this.#disorders.get(disorder)?.size ?? 0;
    const [sight, hearing, movement, mental, other] = TABLE_DISORDERS.map(of);
    return {
      persons: this.#persons.size,
      sight: sight ?? 0,
      hearing: hearing ?? 0,
      movement: movement ?? 0,
      mental: mental ?? 0,
      other: other ?? 0,
    };
  }
}

/** The table of June 2019, counted from the decisions on every inhabitant of a country. */
function tableOf(country: Country) {
  const lines = {
    total: new Line(),
    children: new Line(),
    adults: new Line(),
    groups: { I: new Line(), II: new Line(), III: new Line() },
  };
  for (let index = 0; index < country.plan.inhabitants; index += 1) {
    for (const decision of country.decisionsOf(index).filter(inJune)) {
      lines.total.add(index, decision);
      if (decision.group === 'child') lines.children.add(index, decision);
      else {
        lines.adults.add(index, decision);
        lines.groups[decision.group].add(index, decision);
      }
    }
  }
  const { total, children, adults, groups } = lines;
  return {
    total: total.counts,
    children: children.counts,
    adults: adults.counts,
    groups: { I: groups.I.counts, II: groups.II.counts, III: groups.III.counts },
  };
}

suite('the decisions of June 2019', () => {
  for (const seed of [1, 7]) {
    test(`given a whole country of seed ${seed}, then counting gives the published table in every cell`, () => {
      const country = new Country({ seed, inhabitants: 1_900_000, disability: 'june-2019', today });
      assert.deepEqual(tableOf(country), JUNE_2019);
    });
  }

  test('given a tenth of it, then a tenth in every larger cell', () => {
    const counted = tableOf(new Country({ seed: 1, inhabitants: 190_000, disability: 'june-2019', today }));
    const pairs = [
      [counted.total, JUNE_2019.total],
      [counted.children, JUNE_2019.children],
      ...ADULT_GROUPS.map((group) => [counted.groups[group], JUNE_2019.groups[group]] as const),
    ] as const;
    for (const [made, published] of pairs)
      for (const column of ['persons', ...TABLE_DISORDERS] as const)
        assert.ok(Math.abs(made[column] - published[column] / 10) <= 10, `${column} ${made[column]}`);
  });

  const country = new Country({ seed: 3, inhabitants: 190_000, disability: 'june-2019', today });
  const persons = Array.from({ length: country.disabled.count }, (_, rank) => {
    const index = country.disabled.placeOf(rank);
    return { life: country.lifeOf(index), decisions: country.decisionsOf(index) };
  });

  test('a child is under 18 on every day of its decision, an adult 18 or more, and both were born before it', () => {
    for (const { life, decisions } of persons) {
      for (const { group, validFrom, validTo } of decisions) {
        const eighteen = adultOn(life.born);
        if (group === 'child') assert.ok(validTo !== undefined && day(validTo) < eighteen);
        else assert.ok(day(validFrom) >= eighteen);
        assert.ok(day(validFrom) > life.born);
        assert.ok(validTo === undefined || validFrom <= validTo);
      }
    }
  });

  test('nobody died before July 2019, and some did since', () => {
    const deaths = persons.flatMap(({ life }) => life.died ?? []);
    assert.ok(deaths.length > 100);
    assert.ok(deaths.every((died) => died >= day('2019-07-01')));
  });

  test('most decisions go on after 2019; some need special care, none is prognosticated', () => {
    const decisions = persons.flatMap((person) => person.decisions);
    const later = decisions.filter(({ validTo }) => validTo === undefined || validTo > '2019-12-31');
    assert.ok(later.length > decisions.length * 0.8);
    assert.ok(decisions.some(({ group, specialCare }) => group === 'child' && specialCare));
    assert.ok(decisions.every(({ prognosticated }) => !prognosticated));
  });
});
