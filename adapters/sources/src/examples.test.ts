import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { after, before, suite, test } from 'node:test';
import { SOURCES } from '@saite/contracts';
import { until } from '@saite/runtime/testing';
import { openWorld, type World } from './testing/world.ts';

const EXAMPLES = new URL('../examples/', import.meta.url);
const WRONG = new URL('wrong/', EXAMPLES);
const isCsv = (name: string) => name.endsWith('.csv');
const sourceOf = (name: string) => {
  const source = SOURCES.find((one) => name.startsWith(one));
  assert.ok(source, name);
  return source;
};

suite('the example files', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());

  test('one for each source is taken', async () => {
    const names = (await readdir(EXAMPLES)).filter(isCsv);
    assert.deepEqual(names.map(sourceOf).sort(), [...SOURCES].sort());
    for (const name of names) {
      await world.put(sourceOf(name), name, await readFile(new URL(name, EXAMPLES)));
      const { outcome, faults } = await world.result(sourceOf(name), name);
      assert.deepEqual([outcome, faults], ['accepted', []], name);
    }
  });

  test('each wrong one is refused for the reason that its name begins with', async () => {
    const names = (await readdir(WRONG)).filter(isCsv);
    assert.ok(names.length > 15);
    for (const name of names) {
      const [reason = '', own = ''] = name.split(/\.(.*)/);
      // The next version, since the right one was taken; of several of a source each is refused under its own name.
      const given = own.replace('-1.csv', '-2.csv');
      const source = sourceOf(own);
      const before = (await world.names(source, 'refused')).length;
      await world.put(source, given, await readFile(new URL(name, WRONG)));
      const after = await until(
        () => world.names(source, 'refused'),
        (found) => found.length === before + 2 && found.every((one) => !one.startsWith('.')),
      );
      const number = before === 0 ? '' : `.${before / 2 + 1}`;
      const file = given.replace('.csv', `${number}.csv`);
      assert.ok(after.includes(file));
      const { faults } = await world.result(source, file, 'refused');
      const reasons: string[] = faults.map((fault) => fault.reason);
      assert.ok(reasons.includes(reason), `${name}: ${reasons.join(' ')}`);
    }
  });
});
