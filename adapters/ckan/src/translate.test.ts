import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { ClientFile } from './client-file.ts';
import { PortalPackage } from './portal/protocol.ts';
import { dataOf } from './testing/made-editions.ts';
import { missingIn, packageOf, resourceOf } from './translate.ts';

const client = ClientFile.parse({
  token: 'secret',
  organisation: 'lm',
  namePrefix: 'lm-',
  contact: { name: 'Datu nodaļa', email: 'dati@example.lv' },
});
const edition = dataOf('https://saite.example.lv', { edition: 2 });
const news = { newest: edition, issuedAt: '2026-10-02T06:00:00.000Z' };

suite('a data set in the words of the portal', () => {
  test('its name is one that CKAN takes, and its further fields go as extras or as fields of a schema', () => {
    const asExtras = packageOf(client, news);
    assert.equal(asExtras.name, 'lm-d3');
    assert.ok(Array.isArray(asExtras.extras));
    assert.deepEqual(
      asExtras.extras.find(({ key }) => key === 'frequency'),
      { key: 'frequency', value: 'monthly' },
    );
    const asFields = packageOf({ ...client, fieldsAs: 'fields' }, news);
    assert.equal(asFields.frequency, 'monthly');
    assert.equal('extras' in asFields, false);
    assert.equal(asFields.maintainer_email, 'dati@example.lv');
    assert.ok(!JSON.stringify([asExtras, asFields]).includes('secret'));
  });

  test('a corrected edition names itself, what changed and where the earlier one is', () => {
    const [csv] = edition.distributions;
    assert.ok(csv);
    assert.equal(
      resourceOf(edition, csv).description,
      '2. izdevums, 2026-11-02. Labots 1 rādītājs 1 rindā. Iepriekšējais izdevums: ' +
        'https://saite.example.lv/v1/datasets/D3?period=2026-10&edition=1&format=csv\n\n' +
        'Edition 2, 2026-11-02. 1 figure in 1 row was corrected. Earlier edition: ' +
        'https://saite.example.lv/v1/datasets/D3?period=2026-10&edition=1&format=csv',
    );
    const first = dataOf('https://saite.example.lv', {});
    assert.ok(first.distributions[0]);
    assert.equal(
      resourceOf(first, first.distributions[0]).description,
      '1. izdevums, 2026-11-01.\n\nEdition 1, 2026-11-01.',
    );
  });

  test('nothing is missing at a portal that shows it all in another order, and only what differs is', () => {
    const wanted = packageOf(client, news);
    const { tags, extras, ...plain } = wanted;
    assert.ok(Array.isArray(tags) && Array.isArray(extras));
    const shown = PortalPackage.parse({
      ...plain,
      id: 'p-1',
      state: 'active',
      organization: { id: 'o-1', name: 'lm' },
      owner_org: 'o-1',
      tags: tags.toReversed().map((tag) => ({ ...tag, display_name: tag.name, state: 'active' })),
      extras: extras.toReversed(),
    });
    assert.deepEqual(missingIn(shown, wanted), {});
    assert.deepEqual(missingIn({ ...shown, title: 'Cits' }, wanted), { title: wanted.title });
    assert.deepEqual(Object.keys(missingIn({ ...shown, extras: [] }, wanted)), ['extras']);
  });
});
