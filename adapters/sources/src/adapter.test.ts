import assert from 'node:assert/strict';
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { PersonCode } from '@saite/contracts';
import { openCode, personRef } from '@saite/identity';
import { until } from '@saite/runtime/testing';
import { fileOf, openWorld, type SourceEvent, type World } from './testing/world.ts';

const ANNA = '16117519997';
const PETERIS = '32000000042';
const dataOf = ({ data }: SourceEvent) => data;
const isRow = ({ type }: SourceEvent) => type !== 'saite.source-file.accepted.v1';

suite('files of the sources', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());
  const reasons = async (...file: Parameters<World['result']>) => {
    const { outcome, faults } = await world.result(...file);
    assert.equal(outcome, 'refused');
    return faults.map(({ reason }) => reason);
  };

  test('a right file is told row by row, then that it is whole; its bytes are removed, its result stays', async () => {
    const { keys } = world.adapter;
    const content = fileOf(
      'technical-aids',
      '161175-19997;1975-11-16;0001000;12;2026-10-01',
      `${PETERIS};;0038001;06;2026-10-31`,
    );
    await world.put('technical-aids', 'technical-aids-2026-10-1.csv', content);
    const result = await world.result('technical-aids', 'technical-aids-2026-10-1.csv');
    assert.deepEqual(
      [result.outcome, result.rows, result.period, result.version, result.faultCount],
      ['accepted', 2, '2026-10', 1, 0],
    );
    await world.whole('technical-aids', 1);
    const [first, second, whole] = world.told('technical-aids');
    assert.ok(first?.type === 'vaivari.technical-aid.issued.v1');
    assert.ok(second?.type === 'vaivari.technical-aid.issued.v1');
    assert.equal(first.subject, personRef(keys, PersonCode.parse(ANNA)));
    const { recordId, ...data } = first.data;
    assert.match(recordId, /^technical-aids-2026-10-[A-Za-z0-9_-]{22}$/);
    assert.deepEqual(data, {
      recordVersion: 1,
      period: '2026-10',
      bornOn: '1975-11-16',
      residence: '0001000',
      aid: 'mobility',
      issuedOn: '2026-10-01',
    });
    assert.equal(second.data.bornOn, null);
    assert.ok(second.data.identity, 'the code goes along where birth or residence is missing');
    assert.equal(openCode(keys, second.subject, second.data.identity), PETERIS);
    assert.ok(whole);
    assert.deepEqual(dataOf(whole), {
      recordId: 'technical-aids-2026-10',
      recordVersion: 1,
      source: 'technical-aids',
      period: '2026-10',
      rows: 2,
    });
    await until(
      () => world.names('technical-aids', 'done'),
      (names) => names.length === 1 && names[0] === 'technical-aids-2026-10-1.csv.result.json',
    );
    const { rows } = await world.adapter.database.query(`SELECT FROM ${world.adapter.schema}.source_row`);
    assert.equal(rows.length, 0, 'nothing of a person stays');
  });

  test('the next version replaces the file: rows are told anew, under its version', async () => {
    const row = (persons: number) => fileOf('recipients', `0001000;care_benefit;${persons}`);
    await world.put('recipients', 'recipients-2026-10-1.csv', row(5));
    await world.put('recipients', 'recipients-2026-10-2.csv', row(6));
    await world.whole('recipients', 2);
    const rows = world.told('recipients').filter(isRow).map(dataOf);
    assert.equal(new Set(rows.map(({ recordId }) => recordId)).size, 1);
    assert.deepEqual(
      rows.map((data) => [data.recordVersion, 'persons' in data && data.persons]),
      [
        [1, 5],
        [2, 6],
      ],
    );
  });

  test('the same file again has the same answer and changes nothing; other bytes, a gap, an older one are refused', async () => {
    const source = 'support-requests';
    const content = fileOf(source, `${ANNA};1975-11-16;0001000;home_care;2026-10-05`);
    const name = (version: number) => `${source}-2026-10-${version}.csv`;
    await world.put(source, name(1), content);
    const first = await world.result(source, name(1));
    await world.whole(source, 1);
    const messages = world.messages();
    await world.put(source, name(1), content);
    await until(
      () => world.names(source),
      (names) => names.length === 0,
    );
    assert.deepEqual(await world.result(source, name(1)), first);
    await world.put(source, name(3), content);
    assert.deepEqual(await reasons(source, name(3)), ['VERSION_GAP']);
    assert.equal(world.messages(), messages);
    await world.put(source, name(2), fileOf(source));
    await world.whole(source, 2);
    await world.put(source, name(2), content);
    assert.deepEqual(await reasons(source, name(2), 'refused'), ['VERSION_TAKEN']);
    await world.put(source, name(1), content);
    assert.deepEqual(await reasons(source, name(1), 'refused'), ['VERSION_OLDER']);
  });

  test('a wrong file has no effect at all; the right one under the same name is taken', async () => {
    const name = 'unemployed-2026-10-1.csv';
    const good = `${PETERIS};1960-01-01;0001000;2026-09-01;`;
    const twice = fileOf('unemployed', good, `${ANNA};1875-11-16;0034000;2026-11-01;`, good, good);
    await world.put('unemployed', name, twice);
    const result = await world.result('unemployed', name);
    assert.deepEqual(
      result.faults.map(({ reason, row, columnName, hint }) => [reason, row, columnName, hint]),
      [
        ['DATE_WRONG', 3, 'birth_date', null],
        ['ROW_DOUBLED', 4, null, '2'],
        ['ROW_DOUBLED', 5, null, '2'],
      ],
    );
    assert.deepEqual(await world.names('unemployed', 'refused'), [name, `${name}.result.json`]);
    assert.deepEqual(world.told('unemployed'), []);
    await world.put('unemployed', name, fileOf('unemployed', good));
    await world.whole('unemployed', 1);
    assert.equal(world.told('unemployed').length, 2);
    const decided = new Date(world.adapter.clock.now().getTime() - 8 * 86_400_000);
    await utimes(join(world.folder, 'unemployed/refused', `${name}.result.json`), decided, decided);
    await until(
      () => world.names('unemployed', 'refused'),
      (names) => !names.includes(name) && names.length === 1,
    );
  });

  test('a month that is not over, a name of another form or source, are refused without reading', async () => {
    const cases = [
      ['insured-2026-11-1.csv', 'PERIOD_NOT_OVER'],
      ['insured-2026-10-0.csv', 'NAME_WRONG'],
      ['insured_2026-10.csv', 'NAME_WRONG'],
      ['recipients-2026-09-1.csv', 'NAME_WRONG'],
      ['insured-2026-10-1.CSV', 'NAME_WRONG'],
    ] as const;
    for (const [name, reason] of cases) {
      await world.put('insured', name, 'x');
      assert.deepEqual(await reasons('insured', name), [reason]);
    }
  });

  test('what is still written is left alone; a file from a clock that runs ahead is not', async () => {
    const content = fileOf('providers', '40000000001;0001000;home_care|other;both;jā');
    await world.put('providers', 'providers-2026-10-1.csv.part', content);
    await world.put('providers', 'providers-2026-09-1.csv', content, 0);
    await world.put('providers', 'providers-2026-10-1.csv', content, -3_600);
    await world.result('providers', 'providers-2026-10-1.csv');
    assert.deepEqual(await world.names('providers'), [
      'providers-2026-09-1.csv',
      'providers-2026-10-1.csv.part',
    ]);
  });

  test('no personal code stands in what the adapter keeps, says in results, or calls its records', async () => {
    await world.put('unemployed', 'unemployed-2026-08-1.csv', fileOf('unemployed', `${ANNA}1;x;0360800;y;z`));
    const result = await world.result('unemployed', 'unemployed-2026-08-1.csv');
    const digits = /[0-9]{6}-?[0-9]{5}/;
    assert.equal(result.faultCount, 4);
    assert.doesNotMatch(JSON.stringify(result), digits);
    assert.doesNotMatch(await world.stored(), digits);
    for (const { data, subject } of world.told()) assert.doesNotMatch(`${data.recordId} ${subject}`, digits);
  });
});
