import type { Cell, Relation } from '../index.ts';
import { type Given, persons, sum } from './tables.ts';

const ALL = 'all';

/**
 * A table like those that are published: territories in planning regions, in each of them groups by bands of age, with
 * totals of groups, bands, regions and the country. The same for the same seed. Territories differ in size as
 * municipalities do, so that small counts gather in some of them.
 */
export function territories(count: number, groups: number, bands: number, seed: number): Given {
  const random = generator(seed);
  const values = new Map<string, number>();
  const cells: Cell[] = [];
  const relations: Relation[] = [];
  const put = (id: string, value: number, weight: number) => {
    values.set(id, value);
    cells.push(persons(id, value, { weight }));
  };
  const gather = (total: string, parts: string[], weight: number) => {
    put(
      total,
      parts.reduce((all, part) => all + (values.get(part) ?? 0), 0),
      weight,
    );
    relations.push(sum(total, ...parts));
  };
  const names = (prefix: string, length: number) => [...Array(length).keys()].map((at) => `${prefix}${at}`);
  const [places, kinds, ages] = [names('t', count), names('g', groups), names('a', bands)];
  for (const place of places) {
    const size = Math.exp(4 * random());
    for (const [at, kind] of kinds.entries()) {
      for (const age of ages) put(`${place} ${kind} ${age}`, Math.floor(size * random() * (at + 1) * 0.6), 1);
      gather(
        `${place} ${kind} ${ALL}`,
        ages.map((age) => `${place} ${kind} ${age}`),
        2,
      );
    }
    for (const age of [...ages, ALL]) {
      gather(
        `${place} ${ALL} ${age}`,
        kinds.map((kind) => `${place} ${kind} ${age}`),
        2,
      );
    }
  }
  const regions = names('region', 5);
  for (const kind of [...kinds, ALL]) {
    for (const age of [...ages, ALL]) {
      for (const [at, region] of regions.entries()) {
        const parts = places.filter((_, place) => place % regions.length === at);
        gather(
          `${region} ${kind} ${age}`,
          parts.map((place) => `${place} ${kind} ${age}`),
          4,
        );
      }
      gather(
        `country ${kind} ${age}`,
        regions.map((region) => `${region} ${kind} ${age}`),
        8,
      );
    }
  }
  return { cells, relations };
}

/** A linear congruential generator: numbers from 0 up to 1. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
