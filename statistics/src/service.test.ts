import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { type Dataset, PersonCode, RecordVersion } from '@saite/contracts';
import { personRef } from '@saite/identity';
import { waitFor } from '@saite/runtime/testing';
import { codeOf } from './testing/events.ts';
import { openWorld, type World } from './testing/world.ts';

const RIGA = '0001000';
const OGRE = '0040000';

const rowOf = ({ items }: Dataset, keys: Readonly<Record<string, string>>) =>
  items.find((row) => Object.entries(keys).every(([key, value]) => row[key] === value));

suite('the statistics', () => {
  let world: World;
  /** People with group II since January, born in 1970, by number. */
  const settle = (from: number, to: number, atvk: string) =>
    Array.from({ length: to - from }, (_, index) => from + index).flatMap((number) => [
      world.made.decision(number, `D-${number}`),
      world.made.person(number, '1970-05-05', atvk),
    ]);

  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());

  test('given nothing was told, then each data set is there, empty', async () => {
    assert.equal(
      await world.csv('D3', '2026-10'),
      'period,atvk,territory,total,age_0_6,age_7_9,age_10_12,age_13_15,age_16_17,age_unknown,suppressed\r\n',
    );
    const empty = await world.dataset('disability-summary', '2026-10');
    assert.deepEqual([empty.items, empty.edition, empty.next], [[], null, null]);
  });

  test('given decisions and residences, then they are counted in every month that is over', async () => {
    await world.tell(...settle(1, 11, RIGA), ...settle(11, 16, OGRE));
    const counted = await world.eventually('D4', '2026-10', ({ items }) => items.length > 0);
    assert.equal(rowOf(counted, { atvk: 'LV', severity: 'all' })?.total, 15);
    assert.deepEqual(
      [RIGA, OGRE].map((atvk) => rowOf(counted, { atvk, severity: 'II' })?.age_55_64),
      [10, 5],
    );
    assert.equal(
      rowOf(await world.eventually('disability-summary', '2026-08', ({ items }) => items.length > 0), {
        persons: 'group-II',
      })?.movement,
      15,
    );
    assert.equal((await world.dataset('D4', '2026-11')).edition, null, 'November is not over');
    assert.equal((await world.dataset('D4', '2026-07')).edition, null, 'before the first month');
  });

  test('given a correction, then a new edition says what changed, and the one before can still be read', async () => {
    await world.tell(...settle(16, 20, OGRE));
    const corrected = await world.eventually('D4', '2026-09', ({ edition }) => edition === 2);
    assert.equal(corrected.supersedes, 1);
    assert.deepEqual(
      corrected.changes?.find(({ row }) => row.atvk === OGRE && row.severity === 'II'),
      {
        row: { atvk: OGRE, territory: 'Ogres novads', severity: 'II' },
        columns: ['total', 'age_55_64'],
      },
    );
    const first = await world.dataset('D4', '2026-09', '&edition=1');
    assert.equal(rowOf(first, { atvk: OGRE, severity: 'II' })?.total, 5);
    assert.equal(rowOf(corrected, { atvk: OGRE, severity: 'II' })?.total, 9);
  });

  test('given a new code of one person, then it is counted once, and twice again when PMLP takes that back', async () => {
    const totalIn = async (period: string) =>
      rowOf(await world.dataset('disability-summary', period), { persons: 'all' })?.total;
    const before = Number(await totalIn('2026-10'));
    await world.tell(world.made.person(1, '1970-05-05', RIGA, { version: 2, former: [2] }));
    await waitFor('one fewer', async () => (await totalIn('2026-10')) === before - 1 || undefined);
    await world.tell(world.made.person(1, '1970-05-05', RIGA, { version: 3 }));
    await waitFor('as before', async () => (await totalIn('2026-10')) === before || undefined);
  });

  test('given an older version after a newer one, then it changes nothing', async () => {
    const withdrawn = world.made.decision(3, 'D-3', {
      recordVersion: RecordVersion.parse(2),
      withdrawn: true,
    });
    const totalOf = (found: Dataset) => Number(rowOf(found, { persons: 'all' })?.total);
    const before = totalOf(await world.dataset('disability-summary', '2026-10'));
    await world.tell(withdrawn);
    await world.eventually('disability-summary', '2026-10', (found) => totalOf(found) === before - 1);
    await world.tell(world.made.decision(3, 'D-3'), ...settle(30, 31, OGRE));
    await world.eventually('disability-summary', '2026-10', (found) => totalOf(found) === before);
  });

  test('given two persons in a row, then they are hidden, with what would tell of them', async () => {
    const two = [20, 21].flatMap((number) => [
      world.made.decision(number, `D-${number}`, { group: 'I', disorders: ['hearing'] }),
      world.made.person(number, '1990-01-01', RIGA),
    ]);
    await world.tell(...two);
    const hidden = await world.eventually(
      'D4',
      '2026-10',
      (found) => rowOf(found, { atvk: RIGA, severity: 'I' })?.total === null,
    );
    const row = rowOf(hidden, { atvk: RIGA, severity: 'I' });
    assert.ok(Array.isArray(row?.suppressed) && row.suppressed.includes('total'));
    const shown = hidden.items.flatMap(Object.values);
    assert.ok(!shown.includes(1) && !shown.includes(2));
    const line = (await world.csv('D4', '2026-10'))
      .split('\r\n')
      .find((text) => text.startsWith(`2026-10,${RIGA},Rīga,I,`));
    assert.match(line ?? '', /^2026-10,0001000,Rīga,I,,.*,total/);
  });

  test("given a source's file, then its rows count once all are there, and a missing residence is filled from PMLP", async () => {
    const rows = [
      ...Array.from({ length: 5 }, (_, index) =>
        world.made.unemployed(100 + index, '2026-10', { bornOn: '1995-01-01', residence: OGRE }),
      ),
      ...[4, 5, 6, 7].map((number) =>
        world.made.unemployed(number, '2026-10', { bornOn: null, residence: null }),
      ),
    ];
    await world.tell(world.made.file('unemployed', '2026-10', rows.length), ...rows.slice(0, 5));
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    assert.equal((await world.dataset('D5', '2026-10')).edition, null, 'not whole yet');
    await world.tell(...rows.slice(5));
    const counted = await world.eventually('D5', '2026-10', ({ edition }) => edition === 1);
    assert.deepEqual(
      [rowOf(counted, { atvk: OGRE })?.age_25_34, rowOf(counted, { atvk: RIGA })?.age_55_plus],
      [5, 4],
    );
    assert.equal(rowOf(counted, { atvk: '0000000' })?.total, 0);
  });

  test('given the second version of a file, then its rows count instead of the first ones', async () => {
    const rows = Array.from({ length: 3 }, (_, index) =>
      world.made.unemployed(200 + index, '2026-10', { bornOn: '1995-01-01', residence: OGRE, version: 2 }),
    );
    await world.tell(...rows, world.made.file('unemployed', '2026-10', rows.length, 2));
    const counted = await world.eventually('D5', '2026-10', ({ edition }) => edition === 2);
    assert.equal(rowOf(counted, { atvk: 'LV' })?.total, 3);
  });

  test('given insured persons by sex, then an average goes with the count that it rests on', async () => {
    const rows = [
      world.made.insured('2026-10', RIGA, 'female', 100, '150000.50'),
      world.made.insured('2026-10', RIGA, 'male', 50, '90000.00'),
      world.made.insured('2026-10', OGRE, 'female', 2, '3000.00'),
      world.made.insured('2026-10', OGRE, 'male', 10, '15000.00'),
    ];
    await world.tell(...rows, world.made.file('insured', '2026-10', rows.length));
    const counted = await world.eventually('D6', '2026-10', ({ edition }) => edition === 1);
    assert.equal(rowOf(counted, { atvk: RIGA, sex: 'all' })?.persons, 150);
    const hidden = rowOf(counted, { atvk: OGRE, sex: 'female' });
    assert.deepEqual(
      [hidden?.persons, hidden?.average_wage, hidden?.suppressed],
      [null, null, ['persons', 'average_wage']],
    );
    assert.equal(rowOf(counted, { atvk: 'LV', sex: 'all' })?.average_wage, '1592.60');
  });

  test('each edition is told once, with the digest of what its address gives', async () => {
    const published = await waitFor('the edition of D6', async () =>
      world.others.find(
        (event) => event.type === 'saite.dataset.published.v1' && event.data.dataset === 'D6',
      ),
    );
    assert.ok(published.type === 'saite.dataset.published.v1');
    for (const { url, sha256, bytes } of published.data.distributions) {
      const answer = await fetch(url.replace('https://saite.example.lv', world.url));
      const body = Buffer.from(await answer.arrayBuffer());
      const digest = Buffer.from(await crypto.subtle.digest('SHA-256', body)).toString('hex');
      assert.deepEqual([body.length, digest], [bytes, sha256]);
    }
    const ids = world.others.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
  });

  test('neither a code nor a sealed box is in its tables, and only published rows go out', async () => {
    const { rows: tables } = await world.adapter.database.query<{ name: string }>(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'statistics'",
    );
    let text = '';
    for (const { name } of tables) {
      const { rows } = await world.adapter.database.query(
        `SELECT row_to_json(t)::text AS row FROM statistics.${name} t`,
      );
      text += rows.map(({ row }) => row).join('\n');
    }
    assert.ok(text.includes(personRef(world.adapter.keys, codeOf(1))), 'persons are kept by reference');
    for (let number = 1; number < 40; number += 1)
      assert.ok(!text.includes(PersonCode.parse(codeOf(number))));
    assert.ok(!/"box"|Bērziņa|Anna/.test(text));
  });

  test('given an unknown data set or edition, then 404; given a month that is none, then 422', async () => {
    const status = async (path: string) => (await fetch(`${world.url}/v1/datasets/${path}`)).status;
    assert.deepEqual(
      await Promise.all(['D10', 'D4?period=2026-10&edition=99', 'D4?period=2026-13', 'D4'].map(status)),
      [404, 404, 422, 200],
    );
  });
});
