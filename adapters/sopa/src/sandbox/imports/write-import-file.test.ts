import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { SOPA_KIND_LIST, SOPA_KINDS } from '@saite/contracts/sopa';
import { XmlSchema } from '../../xml/schema.ts';
import { type ImportFileOptions, personsOfBytes, writeImportFile } from './write-import-file.ts';

const FIRST: ImportFileOptions = {
  seed: 1,
  municipality: '0001000',
  sequence: 1,
  kind: 'daily',
  periodFrom: '2026-11-01',
  periodTo: '2026-11-22',
  persons: 600,
};
const onDay = (day: number): ImportFileOptions => {
  const date = `2026-11-${21 + day}`;
  return { ...FIRST, sequence: day, day, periodFrom: date, periodTo: date };
};
const bytesOf = (options: ImportFileOptions): Buffer => Buffer.concat([...writeImportFile(options)]);
const countOf = (text: string, part: RegExp): number => text.match(part)?.length ?? 0;
const totalIn = (xml: string, name: string): string =>
  new RegExp(`<${name}>([0-9.]+)</${name}>`).exec(xml)?.[1] ?? '';

const FILES: readonly (readonly [string, ImportFileOptions])[] = [
  ['a first file', FIRST],
  ['the file of the second day', onDay(2)],
  ['the file of the fifth day', onDay(5)],
  ['one of a municipality of today', { ...FIRST, seed: 7, municipality: '0038001' }],
];

suite('an import file of the played SOPA', () => {
  test('is the same for the same options, and another one for another seed, day or municipality', () => {
    const first = bytesOf(FIRST);
    assert.ok(first.equals(bytesOf(FIRST)));
    for (const other of [{ seed: 2 }, { municipality: '0002000' }, { sequence: 2, day: 2 }])
      assert.ok(!first.equals(bytesOf({ ...FIRST, ...other })));
  });

  for (const [what, options] of FILES) {
    test(`is as the schema says: ${what}`, () => {
      using schema = new XmlSchema(
        fileURLToPath(import.meta.resolve('@saite/contracts/generated/xsd/SopaImport.xsd')),
        [],
      );
      assert.doesNotThrow(() => schema.read(bytesOf(options).toString()));
    });

    test(`has control totals of what it holds: ${what}`, () => {
      const xml = bytesOf(options).toString();
      for (const kind of SOPA_KIND_LIST) {
        const { element, total: key } = SOPA_KINDS[kind];
        const total = key.charAt(0).toUpperCase() + key.slice(1);
        assert.equal(totalIn(xml, total), String(countOf(xml, new RegExp(`^    <${element}>`, 'gm'))), total);
      }
      assert.equal(totalIn(xml, 'Deletions'), String(countOf(xml, /^ {4}<Deleted/gm)));
      const amounts = [...xml.matchAll(/^ {4}<(Benefit|Claim)>[\s\S]*?^ {6}<Amount>([0-9.]+)<\/Amount>/gm)];
      const cents = amounts.reduce((sum, [, , amount]) => sum + Number(amount?.replace('.', '')), 0);
      assert.equal(totalIn(xml, 'Amount').replace('.', ''), String(cents));
    });
  }

  test('tells a later day by few objects, some of them deletions', () => {
    const first = bytesOf(FIRST);
    const later = [2, 3, 4, 5, 6].map((day) => bytesOf(onDay(day)));
    assert.ok(later.every(({ length }) => length > 0 && length < first.length / 10));
    assert.ok(later.some((file) => file.includes('<Deleted')));
  });

  test('has texts that try a reader: references, CDATA, letters beyond Latin', () => {
    const xml = bytesOf(FIRST).toString();
    for (const part of ['&amp;', '&lt;', '<![CDATA[', '&#x12B;', 'Ķ', 'ņ'])
      assert.ok(xml.includes(part), part);
  });

  test('is about as large as asked for', () => {
    const bytes = 4_000_000;
    const made = bytesOf({ ...FIRST, persons: personsOfBytes(FIRST, bytes) }).length;
    assert.ok(Math.abs(made - bytes) < bytes / 50);
  });

  test('is refused for a municipality that is none on that day', () => {
    assert.throws(() => bytesOf({ ...FIRST, municipality: '0055000' }), RangeError);
  });
});
