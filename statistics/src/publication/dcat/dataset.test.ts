import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { JsonDocument } from '../json-document.ts';
import { renderingsOf } from '../renderings.ts';
import { CHILDREN, madeEdition } from '../testing/made-edition.ts';
import { complaintsOf, triplesOf } from '../testing/shacl.ts';
import { datasetAsDcat } from './dataset.ts';

const BASE = 'https://saite.example.lv';
const corrected = madeEdition({
  period: '2026-09',
  edition: 2,
  publishedAt: '2026-11-05T06:00:00Z',
  changes: [{ keys: { atvk: '0001000' }, columns: ['children', 'age_0_6'] }],
});
const catalogued = [
  madeEdition({ period: '2026-06', publishedAt: '2026-07-02T06:00:00Z' }),
  corrected,
  madeEdition({ period: '2026-10' }),
].map((edition) => ({ ...edition, files: renderingsOf(CHILDREN, edition) }));
const published = datasetAsDcat(CHILDREN, catalogued, BASE);
const without = (name: string): JsonDocument =>
  Object.fromEntries(Object.entries(published).filter(([key]) => key !== name));

const DCT = 'http://purl.org/dc/terms/';
const DCAT = 'http://www.w3.org/ns/dcat#';
const DATASET = `${BASE}/v1/datasets/D3`;

suite('metadata by DCAT-AP 3.0.1', () => {
  for (const shapes of ['shapes', 'range', 'shapes_recommended'] as const)
    test(`are as the published ${shapes}.ttl asks`, async () => {
      assert.deepEqual(await complaintsOf(published, shapes), []);
    });

  test('of a data set without editions are valid too', async () => {
    const empty = datasetAsDcat(CHILDREN, [], BASE);
    assert.deepEqual(await complaintsOf(empty, 'shapes'), []);
    assert.deepEqual(await complaintsOf(empty, 'range'), []);
  });

  test('the shapes complain of what is not as it must be', async () => {
    assert.notDeepEqual(await complaintsOf(without('dct:title'), 'shapes'), []);
    const twice = { ...published, 'dcat:version': ['1', '2'] };
    assert.notDeepEqual(await complaintsOf(twice, 'shapes'), []);
    const classless = { ...published, 'dct:publisher': { '@id': 'https://www.lm.gov.lv/' } };
    assert.notDeepEqual(await complaintsOf(classless, 'range'), []);
  });

  test('say in both languages what it is, and who publishes it under which licence', async () => {
    const triples = await triplesOf(published);
    const said = (name: string) =>
      triples
        .getObjects(DATASET, name, null)
        .map((term) => ('language' in term ? `${term.value}@${term.language}` : term.value));
    assert.deepEqual(said(`${DCT}title`), ['Bērni ar invaliditāti@lv', 'Children with a disability@en']);
    assert.deepEqual(said(`${DCAT}keyword`).sort(), [
      'bērni@lv',
      'children@en',
      'disability@en',
      'invaliditāte@lv',
    ]);
    assert.deepEqual(said(`${DCAT}version`), ['2026-09/2@']);
    assert.deepEqual(said(`${DCT}issued`), ['2026-07-02T06:00:00Z@']);
    assert.deepEqual(said(`${DCT}modified`), ['2026-11-05T06:00:00Z@']);
    assert.deepEqual(said('http://www.w3.org/ns/adms#versionNotes'), [
      '2026-09, 2. izdevums: Laboti 2 rādītāji 1 rindā.@lv',
      '2026-09, edition 2: 2 figures in 1 row were corrected.@en',
    ]);
    const publisher = triples.getObjects(DATASET, `${DCT}publisher`, null)[0];
    assert.ok(publisher);
    const names = triples.getObjects(publisher, 'http://xmlns.com/foaf/0.1/name', null);
    assert.ok(names.some(({ value }) => value === 'Labklājības ministrija'));
    for (const { subject } of triples.getQuads(null, `${DCAT}downloadURL`, null, null))
      assert.match(triples.getObjects(subject, `${DCT}license`, null)[0]?.value ?? '', /licence\/CC0$/);
  });

  test('each period and format is a distribution with the size and digest of the very file', async () => {
    const triples = await triplesOf(published);
    const files = triples.getObjects(DATASET, `${DCAT}distribution`, null);
    assert.equal(files.length, 6);
    const [csv] = renderingsOf(CHILDREN, corrected);
    const url = `${DATASET}?period=2026-09&edition=2&format=csv`;
    const one = (subject: string, name: string) => triples.getObjects(subject, name, null)[0];
    assert.equal(one(url, `${DCAT}downloadURL`)?.value, url);
    assert.equal(one(url, `${DCAT}byteSize`)?.value, String(csv?.bytes));
    const checksum = one(url, 'http://spdx.org/rdf/terms#checksum');
    assert.ok(checksum);
    const value = triples.getObjects(checksum, 'http://spdx.org/rdf/terms#checksumValue', null)[0];
    assert.equal(value?.value, csv?.sha256);
  });

  test('given a period that is missing, then the time covered has a gap', async () => {
    const triples = await triplesOf(published);
    const spans = triples.getObjects(DATASET, `${DCT}temporal`, null).map((span) => {
      const day = (name: string) => triples.getObjects(span, `${DCAT}${name}`, null)[0]?.value;
      return `${day('startDate')} ${day('endDate')}`;
    });
    assert.deepEqual(spans.sort(), ['2026-06-01 2026-06-30', '2026-09-01 2026-10-31']);
  });
});
