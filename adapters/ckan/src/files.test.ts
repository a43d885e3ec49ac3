import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { DatasetPublished } from '@saite/contracts';
import { filesOf } from './testing/made-editions.ts';
import { openWorld, type World } from './testing/world.ts';

/** Tells of files at an origin that is not Saite's. */
const elsewhere = (data: DatasetPublished): DatasetPublished => ({
  ...data,
  distributions: data.distributions.map((file) => ({
    ...file,
    url: file.url.replace('127.0.0.1', '127.0.0.2'),
  })),
});

interface Spoilt {
  readonly what: string;
  readonly reason: string;
  /** Spoils the CSV that lies under the path. */
  readonly lay?: (files: World['files'], path: string, content: string) => void;
  readonly tell?: (data: DatasetPublished) => DatasetPublished;
}
suite('a file that is not what was told', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());

  const named = async (name: string) => (await world.ckan.inbox()).filter((one) => one.name === name);
  const parkedOf = async (item: string) => (await world.parked()).filter((one) => one.item === item);

  const spoilt: readonly Spoilt[] = [
    {
      what: 'a file of the same size that is not the one that was told',
      reason: 'FILE_DIFFERS',
      lay: (files, path, content) => files.put(path, content.replace('10', '11')),
    },
    {
      what: 'a file that is longer than told',
      reason: 'FILE_DIFFERS',
      lay: (files, path, content) => files.put(path, `${content}x`),
    },
    {
      what: 'a file that is shorter than told',
      reason: 'FILE_DIFFERS',
      lay: (files, path, content) => files.put(path, content.slice(1)),
    },
    {
      what: 'a file that is not there',
      reason: 'FILE_NOT_THERE',
      lay: (files, path) => files.answer(path, (response) => response.writeHead(404).end()),
    },
    {
      what: 'a file that is to be read elsewhere',
      reason: 'FILE_REDIRECTED',
      lay: (files, path) =>
        files.answer(path, (response) => response.writeHead(302, { location: '/secret' }).end()),
    },
    { what: 'a file at another address', reason: 'FILE_ELSEWHERE', tell: elsewhere },
  ];
  for (const [index, { what, reason, lay, tell }] of spoilt.entries())
    test(`given ${what}, then nothing of the edition is published`, async () => {
      const made = { dataset: 'D6' as const, period: `2024-0${index + 1}` };
      const { path, content } = filesOf(made).CSV;
      await world.publish(made, (data) => {
        lay?.(world.files, path, content);
        return tell ? tell(data) : data;
      });
      await world.settled(`D6-${made.period}`, 'refused');
      assert.deepEqual(
        (await parkedOf(`D6-${made.period}`)).map((one) => one.reason),
        [reason],
      );
      assert.deepEqual(await named('labklajiba-d6'), []);
      assert.ok(!world.files.asked.includes('/secret'));
    });
});
