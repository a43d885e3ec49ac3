import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { waitFor } from '@saite/runtime/testing';
import { filesOf } from './testing/made-editions.ts';
import { openWorld, type World } from './testing/world.ts';

const healthOf = async ({ adapter }: World): Promise<string> =>
  (await fetch(`http://127.0.0.1:${adapter.healthPort}/health/ready`)).text();

suite('a portal that is away', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());

  const named = async (name: string) => (await world.ckan.inbox()).filter((one) => one.name === name);
  const parkedOf = async (item: string) => (await world.parked()).filter((one) => one.item === item);

  for (const [index, mode] of ['down', 'http-500', 'garbage', 'slow', 'lost-answer'].entries())
    test(`given the portal is played "${mode}", then the edition waits, unparked, and goes once when it is back`, async () => {
      const period = `2025-0${index + 1}`;
      await world.ckan.fault(mode);
      await world.publish({ period });
      await waitFor('an attempt to fail', async () => {
        const known = await world.row(`D3-${period}`);
        return known?.state === 'waiting' && known.code !== null;
      });
      await waitFor('health to say so', async () => (await healthOf(world)).includes('REGISTER_AWAY'));
      await world.ckan.fault('none');
      await waitFor('the edition to be published', async () => {
        world.pass(20_000);
        return (await world.row(`D3-${period}`))?.state === 'published';
      });
      const shown = await named('labklajiba-d3');
      assert.equal(shown.length, 1);
      const files = filesOf({ period });
      const ours = shown.flatMap(({ resources }) =>
        resources.filter(({ url }) => url?.includes(`d3-${period}`)),
      );
      assert.deepEqual(
        ours.map(({ content }) => content),
        [files.CSV.content, files.JSON.content],
      );
      assert.deepEqual(await parkedOf(`D3-${period}`), []);
    });
});
