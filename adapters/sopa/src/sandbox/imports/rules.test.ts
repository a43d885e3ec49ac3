import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { OBJECT_RULES, type ObjectRuleCode } from '@saite/contracts/sopa';
import { brokenBy } from './mistakes/cases.ts';
import { NEEDS_EARLIER_FILE } from './mistakes/index.ts';
import { judge } from './testing/judged.ts';
import { type ImportFileOptions, townOfFile, writeImportFile } from './write-import-file.ts';

const FIRST: ImportFileOptions = {
  seed: 3,
  municipality: '0001000',
  sequence: 1,
  kind: 'daily',
  periodFrom: '2026-11-01',
  periodTo: '2026-11-23',
  persons: 200,
};
const OWN_SCOPES: ReadonlySet<string> = new Set(['value', 'object', 'file-date']);
const isObjectRule = (code: string): code is ObjectRuleCode => Object.hasOwn(OBJECT_RULES, code);

/** Rules that objects of a file break by themselves: `code kind id`. */
const judged = (options: ImportFileOptions): string[] =>
  judge(writeImportFile(options))
    .broken.map(({ code, kind, id }) => `${code} ${kind} ${id}`)
    .sort();

suite('made files and the rules that are checked', () => {
  for (const municipality of ['0001000', '0002000', '0038001'])
    for (const day of [1, 2, 9])
      test(`no object of a file without mistakes breaks a rule: ${municipality}, day ${day}`, () => {
        assert.deepEqual(judged({ ...FIRST, municipality, day }), []);
      });

  const codes = Object.keys(OBJECT_RULES).filter(isObjectRule);
  for (const code of codes.filter((one) => !NEEDS_EARLIER_FILE.has(one) && one !== 'OBJECTS_OVER_LIMIT'))
    test(`a mistake breaks its rule and no other: ${code}`, () => {
      const options = { ...FIRST, persons: 20, mistakes: [{ code, count: 3 }] };
      const expected = [...brokenBy(townOfFile(options), options.mistakes)]
        .filter(
          (broken) => OWN_SCOPES.has(OBJECT_RULES[broken.code].scope) && broken.code !== 'DELETED_IN_FUTURE',
        )
        .map((broken) => `${broken.code} ${broken.kind} ${broken.id}`)
        .sort();
      assert.deepEqual(judged(options), expected);
    });
});
