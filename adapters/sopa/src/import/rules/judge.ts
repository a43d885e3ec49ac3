import type { SopaKind } from '@saite/contracts/sopa';
import type { FactsOf } from '../facts.ts';
import type { CardObject } from './cards.ts';
import { type Broken, brokenBy, type Rule } from './rule-table.ts';

/** What an object is judged beside: it grows by each object that is not wrong. */
export interface Known<Facts> {
  /** An object that is stored, or of the file and without an error. */
  take(facts: Facts): void;
  /** An object of the file that has an error, for what looks at objects that are still to be judged. */
  drop?(facts: Facts): void;
}

const byPlace = (one: { readonly place: number | null }, other: { readonly place: number | null }): number =>
  (one.place ?? 0) - (other.place ?? 0);

/**
 * Judges the objects of the file among those of a kind, in the order of the file: of two that clash the later one is
 * wrong, and what is wrong is no longer there for those after it.
 *
 * @param begin makes what they are judged beside; called only if the file has one of them
 * @param broken takes those that break a rule
 * @returns the stored ones and those without an error
 */
export function judge<Kind extends SopaKind, Beside extends Known<FactsOf<Kind>>>(
  objects: readonly CardObject<Kind>[],
  rules: readonly Rule<FactsOf<Kind>, Beside>[],
  begin: () => Beside,
  broken: Broken[],
): readonly CardObject<Kind>[] {
  const ofFile = objects.filter(({ place }) => place !== null);
  if (ofFile.length === 0) return objects;
  const known = begin();
  const right = objects.filter(({ place }) => place === null);
  for (const { facts } of right) known.take(facts);
  for (const object of ofFile.sort(byPlace)) {
    const codes = brokenBy(rules, object.facts, known);
    if (codes.length === 0) {
      known.take(object.facts);
      right.push(object);
    } else {
      known.drop?.(object.facts);
      broken.push({ object, codes });
    }
  }
  return right;
}
