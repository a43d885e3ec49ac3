import assert from 'node:assert/strict';
import { after, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { FILE_RULES, OBJECT_RULES, type ObjectRuleCode } from '@saite/contracts/sopa';
import { XmlSchema } from '../../../xml/schema.ts';
import { type ImportFileOptions, townOfFile, writeImportFile } from '../write-import-file.ts';
import { brokenBy } from './cases.ts';
import { FILE_MISTAKES, isFileMistake } from './file-mistakes.ts';

const SECOND_DAY: ImportFileOptions = {
  seed: 3,
  municipality: '0001000',
  sequence: 2,
  kind: 'daily',
  periodFrom: '2026-11-23',
  periodTo: '2026-11-23',
  persons: 320,
  day: 2,
};
const fileOf = (options: ImportFileOptions): Buffer => Buffer.concat([...writeImportFile(options)]);
const isObjectRule = (code: string): code is ObjectRuleCode => Object.hasOwn(OBJECT_RULES, code);
/** That one fills a file of its own. */
const CODES = Object.keys(OBJECT_RULES)
  .filter(isObjectRule)
  .filter((code) => code !== 'OBJECTS_OVER_LIMIT');

suite('the mistakes of the played SOPA', () => {
  const schema = new XmlSchema(
    fileURLToPath(import.meta.resolve('@saite/contracts/generated/xsd/SopaImport.xsd')),
    [],
  );
  after(() => schema[Symbol.dispose]());
  const clean = fileOf(SECOND_DAY).toString();

  for (const code of CODES)
    test(`leave a file as the schema says, and change the objects that are told: ${code}`, () => {
      const mistakes = [{ code, count: 2 }];
      const file = fileOf({ ...SECOND_DAY, mistakes }).toString();
      assert.notEqual(file, clean);
      assert.doesNotThrow(() => schema.read(file));
      const broken = [...brokenBy(townOfFile(SECOND_DAY), mistakes)];
      assert.ok(broken.filter((one) => one.code === code).length >= 2);
      for (const { id } of broken) assert.ok(file.includes(`>${id}<`));
    });

  for (const code of Object.keys(FILE_RULES).filter(isFileMistake))
    test(`make a file wrong as a whole: ${code}`, () => {
      assert.ok(!fileOf({ ...SECOND_DAY, fileMistake: code }).equals(Buffer.from(clean)));
    });

  test('cover every level-1 rule but the one about the reader that is chosen', () => {
    assert.deepEqual(
      Object.keys(FILE_RULES).filter((code) => !isFileMistake(code)),
      ['OUTSIDE_SUBSET'],
    );
    assert.equal(Object.keys(FILE_MISTAKES).length, Object.keys(FILE_RULES).length - 1);
  });
});
