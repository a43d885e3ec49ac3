import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { askAgain, type Backup, MOVE_BACK, MOVE_BOXES, takeBackup } from './backup.ts';
import { IDS } from './drivers/ids.ts';
import { STAGES } from './drivers/index.ts';
import { POISON } from './drivers/poison.ts';
import { WAYS } from './drivers/spoilt-registers.ts';
import { type Planted, plant } from './planted.ts';
import { codeNeedle } from './search/needle.ts';
import type { Hit, Search } from './search/search.ts';
import { searchAll } from './searched.ts';
import { secretsOf } from './secrets.ts';
import { openWorld, type World } from './world.ts';

const told = ({ needle, form, place, around }: Hit) => `${needle.label} as ${form} in ${place}: ${around}`;

/** With a busy machine in mind. */
const LIMIT_MS = 900_000;

/** The broker has what was put into it for as long as it keeps the file. */
const IN_BROKER = /^(broker\/data\/|messages of )/;

const REGISTERS = ['sais', 'pmlp', 'vdeavk', 'npais', 'sopa', 'inspection', 'labis'] as const;

describe('what a system writes down and shows', { timeout: LIMIT_MS }, () => {
  let world: World;
  let search: Search;
  let planted: Planted[];
  let found: Map<string, Hit[]>;
  const poison = POISON.map(codeNeedle);
  const ids = Object.values(IDS).map((id) => ({ ...id, needle: codeNeedle(id.code) }));
  const said: string[] = [];

  before(async () => {
    const timed = async (what: string, work: () => Promise<void>) => {
      const since = performance.now();
      await work();
      said.push(`${what}: ${((performance.now() - since) / 1000).toFixed(1)} s`);
    };
    await timed('a system of its own', async () => {
      world = await openWorld(() => {});
    });
    for (const stage of STAGES)
      await Promise.all(stage.map(({ name, drive }) => timed(name, () => drive(world))));
    await timed('what was under way', () => world.quiet());
    const { ground, outside, tokens, secrets } = world;
    planted = await plant(world);
    outside.learnFolder(`${ground.folder}/sandbox`);
    outside.learnFolder(`${ground.folder}/source-files`);
    const known = [...poison, ...ids.map(({ needle }) => needle), ...planted.map(({ needle }) => needle)];
    const needles = [
      ...outside.needles(new Set(known.map(({ label }) => label))),
      ...secrets,
      ...secretsOf(ground.folder, tokens.values()),
    ];
    said.push(`${needles.length} needles`);
    await timed('the search', async () => {
      search = await searchAll(world, [...needles, ...known]);
    });
    said.push(`${(search.bytes / 1e6).toFixed(0)} MB`);
    found = Map.groupBy(search.hits, ({ needle }) => needle.label);
  });
  after(async (context) => {
    for (const line of said) if ('diagnostic' in context) context.diagnostic(line);
    await world?.close();
  });

  const hitsOf = (labels: Iterable<string>) => [...labels].flatMap((label) => found.get(label) ?? []);

  it('holds no code, no name, no text about a person and no key', () => {
    const known = [...poison, ...ids.map(({ needle }) => needle), ...planted.map(({ needle }) => needle)];
    const labels = new Set(known.map(({ label }) => label));
    assert.deepEqual(search.hits.filter(({ needle }) => !labels.has(needle.label)).map(told), []);
  });

  it('has of a message that nobody can take nothing in clear but what lies in the broker', () => {
    const hits = hitsOf(poison.map(({ label }) => label));
    assert.deepEqual(hits.filter(({ place }) => !IN_BROKER.test(place)).map(told), []);
    assert.ok(hits.length > 0, "the broker's files were read");
  });

  it('shows an id that somebody made of a code where ids stand, and nowhere else', () => {
    for (const { needle, stands } of ids) {
      const hits = hitsOf([needle.label]);
      assert.deepEqual(hits.filter(({ place }) => !stands.test(place)).map(told), []);
      assert.ok(hits.length > 0, `${needle.label} was an id`);
    }
  });

  it('and whatever is put into any of the places, in any form, is found there', () => {
    const missed = planted.filter(
      ({ needle, form, place }) =>
        !hitsOf([needle.label]).some((hit) => hit.form === form && place.test(hit.place)),
    );
    assert.deepEqual(
      missed.map(({ form, place }) => `${form} in ${place}`),
      [],
    );
  });

  it('though every register was broken meanwhile in every way, and everything came about', () => {
    const { interposer } = world.ground;
    const ways = REGISTERS.map((register) => [register, interposer.spoilt.get(register)?.size]);
    assert.deepEqual(
      ways,
      REGISTERS.map((register) => [register, WAYS]),
    );
    const statuses = new Set(world.answers.map(({ status }) => status));
    for (const status of [200, 202, 400, 401, 403, 404, 413, 415, 422])
      assert.ok(statuses.has(status), `${status}`);
    // A fault of SOAP is 500; of all else nothing failed.
    const failed = world.answers.filter(
      ({ status, what }) => status === 500 && !/\/(soap|viss)\//.test(what),
    );
    assert.deepEqual(
      failed.map(({ what }) => what).filter((what) => what !== 'planted'),
      [],
    );
    assert.ok(
      world.outside.codes.size > 50 && world.outside.names.size > 50 && world.outside.texts.size > 10,
    );
  });

  describe('a backup of its database', () => {
    let backup: Backup;
    let answers: readonly unknown[];

    before(async () => {
      answers = await askAgain(world);
      backup = await takeBackup(world);
      await backup.restore();
    });

    it('answers with the keys as it did before', async () => {
      await backup.startHub('same');
      assert.deepEqual(await askAgain(world), answers);
    });

    it('shows nobody while boxes lie in other rows, and answers right when they are back', async () => {
      await backup.query(MOVE_BOXES);
      const moved = await askAgain(world);
      assert.deepEqual(
        moved.map((answer) => Object(answer).status),
        moved.map(() => 500),
      );
      assert.doesNotMatch(JSON.stringify(moved), /[0-9]{6}-?[0-9]{5}|givenName/);
      await backup.query(MOVE_BACK);
      assert.deepEqual(await askAgain(world), answers);
    });

    it('is of no use with other keys: the hub says so and does not start', async () => {
      await backup.stopHub();
      backup.hubSaid();
      await assert.rejects(backup.startHub('other'));
      assert.match(backup.hubSaid(), /"code":"KEYS_DIFFER".*Restore the key file/);
    });
  });
});
