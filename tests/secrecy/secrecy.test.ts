import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DRIVERS } from './drivers/index.ts';
import { IS_RESULT, OUTSIDE } from './outside-world.ts';
import { managementOf } from './places/broker.ts';
import { catalogueOf, tablesOf } from './places/database.ts';
import { filesIn, type Place, textPlace } from './places/folder.ts';
import { shownBy, startOf } from './places/processes.ts';
import { type Hit, Search } from './search/search.ts';
import { isSecretFile, secretsOf } from './secrets.ts';
import { openWorld, type World } from './world.ts';

const told = ({ needle, form, place, around }: Hit) => `${needle.label} as ${form} in ${place}: ${around}`;

describe('what leaks', () => {
  let world: World;
  let search: Search;
  const said: string[] = [];
  const took = (what: string, since: number) =>
    said.push(`${what}: ${((performance.now() - since) / 1000).toFixed(1)} s`);

  before(async () => {
    let since = performance.now();
    world = await openWorld((line) => said.push(line));
    took('opened', since);
    for (const { name, drive } of DRIVERS) {
      since = performance.now();
      await drive(world);
      took(name, since);
    }
    await world.quiet();
    const { ground, outside, answers, tokens } = world;
    outside.learnFolder(`${ground.folder}/sandbox`);
    outside.learnFolder(`${ground.folder}/source-files`);
    const needles = [...outside.needles(), ...secretsOf(ground.folder, tokens.values())];
    search = new Search(needles);
    since = performance.now();
    const look = async (places: AsyncIterable<Place> | Iterable<Place>) => {
      for await (const { name, pieces } of places) await search.search(name, pieces);
    };
    await look(answers.map(({ what, text }) => textPlace(`answer to ${what}`, text)));
    await look(shownBy(ground));
    await look(startOf(ground));
    await look(managementOf(ground.infrastructure.broker.adminUrl ?? ''));
    await look(tablesOf(ground));
    await look(catalogueOf(ground));
    await ground.query('CHECKPOINT');
    const isOurs = (name: string) =>
      !isSecretFile(name) &&
      (!OUTSIDE.some((folder) => name.startsWith(`${folder}/`)) || IS_RESULT.test(name));
    await look(filesIn(ground.folder, isOurs));
    took(`searched ${(search.bytes / 1e6).toFixed(0)} MB for ${needles.length} needles`, since);
  });
  after(async () => {
    console.log(said.filter((line) => !line.includes('still')).join('\n'));
    await world?.close();
  });

  it('nothing', () => {
    assert.deepEqual(search.hits.map(told), []);
  });
});
