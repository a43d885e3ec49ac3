import { OBJECT_RULES, type ObjectRuleCode } from '@saite/contracts/sopa';
import { NEEDS_EARLIER_FILE } from './mistakes/index.ts';
import type { ImportFileOptions } from './write-import-file.ts';

const isRule = (code: string): code is ObjectRuleCode => Object.hasOwn(OBJECT_RULES, code);

/** Rules that a first file can break without another municipality, state care or thousands of objects. */
export const RULES_OF_A_FIRST_FILE: readonly ObjectRuleCode[] = Object.keys(OBJECT_RULES)
  .filter(isRule)
  .filter(
    (code) =>
      !NEEDS_EARLIER_FILE.has(code) &&
      OBJECT_RULES[code].scope !== 'everywhere' &&
      code !== 'OBJECTS_OVER_LIMIT',
  );

const EXAMPLE: ImportFileOptions = {
  seed: 7,
  municipality: '0001000',
  sequence: 1,
  kind: 'daily',
  periodFrom: '2026-11-10',
  periodTo: '2026-11-10',
  persons: 20,
};

/** The example files of the documentation, by name: a right one, and one that breaks each of these rules once. */
export const EXAMPLES: Readonly<Record<'valid' | 'with-errors', ImportFileOptions>> = {
  valid: EXAMPLE,
  'with-errors': { ...EXAMPLE, mistakes: RULES_OF_A_FIRST_FILE.map((code) => ({ code, count: 1 })) },
};
