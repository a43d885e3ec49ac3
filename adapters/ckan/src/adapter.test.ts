import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { waitFor } from '@saite/runtime/testing';
import { filesOf } from './testing/made-editions.ts';
import { openWorld, type World } from './testing/world.ts';

suite('editions at the open data portal', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());

  const packageOf = async (name: string) => {
    const found = (await world.ckan.inbox()).filter((one) => one.name === name);
    assert.equal(found.length, 1, `packages named ${name}`);
    const [only] = found;
    assert.ok(only);
    return only;
  };
  const extra = (of: Awaited<ReturnType<typeof packageOf>>, key: string) =>
    of.extras.find((one) => one.key === key)?.value;

  test('given a first edition, then there is a package with a file for each format, byte for byte', async () => {
    await world.publish({});
    await world.settled('D3-2026-10', 'published');
    const shown = await packageOf('labklajiba-d3');
    assert.equal(shown.title, 'Bērni ar invaliditāti');
    assert.equal(shown.notes, 'Bērni pēc teritorijas.\n\nChildren by territory.');
    assert.equal(shown.license_id, 'cc-zero');
    assert.equal(shown.organization?.name, 'labklajibas-ministrija');
    assert.deepEqual(shown.tags.map(({ name }) => name).sort(), [
      'bērni līdz 18',
      'disability',
      'invaliditāte',
    ]);
    assert.equal(extra(shown, 'frequency'), 'monthly');
    assert.equal(extra(shown, 'issued'), '2026-11-01');
    const files = filesOf({});
    assert.deepEqual(
      shown.resources.map(({ format, content }) => [format, content]),
      [
        ['CSV', files.CSV.content],
        ['JSON', files.JSON.content],
      ],
    );
    const [csv] = shown.resources;
    assert.equal(csv?.conformsto, `${world.files.url}/v1/datasets/D3/structure`);
    assert.match(csv.url ?? '', /\/dati\/dataset\/.*\/download\/d3-2026-10\.csv$/);
    assert.equal(await (await fetch(csv.url ?? '')).text(), files.CSV.content);
  });

  test('given a corrected edition, then the same resources hold it, say what changed and lead to the earlier one', async () => {
    const before = await packageOf('labklajiba-d3');
    await world.publish({ edition: 2 });
    await world.settled('D3-2026-10', 'published', 2);
    const shown = await packageOf('labklajiba-d3');
    assert.deepEqual(
      shown.resources.map(({ id }) => id),
      before.resources.map(({ id }) => id),
    );
    const [csv] = shown.resources;
    assert.equal(csv?.content, filesOf({ edition: 2 }).CSV.content);
    assert.match(csv.description ?? '', /^2\. izdevums, 2026-11-02\. Labots 1 rādītājs 1 rindā\./);
    assert.match(csv.description ?? '', /1 figure in 1 row was corrected\./);
    const earlier = `${world.files.url}${filesOf({ edition: 1 }).CSV.path}`;
    assert.ok(csv.description?.includes(earlier), csv.description ?? '');
    assert.equal(extra(shown, 'issued'), '2026-11-01');
    assert.equal(extra(shown, 'modified'), '2026-11-02T06:00:00Z');
  });

  test('given an older edition that is told after a newer one, then nothing changes', async () => {
    const made = { dataset: 'D4' as const };
    await world.publish({ ...made, edition: 3 });
    await world.settled('D4-2026-10', 'published', 3);
    const changes = world.ckan.calls.length;
    await world.publish({ ...made, edition: 2 });
    await world.publish({ ...made, edition: 3 }); // and a copy of the newest
    await world.publish({ dataset: 'D5' });
    await world.settled('D5-2026-10', 'published');
    assert.equal((await world.row('D4-2026-10'))?.record_version, 3);
    const shown = await packageOf('labklajiba-d4');
    assert.equal(shown.resources[0]?.content, filesOf({ ...made, edition: 3 }).CSV.content);
    assert.deepEqual(world.ckan.calls.slice(changes).sort(), [
      'package_create 200',
      'package_show 404',
      'resource_create 200',
      'resource_create 200',
    ]);
  });

  test('given an adapter that knows only the older edition, and the newer one at the portal, then that one stays', async () => {
    const made = { dataset: 'D6' as const };
    await world.publish({ ...made, edition: 2 });
    await world.settled('D6-2026-10', 'published', 2);
    await world.adapter.database.query(`DELETE FROM ${world.adapter.schema}.edition WHERE dataset = 'D6'`);
    await world.publish({ ...made, edition: 1 });
    await world.settled('D6-2026-10', 'published', 1);
    const shown = await packageOf('labklajiba-d6');
    assert.equal(shown.resources[0]?.content, filesOf({ ...made, edition: 2 }).CSV.content);
    assert.equal(extra(shown, 'modified'), '2026-11-02T06:00:00Z');
  });

  test('given more periods and a new title, then one package holds them all and shows the newest title', async () => {
    const made = { dataset: 'D7' as const };
    await world.publish({ ...made, period: '2026-09', publishedAt: '2026-10-02T06:00:00Z' });
    await world.publish({ ...made, publishedAt: '2026-11-02T06:00:00Z', title: 'Jauns nosaukums' });
    await world.publish({ ...made, period: '2026-08', publishedAt: '2026-09-02T06:00:00Z' });
    for (const period of ['2026-08', '2026-09', '2026-10']) await world.settled(`D7-${period}`, 'published');
    const shown = await packageOf('labklajiba-d7');
    assert.equal(shown.resources.length, 6);
    assert.equal(shown.title, 'Jauns nosaukums');
    assert.equal(extra(shown, 'issued'), '2026-09-02');
  });

  test('given a package that was made by hand, then it is filled, and what people added elsewhere stays', async () => {
    await world.ckan.call('package_create', {
      name: 'labklajiba-d8',
      title: 'Ar roku',
      author: 'Redaktors',
      owner_org: 'labklajibas-ministrija',
    });
    await world.publish({ dataset: 'D8' });
    await world.settled('D8-2026-10', 'published');
    const shown = await packageOf('labklajiba-d8');
    assert.equal(shown.title, 'Bērni ar invaliditāti');
    assert.equal(shown.author, 'Redaktors');
    assert.equal(shown.resources.length, 2);
  });

  test('given the same edition with other content, then it is held for an operator and the first one stays', async () => {
    await world.publish({ dataset: 'D9' });
    await world.settled('D9-2026-10', 'published');
    const before = await packageOf('labklajiba-d9');
    await world.publish({ dataset: 'D9', figure: 99 });
    await waitFor('the conflict to be held', async () =>
      (await world.adapter.held.counts()).some(({ code }) => code === 'VERSION_CONFLICT'),
    );
    assert.deepEqual(await packageOf('labklajiba-d9'), before);
  });

  test('no call shows the token, and the figures count editions', async () => {
    const { token } = await world.ckan.client();
    const metrics = await world.adapter.metrics.metrics();
    assert.ok(!metrics.includes(token));
    assert.match(metrics, /saite_ckan_editions{[^}]*state="published"[^}]*} 9/);
  });
});
