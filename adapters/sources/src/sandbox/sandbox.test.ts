import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { SOURCES } from '@saite/contracts';
import { type Clock, createLog, systemClock } from '@saite/runtime';
import { type FastifyInstance, fastify } from 'fastify';
import { z } from 'zod';
import { fileOf, openWorld, type World } from '../testing/world.ts';
import { openSandbox } from './index.ts';

const Results = z.array(
  z.object({ file: z.string(), outcome: z.string(), rows: z.int().nullable(), faultCount: z.int() }),
);

suite('the played sources', () => {
  let app: FastifyInstance;
  let folder = '';
  const open = async (into: string, clock: Clock = systemClock) => {
    const sandbox = await openSandbox({
      dataFolder: into,
      folder: into,
      clock,
      log: createLog('sandbox-test', 'silent'),
    });
    const host = fastify();
    await host.register((scope) => sandbox.mount(scope));
    return host;
  };
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'saite-played-sources-'));
    app = await open(folder);
  });
  after(async () => {
    await app.close();
    await rm(folder, { recursive: true });
  });
  const hand = (source: string, query: string, payload: string) =>
    app.inject({
      method: 'POST',
      url: `/sandbox/${source}/files?${query}`,
      headers: { 'content-type': 'text/csv' },
      payload,
    });

  test('a source hands in its bytes as they are, under the agreed name, with nothing unfinished left', async () => {
    const answer = await hand('unemployed', 'period=2026-10&version=3', 'jebkas;\r\n');
    assert.deepEqual(answer.json(), { file: 'unemployed-2026-10-3.csv' });
    assert.deepEqual(await readdir(join(folder, 'unemployed')), ['unemployed-2026-10-3.csv']);
    const path = join(folder, 'unemployed/unemployed-2026-10-3.csv');
    assert.equal(await readFile(path, 'utf8'), 'jebkas;\r\n');
  });

  test('a period or version that is none is refused', async () => {
    for (const query of [
      '',
      'period=2026-13&version=1',
      'period=2026-10&version=0',
      'period=2026-10&version=1&x=1',
    ])
      assert.equal((await hand('insured', query, 'x')).statusCode, 422);
  });

  test('every source has its calls, and a month of files can be made for all of them', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: '/sandbox/sources/period',
      payload: { seed: 3, period: '2026-09', persons: 500 },
    });
    assert.deepEqual(answer.json(), { files: SOURCES.map((source) => `${source}-2026-09-1.csv`) });
    for (const source of SOURCES) {
      assert.ok((await readdir(join(folder, source))).includes(`${source}-2026-09-1.csv`));
      assert.deepEqual((await app.inject(`/sandbox/${source}/results`)).json(), []);
    }
  });

  test('what became of a file can be read, of accepted and refused ones', async () => {
    const world: World = await openWorld();
    const host = await open(world.folder, world.adapter.clock);
    try {
      await host.inject({
        method: 'POST',
        url: '/sandbox/sources/period',
        payload: { period: '2026-10', persons: 1_000 },
      });
      for (const source of SOURCES) {
        await world.whole(source, 1);
        await world.result(source, `${source}-2026-10-1.csv`);
        const [found] = Results.parse((await host.inject(`/sandbox/${source}/results`)).json());
        assert.deepEqual([found?.file, found?.outcome], [`${source}-2026-10-1.csv`, 'accepted']);
        assert.equal(world.told(source).length, (found?.rows ?? 0) + 1);
      }
      await world.put('insured', 'insured-2026-10-2.csv', fileOf('insured', '0001000;other;1;1;1'));
      await world.result('insured', 'insured-2026-10-2.csv');
      const results = Results.parse((await host.inject('/sandbox/insured/results')).json());
      assert.deepEqual(
        results.map(({ outcome, faultCount }) => [outcome, faultCount]),
        [
          ['accepted', 0],
          ['refused', 2],
        ],
      );
    } finally {
      await host.close();
      await world.close();
    }
  });
});
