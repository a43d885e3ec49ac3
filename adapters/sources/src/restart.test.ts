import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { until } from '@saite/runtime/testing';
import { fileOf, openWorld, type World } from './testing/world.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

/** Starts the adapter as a process of its own. */
function startProcess({ room, keyPath, folder }: World, more: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      ...process.env,
      AMQP_URL: room.amqpUrl,
      DATABASE_URL: room.databaseUrl,
      SAITE_KEYS: keyPath,
      SAITE_METRICS_PORT: '0',
      SAITE_SOURCES_FOLDER: folder,
      SAITE_POLL_MS: '50',
      LOG_LEVEL: 'silent',
      ...more,
    },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return { child, ended: once(child, 'exit') };
}

const ROWS = 2_500;
const NAME = 'providers-2026-10-1.csv';
const content = fileOf(
  'providers',
  ...Array.from({ length: ROWS }, (_, at) => `4${String(at).padStart(10, '0')};0001000;home_care;both;nē`),
);

suite('the adapter of the sources, ended', () => {
  for (const point of [
    'adapter.before-publish:1',
    'adapter.before-publish:2',
    'adapter.after-publish:2',
    'adapter.after-publish:4',
  ])
    test(`killed at ${point}, the next process goes on: every row and the file are told, none twice`, async () => {
      const world = await openWorld({ withoutAdapter: true });
      const killed = startProcess(world, { SAITE_FAULT_POINT: point });
      const next: { process?: ReturnType<typeof startProcess> } = {};
      try {
        await world.put('providers', NAME, content);
        const [, signal] = await killed.ended;
        assert.equal(signal, 'SIGKILL');
        next.process = startProcess(world);
        await world.whole('providers', 1);
        const result = await world.result('providers', NAME);
        assert.deepEqual([result.outcome, result.rows], ['accepted', ROWS]);
        assert.equal(world.told('providers').length, ROWS + 1);
        const last = world.told('providers').at(-1);
        assert.equal(last?.type, 'saite.source-file.accepted.v1', 'the file is told after its rows');
        await until(
          () => world.names('providers', 'done'),
          (names) => names.length === 1,
        );
        assert.doesNotMatch(await world.stored(), /"place"/);
      } finally {
        killed.child.kill('SIGKILL');
        next.process?.child.kill('SIGTERM');
        await next.process?.ended;
        await world.close();
      }
    });

  test('what a reading left that was cut off is nobody’s, and is cleared away', async () => {
    const world = await openWorld();
    try {
      const { database, schema } = world.adapter;
      await database.query(
        `WITH file AS (INSERT INTO ${schema}.source_file (source, period, version, state)
           VALUES ('providers', '2026-10', 1, 'reading') RETURNING number)
         INSERT INTO ${schema}.source_row SELECT number, 2, 'left', '0001000', NULL, '{}' FROM file`,
      );
      await world.put('providers', NAME, content);
      await world.whole('providers', 1);
      assert.equal(world.told('providers').length, ROWS + 1);
      await until(
        async () =>
          (await database.query(`SELECT FROM ${schema}.source_file WHERE state <> 'told'`)).rows.length,
        (left) => left === 0,
      );
      assert.doesNotMatch(await world.stored(), /"left"/);
    } finally {
      await world.close();
    }
  });
});
