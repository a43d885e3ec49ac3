import type { StandingRecord, StandingRecords } from '@saite/adapter-kit/sandbox';
import type { Country } from './country.ts';

const ID = /^IN([0-9]{1,7})-([1-9][0-9]{0,6})$/;

/** What of a country stands in which register, by the register's name. */
export function standingIn(country: Country): Readonly<Record<string, StandingRecords>> {
  const { seed, inhabitants } = country.plan;
  const name = `inhabitants-${seed}-${inhabitants}`;
  const idOf = (number: number): string => `IN${seed}-${number}`;
  /** The number in an id, if it is one of these records. */
  const numberIn = (id: string, count: number): number | undefined => {
    const parts = ID.exec(id);
    const number = Number(parts?.[2]);
    return Number(parts?.[1]) === seed && number <= count ? number : undefined;
  };
  const numbered = (count: number, at: (number: number) => StandingRecord) => ({
    name,
    count,
    at,
    withId: (id: string) => {
      const number = numberIn(id, count);
      return number === undefined ? undefined : at(number);
    },
  });
  /** Records under a present code only: the registers keep them under the one that was in force. */
  const present = (code: string): number | undefined => {
    const index = country.indexOf(code);
    return index !== undefined && country.codeOf(index) === code ? index : undefined;
  };

  const personAt = (number: number): StandingRecord => ({ number, record: country.personOf(number - 1) });
  const personWith = (code: string): StandingRecord | undefined => {
    const index = country.indexOf(code);
    return index === undefined ? undefined : personAt(index + 1);
  };

  const { pensions, ranks, disabled } = country;
  const pensionAt = (number: number): StandingRecord => ({
    number,
    record: country.pensionOf(pensions.placeOf(number - 1), idOf(number)),
  });

  const decisionAt = (number: number): StandingRecord => {
    const { rank, place } = ranks.ownerOf(number);
    const index = disabled.placeOf(rank);
    const personCode = country.codeOf(index);
    const record = { decisionId: idOf(number), recordVersion: 1, personCode };
    return { number, record: { ...record, ...country.decisionsOf(index)[place] } };
  };

  return {
    pmlp: {
      name,
      count: inhabitants,
      isFed: false,
      of: (code) => [personWith(code)].filter((person) => person !== undefined),
      withId: personWith,
      at: personAt,
    },
    sais: {
      ...numbered(pensions.count, pensionAt),
      isFed: false,
      of(code) {
        const index = present(code);
        const rank = index === undefined ? undefined : pensions.rankOf(index);
        return rank === undefined ? [] : [pensionAt(rank + 1)];
      },
    },
    vdeavk: {
      ...numbered(ranks.decisions, decisionAt),
      isFed: true,
      of(code) {
        const index = present(code);
        const rank = index === undefined ? undefined : disabled.rankOf(index);
        if (rank === undefined) return [];
        const first = ranks.firstNumberOf(rank);
        return ranks.partsOf(rank).map((_, place) => decisionAt(first + place));
      },
    },
  };
}
