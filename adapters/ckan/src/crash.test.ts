import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { filesOf } from './testing/made-editions.ts';
import { openWorld, type World } from './testing/world.ts';

/** The adapter's own program, which dies after the portal has taken its nth change and before it is noted. */
async function dieAfterChange(world: World, nth: number): Promise<void> {
  const child = fork(join(import.meta.dirname, 'main.ts'), {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: {
      ...process.env,
      AMQP_URL: world.room.amqpUrl,
      DATABASE_URL: world.room.databaseUrl,
      SAITE_KEYS: world.keyPath,
      SAITE_CKAN_URL: world.ckan.url,
      SAITE_CKAN_CLIENT: world.ckan.clientPath,
      SAITE_CKAN_FILES_URL: world.files.url,
      SAITE_FAULT_POINT: `delivery.after-send:${nth}`,
    },
  });
  const [, signal] = await once(child, 'exit');
  assert.equal(signal, 'SIGKILL');
}

const resourcesOf = async ({ ckan }: World) => {
  const packages = await ckan.inbox();
  assert.equal(packages.length, 1);
  return packages.flatMap(({ resources }) => resources);
};

/** The changes of an edition are three: the package and two files. */
const CHANGES = ['the package', 'the first file', 'the last file'];

for (const [index, change] of CHANGES.entries())
  test(`given a process killed after the portal took ${change}, then the next one ends the work and doubles nothing`, async () => {
    const world = await openWorld();
    const { ckan } = world;
    await ckan.fault('down');
    await world.publish({});
    await world.settled('D3-2026-10', 'waiting');
    await world.end();
    await ckan.fault('none');
    await dieAfterChange(world, index + 1);
    const next = await openWorld({ sharing: world });
    try {
      next.pass(60_000);
      await next.settled('D3-2026-10', 'published');
      const first = await resourcesOf(world);
      const files = filesOf({});
      assert.deepEqual(
        first.map(({ content }) => content),
        [files.CSV.content, files.JSON.content],
      );
      const made = ckan.calls.filter((call) => /^\w+_create 200$/.test(call));
      assert.deepEqual(made, ['package_create 200', 'resource_create 200', 'resource_create 200']);
      assert.ok(
        !ckan.calls.some((call) => call.startsWith('resource_patch')),
        'what was taken is not sent again',
      );
    } finally {
      await next.close();
      await world.close();
    }
  });
