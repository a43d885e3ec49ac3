import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { datasetAsCsv } from './csv.ts';
import { CHILDREN, madeEdition, RIGA, row } from './testing/made-edition.ts';
import { readCsv } from './testing/read-csv.ts';

const HEADER = 'period,atvk,municipality,severity,children,age_0_6,average,suppressed\r\n';

suite('a data set as CSV', () => {
  test('given an edition, then lines end with CRLF, a hidden figure is empty and its column named last', () => {
    assert.equal(
      datasetAsCsv(CHILDREN, madeEdition({})),
      `${HEADER}2026-10,0001000,Rīga,I,12,5,1024.50,\r\n` +
        '2026-10,0023000,"Ventspils novads, ""pie jūras""",II+,,,0.00,children age_0_6\r\n',
    );
  });

  test('given no edition, then there is the first line alone', () => {
    assert.equal(datasetAsCsv(CHILDREN, undefined), HEADER);
  });

  test('zero is a figure, and not an empty cell', () => {
    const edition = madeEdition({ rows: [row(RIGA, { children: 0, age_0_6: 0, average: '0.00' })] });
    assert.match(datasetAsCsv(CHILDREN, edition), /,0,0,0\.00,\r\n$/);
  });

  test('no cell begins with what a spreadsheet runs as a formula', () => {
    const names = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '"=1"', '=a,"b"\r\nc'];
    const figures = { children: 3, age_0_6: 3, average: '1.00' };
    const edition = madeEdition({
      rows: names.map((municipality) => row({ ...RIGA, municipality }, figures)),
    });
    const [, ...rows] = readCsv(datasetAsCsv(CHILDREN, edition));
    assert.equal(rows.length, names.length);
    for (const cells of rows) for (const cell of cells) assert.doesNotMatch(cell, /^[=+\-@\t\r＝＋－＠]/);
    assert.equal(rows[0]?.[2], "'=1+1");
  });
});
