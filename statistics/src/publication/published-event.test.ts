import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { suite, test } from 'node:test';
import { Dataset, DatasetPublished } from '@saite/contracts';
import { datasetAsCsv } from './csv.ts';
import { publishedEvent } from './published-event.ts';
import { renderingsOf } from './renderings.ts';
import { CHILDREN, madeEdition } from './testing/made-edition.ts';

const told = (edition = madeEdition({})) =>
  DatasetPublished.parse(
    publishedEvent(CHILDREN, edition, renderingsOf(CHILDREN, edition), 'https://saite.example.lv/'),
  );

suite('what is told of a published edition', () => {
  test('is as the contract says, with each form at an address that needs no header', () => {
    const { recordId, recordVersion, supersedes, correction, distributions } = told();
    assert.deepEqual([recordId, recordVersion, supersedes, correction], ['D3-2026-10', 1, null, null]);
    assert.deepEqual(
      distributions.map(({ name, url }) => `${name} ${url}`),
      [
        'D3-2026-10.csv https://saite.example.lv/v1/datasets/D3?period=2026-10&edition=1&format=csv',
        'D3-2026-10.json https://saite.example.lv/v1/datasets/D3?period=2026-10&edition=1&format=json',
      ],
    );
  });

  test('its sizes and digests are those of the bytes that are given out', () => {
    const edition = madeEdition({});
    const [csv, json] = renderingsOf(CHILDREN, edition);
    assert.equal(csv?.body, datasetAsCsv(CHILDREN, edition));
    Dataset.parse(JSON.parse(json?.body ?? ''));
    const { distributions } = told(edition);
    for (const [index, file] of [csv, json].entries()) {
      const bytes = Buffer.from(file?.body ?? '', 'utf8');
      assert.equal(distributions[index]?.bytes, bytes.length);
      assert.equal(distributions[index]?.sha256, createHash('sha256').update(bytes).digest('hex'));
    }
    assert.notEqual(csv?.sha256, json?.sha256);
  });

  test('given a corrected edition, then it has the same file names and says what changed', () => {
    const changes = [{ keys: { atvk: '0001000' }, columns: ['children', 'age_0_6'] }];
    const { recordId, supersedes, correction, distributions } = told(madeEdition({ edition: 2, changes }));
    assert.deepEqual([recordId, supersedes], ['D3-2026-10', 1]);
    assert.equal(correction?.en, '2 figures in 1 row were corrected.');
    assert.equal(distributions[0]?.name, 'D3-2026-10.csv');
    assert.match(distributions[0]?.url ?? '', /edition=2/);
  });
});
