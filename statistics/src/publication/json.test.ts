import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Dataset, Month } from '@saite/contracts';
import { datasetAsJson } from './json.ts';
import { CHILDREN, madeEdition, RIGA, row } from './testing/made-edition.ts';

suite('a data set as JSON', () => {
  test('given an edition, then each row has every column, and a hidden figure is null and named', () => {
    const dataset = Dataset.parse(datasetAsJson(CHILDREN, madeEdition({})));
    assert.deepEqual(dataset.items, [
      {
        period: '2026-10',
        ...RIGA,
        children: 12,
        age_0_6: 5,
        average: '1024.50',
        suppressed: [],
      },
      {
        period: '2026-10',
        atvk: '0023000',
        municipality: 'Ventspils novads, "pie jūras"',
        severity: 'II+',
        children: null,
        age_0_6: null,
        average: '0.00',
        suppressed: ['children', 'age_0_6'],
      },
    ]);
    assert.deepEqual(
      dataset.columns.map(({ name }) => name),
      Object.keys(dataset.items[0] ?? {}),
    );
  });

  test('given a corrected edition, then it says which one it corrects and what changed', () => {
    const changes = [{ keys: { ...RIGA }, columns: ['children'] }];
    const dataset = Dataset.parse(datasetAsJson(CHILDREN, madeEdition({ edition: 2, changes })));
    assert.equal(dataset.edition, 2);
    assert.equal(dataset.supersedes, 1);
    assert.deepEqual(dataset.changes, [{ row: RIGA, columns: ['children'] }]);
  });

  test('given a period without an edition, then it has columns and no rows', () => {
    const dataset = Dataset.parse(datasetAsJson(CHILDREN, undefined, Month.parse('2019-01')));
    assert.deepEqual(dataset.items, []);
    assert.equal(dataset.columns.length, 8);
    assert.equal(dataset.period, '2019-01');
    assert.equal(dataset.edition, null);
    assert.equal(dataset.publishedAt, null);
  });

  test('a row that shows what it names as hidden is not given out, nor one that lacks a figure', () => {
    const figures = { children: 2, age_0_6: 1, average: '1.00' };
    const open = madeEdition({ rows: [row(RIGA, figures, ['children'])] });
    assert.throws(() => datasetAsJson(CHILDREN, open), /hidden/);
    const lacking = madeEdition({ rows: [row(RIGA, { children: 2, average: '1.00' })] });
    assert.throws(() => datasetAsJson(CHILDREN, lacking), /age_0_6/);
    for (const children of [1.5, -1, '3', Number.NaN]) {
      const odd = madeEdition({ rows: [row(RIGA, { ...figures, children })] });
      assert.throws(() => datasetAsJson(CHILDREN, odd), /children/);
    }
  });
});
