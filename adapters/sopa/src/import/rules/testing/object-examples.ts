import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  OBJECT_RULES,
  type ObjectRuleCode,
  type RuleCodesOf,
  type SopaKind,
  type SopaRecords,
} from '@saite/contracts/sopa';
import { checkObject } from '../check-object.ts';
import { recordOf } from './records.ts';
import { FILE } from './values.ts';

type Changes<Kind extends SopaKind> = Partial<SopaRecords[Kind]>;

/** Of a rule: changes of a right object that just break it, and such that just do not. */
export interface ObjectExample<Kind extends SopaKind> {
  readonly broken: readonly [Changes<Kind>, ...Changes<Kind>[]];
  readonly right: readonly [Changes<Kind>, ...Changes<Kind>[]];
  /** Rules that every one of the broken ones breaks too. */
  readonly also?: readonly ObjectRuleCode[];
}

/** Examples of every rule of a kind that looks at an object alone; a rule without one does not compile. */
export type ObjectExamples<Kind extends SopaKind> = {
  readonly [Code in RuleCodesOf<Kind, 'value' | 'object' | 'file-date'>]: ObjectExample<Kind>;
};

const isRuleCode = (text: string): text is ObjectRuleCode => Object.hasOwn(OBJECT_RULES, text);

/** Tries the rules of a kind with examples of them. */
export function tryObjectRules<Kind extends SopaKind>(kind: Kind, examples: ObjectExamples<Kind>): void {
  const codesWith = (changes: Changes<Kind>) => checkObject(kind, recordOf(kind, changes), FILE);
  describe(`given an object of the kind ${kind}`, () => {
    it('when nothing is wrong with it, then it breaks no rule', () => {
      assert.deepEqual(codesWith({}), []);
    });

    for (const [code, example] of Object.entries<ObjectExample<Kind>>(examples)) {
      if (!isRuleCode(code)) throw new RangeError('an example of what is no rule');
      it(`when it just breaks ${code}, then that is told`, () => {
        for (const changes of example.broken)
          assert.deepEqual(codesWith(changes).toSorted(), [code, ...(example.also ?? [])].toSorted());
      });

      it(`when it just keeps ${code}, then it is taken`, () => {
        for (const changes of example.right) assert.deepEqual(codesWith(changes), []);
      });
    }
  });
}
