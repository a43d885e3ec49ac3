import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { OBJECT_RULES, type ObjectRuleCode } from '@saite/contracts/sopa';
import { until } from '@saite/runtime/testing';
import { EXAMPLES } from '../sandbox/imports/examples.ts';
import { brokenBy } from '../sandbox/imports/mistakes/cases.ts';
import {
  FILE_MISTAKES,
  type FileMistakeCode,
  NEEDS_ACCEPTED_FILE,
} from '../sandbox/imports/mistakes/file-mistakes.ts';
import { NEEDS_EARLIER_FILE } from '../sandbox/imports/mistakes/index.ts';
import { type ImportFileOptions, townOfFile, writeImportFile } from '../sandbox/imports/write-import-file.ts';
import { XmlSchema } from '../xml/schema.ts';
import { type ImportWorld, madeFile, openImportWorld } from './testing/import-world.ts';

const SECOND_DAY = '2026-11-11';
const day2 = { day: 2, sequence: 2, periodFrom: SECOND_DAY, periodTo: SECOND_DAY } as const;
const objectRules = Object.keys(OBJECT_RULES).filter((code): code is ObjectRuleCode => code in OBJECT_RULES);
const fileMistakes = Object.keys(FILE_MISTAKES).filter(
  (code): code is FileMistakeCode => code in FILE_MISTAKES,
);

const exampleUrl = (name: string): URL => new URL(`../../examples/${name}`, import.meta.url);
const readExample = async (name: string): Promise<Uint8Array[]> => [await readFile(exampleUrl(name))];
/** Times and ids differ from import to import; nothing else of a result does. */
const timeless = (text: string): string => text.replace(/<(ImportId|ReceivedAt|CheckedAt)>[^<]*/g, '<$1>');

suite('the import of the municipalities’ files', () => {
  let world: ImportWorld;
  let used = 0;
  /** Each test has a municipality of its own; the first one is that of the examples. */
  const municipalities = ['0002000', '0003000', '0004000', '0005000', '0006000', '0007000'].concat(
    Array.from({ length: 30 }, (_, at) => `00${at + 20}000`).filter((code) => code !== '0038000'),
  );
  const place = (): string => {
    used += 1;
    return municipalities[used - 1] ?? assert.fail('no municipality is left');
  };
  const recordsOf = (municipality: string) =>
    [...world.opened.records, ...world.opened.told].filter(
      ({ data }) => 'municipality' in data && data.municipality === municipality,
    );
  const take = async (municipality: string, options: Partial<ImportFileOptions> = {}) => {
    const importId = await world.send(municipality, madeFile({ municipality, ...options }));
    return { importId, report: await world.report(municipality, importId) };
  };

  before(async () => {
    world = await openImportWorld();
  });
  after(() => world.close());

  test('the examples of the documentation are what the played SOPA makes', async () => {
    for (const [name, options] of Object.entries(EXAMPLES))
      assert.ok(
        Buffer.concat([...writeImportFile(options)]).equals(await readFile(exampleUrl(`${name}.xml`))),
        name,
      );
  });

  test('a right file is taken whole, its result is as the schema says, and each object is told once', async () => {
    const municipality = place();
    const { importId, report } = await take(municipality);
    assert.equal(report.state, 'accepted', JSON.stringify(report.level2));
    assert.deepEqual([report.level1, report.level2?.count, report.unchanged, report.deleted], [[], 0, 0, 0]);
    const result = await world.result(municipality, importId);
    using schema = new XmlSchema(
      fileURLToPath(import.meta.resolve('@saite/contracts/generated/xsd/SopaImportResult.xsd')),
      ['FileError', 'ObjectError'],
    );
    schema.read(result.text);
    assert.equal(result.header.nextSequence, 2);
    await world.settled();
    const told = await until(
      () => recordsOf(municipality),
      (records) => records.length === report.accepted,
    );
    assert.equal(new Set(told.map(({ id }) => id)).size, report.accepted);
    for (const { data } of told) assert.deepEqual([data.recordVersion, data.withdrawn], [1, false]);
    assert.deepEqual(
      new Set(told.map(({ type }) => type)).size,
      11,
      'every kind of object is told by an event of its own',
    );
  });

  test('each level-2 rule that a first file can break fails exactly its objects, and the others are taken', async () => {
    const { municipality, mistakes = [] } = EXAMPLES['with-errors'];
    const importId = await world.send(municipality, await readExample('with-errors.xml'));
    const report = await world.report(municipality, importId);
    assert.equal(report.state, 'accepted-with-errors');
    const { text } = await world.result(municipality, importId);
    assert.equal(timeless(text), timeless(String(await readFile(exampleUrl('with-errors.result.xml')))));
    const { objectErrors } = await world.result(municipality, importId);
    const town = townOfFile(EXAMPLES['with-errors']);
    const expected = [...brokenBy(town, mistakes)].map(({ code, id }) => `${code} ${id}`).sort();
    const found = objectErrors.map(({ rule, objectId }) => `${rule} ${objectId}`).sort();
    assert.deepEqual(found, expected);
    for (const { rule, messageLv, messageEn } of objectErrors) {
      assert.ok(objectRules.some((code) => code === rule));
      assert.ok(messageLv.length > 5 && messageEn.length > 5);
    }
  });

  test('rules about what an earlier file brought are held against the store', async () => {
    const municipality = place();
    assert.equal((await take(municipality, { persons: 800 })).report.state, 'accepted');
    const mistakes = [...NEEDS_EARLIER_FILE].map((code) => ({ code, count: 1 }));
    const { importId } = await take(municipality, { persons: 800, ...day2, mistakes });
    const { objectErrors } = await world.result(municipality, importId);
    const town = townOfFile({
      seed: 7,
      municipality,
      kind: 'daily',
      persons: 800,
      ...day2,
    });
    assert.deepEqual(
      objectErrors.map(({ rule, objectId }) => `${rule} ${objectId}`).sort(),
      [...brokenBy(town, mistakes)].map(({ code, id }) => `${code} ${id}`).sort(),
    );
  });

  for (const fileMistake of fileMistakes.filter((code) => !NEEDS_ACCEPTED_FILE.has(code)))
    test(`level 1: ${fileMistake} refuses the file, nothing of it is stored or told`, async () => {
      const municipality = '0051000';
      const importId = await world.send(municipality, madeFile({ municipality, fileMistake }));
      const report = await world.report(municipality, importId);
      assert.equal(report.state, 'rejected');
      assert.deepEqual(
        report.level1?.map(({ rule }) => rule),
        [fileMistake],
      );
      const line = report.level1?.[0]?.line;
      assert.ok(typeof line === 'number' && line > 0, 'the place is told');
      const result = await world.result(municipality, importId);
      assert.equal(result.fileErrors[0]?.rule, fileMistake);
      assert.equal(result.header.nextSequence, 1);
      await world.settled();
      const { database, schema } = world.opened.adapter;
      const { rows } = await database.query<{ count: number }>(
        `SELECT count(*) AS count FROM ${schema}.import_object WHERE municipality = $1`,
        [municipality],
      );
      assert.equal(rows[0]?.count, 0);
      assert.deepEqual(recordsOf(municipality), []);
    });

  for (const fileMistake of NEEDS_ACCEPTED_FILE)
    test(`level 1: ${fileMistake} is seen beside what was accepted before`, async () => {
      const municipality = place();
      assert.equal((await take(municipality)).report.state, 'accepted');
      const { report } = await take(municipality, { ...day2, fileMistake });
      assert.deepEqual(
        report.level1?.map(({ rule }) => rule),
        [fileMistake],
      );
      assert.equal((await take(municipality, day2)).report.state, 'accepted');
    });

  test('an accepted file sent again gives the same result file and changes nothing', async () => {
    const municipality = place();
    const first = await take(municipality);
    const result = await world.result(municipality, first.importId);
    await world.settled();
    const told = recordsOf(municipality).length;
    const again = await take(municipality);
    assert.deepEqual(await world.result(municipality, again.importId), result);
    await world.settled();
    assert.equal(recordsOf(municipality).length, told);
    assert.equal((await world.list(municipality)).length, 1);
  });

  test('a file that is named by a personal code is refused, and the code is neither kept nor answered', async () => {
    const municipality = '0051000';
    const importId = await world.send(municipality, madeFile({ municipality }), '161175-19997.xml');
    const report = await world.report(municipality, importId);
    assert.equal(report.level1?.[0]?.rule, 'FILE_NAME_WRONG');
    const { text } = await world.result(municipality, importId);
    assert.ok(!`${JSON.stringify(report)}${text}`.includes('19997'));
    const { database, schema } = world.opened.adapter;
    const { rows } = await database.query(`SELECT * FROM ${schema}.import WHERE import_id = $1`, [importId]);
    assert.ok(!JSON.stringify(rows).includes('19997'));
  });

  test('two copies of one file that come at the same time are one import', async () => {
    const municipality = place();
    const [one, other] = await Promise.all([take(municipality), take(municipality)]);
    assert.deepEqual(
      await world.result(municipality, one.importId),
      await world.result(municipality, other.importId),
    );
    assert.equal(one.report.state, 'accepted');
  });

  test('a changed object is told with its new version, one that is the same is not, a deleted one is withdrawn', async () => {
    const municipality = place();
    const first = await take(municipality, { persons: 400 });
    assert.equal(first.report.state, 'accepted');
    let withdrawn = 0;
    let unchanged = 0;
    for (let day = 2; day <= 6; day += 1) {
      const date = `2026-11-${9 + day}`;
      const { report } = await take(municipality, {
        persons: 400,
        day,
        sequence: day,
        periodFrom: date,
        periodTo: date,
      });
      assert.equal(report.state, 'accepted', JSON.stringify(report));
      await world.settled();
      const told = await until(
        () => recordsOf(municipality).filter(({ data }) => data.recordVersion === day),
        (records) => records.length === (report.accepted ?? 0) + (report.deleted ?? 0),
      );
      assert.equal(told.filter(({ data }) => data.withdrawn).length, report.deleted);
      withdrawn += report.deleted ?? 0;
      unchanged += report.unchanged ?? 0;
    }
    assert.ok(withdrawn > 0 && unchanged > 0, 'the week holds deletions and objects without a change');
  });

  test('a file that breaks off leaves nothing and is not listed', async () => {
    const municipality = place();
    const [first] = madeFile({ municipality });
    assert.ok(first);
    await assert.rejects(
      world.send(
        municipality,
        (async function* () {
          yield first.subarray(0, first.length / 2);
          throw new Error('the line is cut');
        })(),
      ),
    );
    await world.settled();
    assert.deepEqual(await world.list(municipality), []);
    assert.equal((await take(municipality)).report.state, 'accepted');
  });

  test('another municipality sees nothing of an import, an operator its state alone', async () => {
    const municipality = place();
    const { importId } = await take(municipality);
    const other = { municipality: null, seesAll: false };
    assert.equal((await world.call(other, `/${importId}`)).status, 404);
    assert.equal((await world.call(other, `/${importId}/result`)).status, 404);
    assert.deepEqual(await (await world.call(other, '')).json(), { items: [], next: null });
    const operator = { municipality: null, seesAll: true };
    const seen: unknown = await (await world.call(operator, `/${importId}`)).json();
    assert.ok(seen !== null && typeof seen === 'object');
    assert.deepEqual(Object.keys(seen).sort(), [
      'checkedAt',
      'importId',
      'municipality',
      'receivedAt',
      'state',
    ]);
    assert.equal((await world.call(operator, `/${importId}/result`)).status, 404);
  });

  test('a check that was cut off begins again and comes to the same end', async () => {
    const municipality = place();
    const mistakes = [
      { code: 'STATUS_OVERLAPS' as const, count: 2 },
      { code: 'PERSON_CODE_TWICE' as const, count: 1 },
    ];
    const { importId, report } = await take(municipality, { mistakes });
    const { database, schema } = world.opened.adapter;
    const before = await world.result(municipality, importId);
    await world.settled();
    await database.query(
      `UPDATE ${schema}.import SET state = 'checking', accepted = 0, failed = 0 WHERE import_id = $1`,
      [importId],
    );
    const again = await world.report(municipality, importId);
    assert.deepEqual([again.accepted, again.level2], [report.accepted, report.level2]);
    assert.deepEqual((await world.result(municipality, importId)).objectErrors, before.objectErrors);
  });
});
