import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { openWorld, type World } from './testing/world.ts';

/** Longer than an edition that was refused waits for its next attempt. */
const REFUSED_MS = 700_000;

suite('a portal that refuses', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());

  const named = async (name: string) => (await world.ckan.inbox()).filter((one) => one.name === name);
  const parkedOf = async (item: string) => (await world.parked()).filter((one) => one.item === item);

  test('given the portal refuses the content, then the edition is parked with the fields, and goes when it is taken', async () => {
    await world.ckan.fault('refuse');
    await world.publish({ dataset: 'D1' });
    await world.settled('D1-2026-10', 'refused');
    assert.deepEqual(await parkedOf('D1-2026-10'), [
      { item: 'D1-2026-10', reason: 'VALIDATION_ERROR', error_path: 'notes', state: 'parked' },
    ]);
    const metrics = await world.adapter.metrics.metrics();
    assert.match(metrics, /saite_adapter_parked_answers{[^}]*VALIDATION_ERROR[^}]*} 1/);
    assert.match(metrics, /saite_ckan_editions{[^}]*state="refused"[^}]*} 1/);
    await world.ckan.fault('none');
    world.pass(REFUSED_MS);
    await world.settled('D1-2026-10', 'published');
    assert.deepEqual(
      (await parkedOf('D1-2026-10')).map(({ state }) => state),
      ['resolved'],
    );
  });

  test('given a token that is not valid, then nothing is made, and a new one in the file is enough', async () => {
    const { token } = await world.ckan.client();
    await world.ckan.configure((client) => ({ ...client, token: 'revoked' }));
    await world.publish({ dataset: 'D2' });
    await world.settled('D2-2026-10', 'refused');
    assert.deepEqual(
      (await parkedOf('D2-2026-10')).map(({ reason }) => reason),
      ['NOT_AUTHORISED'],
    );
    assert.deepEqual(await named('labklajiba-d2'), []);
    await world.ckan.configure((client) => ({ ...client, token }));
    world.pass(REFUSED_MS);
    await world.settled('D2-2026-10', 'published');
  });

  test('given an edition that is refused, then others go on', async () => {
    await world.publish({ dataset: 'D4' }, (data) => ({
      ...data,
      distributions: data.distributions.map((file) => ({ ...file, sha256: 'ab'.repeat(32) })),
    }));
    await world.publish({ dataset: 'D5' });
    await world.settled('D5-2026-10', 'published');
    await world.settled('D4-2026-10', 'refused');
  });
});
