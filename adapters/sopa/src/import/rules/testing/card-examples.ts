import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ObjectRuleCode, RuleCodesOf } from '@saite/contracts/sopa';
import type { PersonKind } from '../cards.ts';
import { checkPerson } from '../check-person.ts';
import { cardOf, type Given, outcome } from './cards.ts';
import { FILE } from './values.ts';

/** Of a rule: what just breaks it with the last object of its kind in the file, and what just does not. */
export interface CardExample {
  readonly broken: readonly [Given, ...Given[]];
  readonly right: readonly [Given, ...Given[]];
  /** Rules that the last object of every one of the broken ones breaks too. */
  readonly also?: readonly ObjectRuleCode[];
}

/** Examples of every rule that looks at a person's objects of a kind together; one without does not compile. */
export type CardExamples<Kind extends PersonKind> = {
  readonly [Code in RuleCodesOf<Kind, 'person' | 'everywhere'>]: CardExample;
};

/** Tries the rules of a kind with examples of them. */
export function tryCardRules<Kind extends Exclude<PersonKind, 'person'>>(
  kind: Kind,
  examples: CardExamples<Kind>,
): void {
  const found = (given: Given) => outcome(checkPerson(cardOf(given), FILE));
  describe(`given a person with objects of the kind ${kind}`, () => {
    for (const [code, example] of Object.entries<CardExample>(examples)) {
      const codes = [code, ...(example.also ?? [])].toSorted().join(' ');
      it(`when the last of the file just breaks ${code}, then that is told of it alone`, () => {
        for (const given of example.broken)
          assert.deepEqual(found(given), [`${kind} ${given[kind]?.file?.length}: ${codes}`]);
      });

      it(`when all just keep ${code}, then all are taken`, () => {
        for (const given of example.right) {
          assert.ok(given[kind]?.file?.length, 'an example holds an object that is judged');
          assert.deepEqual(found(given), []);
        }
      });
    }
  });
}
