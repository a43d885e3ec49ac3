import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SOPA_KINDS, type SopaKind } from './data-sets.ts';
import { FILE_RULES } from './file-rules.ts';
import type { FieldTable, RecordType } from './model.ts';
import { OBJECT_RULES, type ObjectRule, type RuleScope } from './rules.ts';

const RULES: readonly (readonly [string, ObjectRule])[] = Object.entries(OBJECT_RULES);

/** What the codes of a kind begin with; those of every kind begin with none of these. */
const PREFIXES: { readonly [Kind in SopaKind]: string } = {
  person: 'PERSON_',
  status: 'STATUS_',
  survey: 'SURVEY_',
  benefit: 'BENEFIT_',
  service: 'SERVICE_',
  declaration: 'DECLARATION_',
  'group-home': 'HOME_',
  'group-home-stay': 'STAY_',
  claim: 'CLAIM_',
  'financial-report': 'FINANCIAL_',
  'statistical-report': 'STATISTICAL_',
};
const kindOfCode = (code: string): ObjectRule['kind'] => {
  const found = Object.values(SOPA_KINDS).find(({ kind }) => code.startsWith(PREFIXES[kind]));
  return found?.kind ?? 'any';
};

/** Names of all elements of a record, those of records within it too. */
function elementsOf(type: RecordType<FieldTable>): string[] {
  return Object.entries(type.fields).flatMap(([name, { type: inner }]) =>
    'record' in inner ? [name, ...elementsOf(inner.record)] : [name],
  );
}
const DELETION_ELEMENTS = ['DeletedOn', 'Reason'];

const wrong = (isRight: (rule: ObjectRule, code: string) => boolean): string[] =>
  RULES.filter(([code, rule]) => !isRight(rule, code)).map(([code]) => code);

describe('the level-2 rules of the import', () => {
  it('are named after the kind of object that they are about', () => {
    assert.deepEqual(
      wrong(
        ({ kind }, code) => kindOfCode(code) === kind && /^[A-Z]+(_[A-Z]+)+$/.test(code) && code.length <= 60,
      ),
      [],
    );
  });

  it('have codes that no level-1 rule has', () => {
    assert.deepEqual(
      wrong((_, code) => !Object.hasOwn(FILE_RULES, code)),
      [],
    );
  });

  it('tell what is wrong in Latvian, in one sentence that fits the result file', () => {
    assert.deepEqual(
      wrong(
        ({ message: { lv } }) =>
          lv.length <= 1000 &&
          /^[„\p{Lu}].*[^.]\.$/u.test(lv) &&
          /[āčēģīķļņšūž]/.test(lv) &&
          !/\bthe\b/i.test(lv),
      ),
      [],
    );
  });

  it('tell it in English, in one sentence that fits the result file', () => {
    assert.deepEqual(
      wrong(
        ({ message: { en } }) =>
          en.length <= 1000 && /^[A-Z].*[^.]\.$/.test(en) && !/[āčēģīķļņšūž]/.test(en.replace('VDEĀVK', '')),
      ),
      [],
    );
  });

  it('say of every kind in words of its own what is wrong, so that no two rules of a kind read the same', () => {
    for (const language of ['lv', 'en'] as const) {
      const told = RULES.map(([, { kind, message }]) => `${kind}: ${message[language]}`);
      assert.equal(new Set(told).size, told.length, language);
    }
  });

  it('show elements that the object really has', () => {
    assert.deepEqual(
      wrong(({ kind, element }) => {
        if (element === null) return true;
        const elements = kind === 'any' ? DELETION_ELEMENTS : elementsOf(SOPA_KINDS[kind].type);
        return elements.includes(element);
      }),
      [],
    );
  });

  it('say for every kind of object where a person finds what is wrong', () => {
    for (const kind of Object.values(SOPA_KINDS).map((entry) => entry.kind))
      assert.ok(
        RULES.some(([, rule]) => rule.kind === kind && rule.element !== null),
        kind,
      );
  });

  it('are at least eighty, and more than forty look beyond one value: at other days, objects, files', () => {
    const alone: readonly RuleScope[] = ['value', 'object'];
    assert.ok(RULES.length >= 80);
    assert.ok(RULES.filter(([, { scope }]) => !alone.includes(scope)).length > 40);
    const comparesDays = ({ kind, scope, element }: ObjectRule) =>
      kind !== 'any' &&
      scope === 'object' &&
      element !== null &&
      Object.entries(SOPA_KINDS[kind].type.fields).some(
        ([name, { type }]) =>
          name === element && 'base' in type && ['DateType', 'MonthType'].includes(type.name),
      );
    assert.ok(RULES.filter(([, rule]) => comparesDays(rule)).length >= 20);
  });
});
