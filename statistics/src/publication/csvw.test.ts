import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { z } from 'zod';
import { datasetAsCsv } from './csv.ts';
import { datasetAsCsvw } from './csvw.ts';
import { CHILDREN, madeEdition } from './testing/made-edition.ts';
import { readCsv } from './testing/read-csv.ts';

/** What a reader of CSV on the Web takes from the description. */
const Description = z.object({
  '@context': z.tuple([z.literal('http://www.w3.org/ns/csvw'), z.object({ '@language': z.string() })]),
  url: z.string(),
  tableSchema: z.object({
    columns: z.array(
      z.object({
        name: z.string(),
        titles: z.object({ und: z.string(), lv: z.string(), en: z.string() }),
        datatype: z.union([z.string(), z.object({ base: z.string(), format: z.string() })]),
        required: z.boolean(),
        separator: z.string().optional(),
      }),
    ),
    primaryKey: z.array(z.string()),
  }),
});
type Column = z.infer<typeof Description>['tableSchema']['columns'][number];

const PATTERNS: Readonly<Record<string, RegExp>> = {
  gYearMonth: /^[0-9]{4}-[0-9]{2}$/,
  nonNegativeInteger: /^[0-9]+$/,
  decimal: /^[0-9]+\.[0-9]{2}$/,
};

/** Whether a cell is as its column's description says. */
function fits({ datatype, required, separator }: Column, cell: string): boolean {
  if (cell === '') return !required;
  const values = separator === undefined ? [cell] : cell.split(separator);
  const { base, format } = typeof datatype === 'string' ? { base: datatype, format: undefined } : datatype;
  if (base === 'string') return values.every((value) => !format || new RegExp(`^(?:${format})$`).test(value));
  const pattern = PATTERNS[base];
  if (!pattern) throw new Error(`unknown datatype ${base}`);
  return values.every((value) => pattern.test(value));
}

const described = datasetAsCsvw(CHILDREN);
const { url, tableSchema } = Description.parse(described);

suite('the description of a structure by CSV on the Web', () => {
  test('given a published file, then it has exactly the described columns, and every cell fits', () => {
    const [names, ...rows] = readCsv(datasetAsCsv(CHILDREN, madeEdition({})));
    assert.deepEqual(
      tableSchema.columns.map(({ titles }) => titles.und),
      names,
    );
    assert.equal(rows.length, 2);
    for (const row of rows)
      for (const [index, column] of tableSchema.columns.entries())
        assert.ok(fits(column, row[index] ?? '?'), `${column.name}: ${row[index]}`);
  });

  test('a cell that is not of its column does not fit', () => {
    const column = (name: string) => {
      const found = tableSchema.columns.find((one) => one.name === name);
      assert.ok(found);
      return found;
    };
    assert.ok(!fits(column('severity'), 'III'));
    assert.ok(!fits(column('severity'), 'III+'), 'a code is no pattern');
    assert.ok(fits(column('severity'), 'II+'));
    assert.ok(!fits(column('children'), '-1'));
    assert.ok(!fits(column('average'), '1,5'));
    assert.ok(!fits(column('period'), ''));
    assert.ok(fits(column('children'), ''), 'a hidden figure is empty');
  });

  test('period and key columns name a row, and no two rows have the same', () => {
    assert.deepEqual(tableSchema.primaryKey, ['period', 'atvk', 'municipality', 'severity']);
    const [names = [], ...rows] = readCsv(datasetAsCsv(CHILDREN, madeEdition({})));
    const keys = rows.map((row) => tableSchema.primaryKey.map((key) => row[names.indexOf(key)]).join('|'));
    assert.equal(new Set(keys).size, rows.length);
  });

  test('columns and codes have names in both languages, and the file is found from where it stands', () => {
    const text = JSON.stringify(described);
    assert.match(text, /"@value":"ļoti smaga","@language":"lv"/);
    assert.match(text, /"@value":"very severe","@language":"en"/);
    const place = 'https://saite.example.lv/v1/datasets/D3/structure';
    assert.equal(new URL(url, place).href, 'https://saite.example.lv/v1/datasets/D3?format=csv');
  });
});
