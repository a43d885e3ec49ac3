import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, suite, test } from 'node:test';
import { z } from 'zod';
import { openPersonRecords, type PersonRecords } from './person-records.ts';
import { SandboxProblem } from './problems.ts';
import { changesAfter, pageOf } from './record-pages.ts';
import type { StandingRecords } from './standing-records.ts';

const Made = z.strictObject({ id: z.string(), recordVersion: z.int(), person: z.string(), text: z.string() });
type Made = z.infer<typeof Made>;

const made = (id: string, person: string, recordVersion = 1, text = 'stands'): Made => ({
  id,
  recordVersion,
  person,
  text,
});

/** Five records of a country: `s1` to `s5`; the first two are of Anna. */
const COUNTRY = ['Anna', 'Anna', 'Berta', 'Cilda', 'Daina'].map((person, place) =>
  made(`s${place + 1}`, person),
);
const at = (number: number) => ({ number, record: COUNTRY[number - 1] });
const country = (isFed: boolean): StandingRecords => ({
  name: 'country',
  count: COUNTRY.length,
  isFed,
  at,
  of: (code) => COUNTRY.flatMap(({ person }, place) => (person === code ? [at(place + 1)] : [])),
  withId: (id) => (/^s[1-5]$/.test(id) ? at(Number(id.slice(1))) : undefined),
});

suite('records laid over those of a country', () => {
  let folder = '';
  let records: PersonRecords<Made>;
  const open = async (isFed: boolean) => {
    records = await openPersonRecords<Made>(
      folder,
      'made',
      ({ id }) => id,
      ({ person }) => person,
    );
    records.standOn(country(isFed), (record) => Made.parse(record));
  };
  const idsOf = (person: string) => records.of(person).map(({ content }) => content.id);
  const fed = (after: number) =>
    changesAfter(records, after, 100)?.changes.map(({ sequence, content }) => `${sequence} ${content.id}`);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'saite-records-'));
  });
  afterEach(async () => {
    await records.close();
    await rm(folder, { recursive: true });
  });

  test('a person has what stands and what was taken, in this order', async () => {
    await open(true);
    await records.take([made('t1', 'Berta')]);
    assert.deepEqual(idsOf('Berta'), ['s3', 't1']);
    assert.deepEqual(idsOf('Nobody'), []);
  });

  test('a feed that holds them tells them first, and what was taken since behind them', async () => {
    await open(true);
    await records.take([made('t1', 'Berta')]);
    assert.equal(records.last, 6);
    assert.deepEqual(fed(0), ['1 s1', '2 s2', '3 s3', '4 s4', '5 s5', '6 t1']);
    assert.deepEqual(fed(4), ['5 s5', '6 t1']);
    assert.equal(fed(7), undefined);
  });

  test('a feed that does not hold them tells only what was taken', async () => {
    await open(false);
    await records.take([made('t1', 'Berta')]);
    assert.equal(records.last, 1);
    assert.deepEqual(fed(0), ['1 t1']);
    assert.deepEqual(idsOf('Berta'), ['s3', 't1']);
  });

  test('a new version takes the place of what stands, for its person and in the feed, another person too', async () => {
    await open(true);
    assert.equal(await records.take([made('s1', 'Berta', 2, 'moved')]), 1);
    assert.deepEqual([idsOf('Anna'), idsOf('Berta')], [['s2'], ['s3', 's1']]);
    assert.deepEqual(fed(0), ['2 s2', '3 s3', '4 s4', '5 s5', '6 s1']);
  });

  test('the version that stands changes nothing when it is given again, and conflicts with other content', async () => {
    await open(true);
    assert.equal(await records.take([made('s4', 'Cilda')]), 0);
    await assert.rejects(
      records.take([made('t1', 'Berta'), made('s4', 'Cilda', 1, 'other')]),
      (error) => error instanceof SandboxProblem && error.fields[0]?.path === '[1].recordVersion',
    );
    assert.equal(records.last, 5);
  });

  test('pages go through both, each record once', async () => {
    await open(true);
    await records.take([made('t1', 'Anna'), made('t2', 'Anna')]);
    const seen: string[] = [];
    let token: string | undefined;
    do {
      const page = pageOf(['Anna', 'Berta'], token, 1, (person) => records.of(person));
      assert.ok(page);
      seen.push(...page.records.map(({ id }) => id));
      token = page.next;
    } while (token !== undefined);
    assert.deepEqual(seen, ['s1', 's2', 't1', 't2', 's3']);
  });

  test('one record of each person is paged too where the feed does not hold them', async () => {
    await open(false);
    await records.take([made('t1', 'Berta')]);
    const first = pageOf(['Cilda', 'Berta'], undefined, 1, (person) => records.of(person));
    assert.deepEqual([first?.records.map(({ id }) => id), first?.answeredFor], [['s4'], ['Cilda']]);
    const second = pageOf(['Cilda', 'Berta'], first?.next, 1, (person) => records.of(person));
    assert.deepEqual(
      second?.records.map(({ id }) => id),
      ['s3'],
    );
  });
});
