import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { PersonCode } from '@saite/contracts';
import {
  importFileName,
  SOPA_DATA_SETS,
  SOPA_IMPORT_NAMESPACE,
  SOPA_IMPORT_ROOT,
  SOPA_KIND_LIST,
} from '@saite/contracts/sopa';
import { personRef } from '@saite/identity';
import { type Entry, townEntries } from '../../sandbox/imports/content.ts';
import { fileIdOf } from '../../sandbox/imports/made/file-id.ts';
import { objectIdOf } from '../../sandbox/imports/made/object-id.ts';
import { AT } from '../../sandbox/imports/made/persons.ts';
import type { Made, MadeObject } from '../../sandbox/imports/made/plain.ts';
import { kindOfEntry } from '../../sandbox/imports/mistakes/cases.ts';
import { TotalsCounter } from '../../sandbox/imports/totals.ts';
import { writeDeletion, writeHeader, writeObject } from '../../sandbox/imports/write/write-record.ts';
import { townOfFile } from '../../sandbox/imports/write-import-file.ts';
import { type ImportWorld, openImportWorld } from '../testing/import-world.ts';

const NEW_CODE = '39999999990';
const OTHER_CODE = '39999999991';

/** The file of a day with just these entries. */
function fileWith(
  municipality: string,
  sequence: number,
  entries: readonly Entry[],
  corrects: number | null = null,
): Buffer[] {
  const counter = new TotalsCounter();
  counter.count(entries);
  const date = `2026-11-${9 + (corrects ?? sequence)}`;
  const header = writeHeader({
    fileId: fileIdOf(23, municipality, sequence),
    fileName: importFileName(municipality, sequence),
    sender: municipality,
    sequence,
    kind: corrects === null ? 'daily' : 'correction',
    corrects,
    periodFrom: date,
    periodTo: date,
    createdAt: '2026-11-19T20:30:00Z',
    controlTotals: counter.totals,
  });
  const lists = SOPA_DATA_SETS.map(({ list, kinds }) => {
    const own = kinds.flatMap((kind) => entries.filter((entry) => kindOfEntry(entry) === kind));
    const texts = own.map((entry) =>
      'object' in entry ? writeObject(entry.object, true) : writeDeletion(entry.deletion),
    );
    return `  <${list}>\n${texts.join('')}  </${list}>\n`;
  });
  const root = `<${SOPA_IMPORT_ROOT} xmlns="${SOPA_IMPORT_NAMESPACE}">\n`;
  return [
    Buffer.from(
      `<?xml version="1.0" encoding="UTF-8"?>\n${root}${header}${lists.join('')}</${SOPA_IMPORT_ROOT}>\n`,
    ),
  ];
}

/** All that the played town of a municipality holds on its first day. */
function townObjects(municipality: string): readonly MadeObject[] {
  const period = { periodFrom: '2026-11-10', periodTo: '2026-11-10' };
  const town = townOfFile({ seed: 23, municipality, sequence: 1, kind: 'daily', persons: 20, ...period });
  return SOPA_KIND_LIST.flatMap((kind) => [...townEntries(town, kind)]).flatMap((entry) =>
    'object' in entry ? [entry.object] : [],
  );
}

const entriesOf = (objects: readonly MadeObject[]): Entry[] => objects.map((object) => ({ object }));
const isOf =
  (personId: string) =>
  ({ record }: MadeObject): boolean =>
    'personId' in record && record.personId === personId;
const personOf = (objects: readonly MadeObject[], personId: string): Made<'person'> => {
  for (const object of objects)
    if (object.kind === 'person' && object.record.personId === personId) return object.record;
  throw new Error('the town has no such person');
};
const idsOf = (municipality: string, objects: readonly MadeObject[]): string[] =>
  objects.map((object) => `${municipality}:${objectIdOf(object)}`).sort();

suite('what an accepted file tells', () => {
  let world: ImportWorld;
  before(async () => {
    world = await openImportWorld();
  });
  after(() => world.close());

  const take = async (
    municipality: string,
    sequence: number,
    entries: readonly Entry[],
    corrects?: number,
  ) => {
    const importId = await world.send(municipality, fileWith(municipality, sequence, entries, corrects));
    const report = await world.report(municipality, importId);
    const { fileErrors, objectErrors } = await world.result(municipality, importId);
    await world.settled();
    return { state: report.state, report, errors: [...fileErrors, ...objectErrors].map(({ rule }) => rule) };
  };
  const toldOf = (municipality: string, sequence: number) =>
    [...world.opened.records, ...world.opened.told].filter(
      ({ data }) =>
        'municipality' in data && data.municipality === municipality && data.recordVersion === sequence,
    );
  const refOf = (code: string) =>
    personRef(world.opened.adapter.keys, PersonCode.parse(code.replace('-', '')));
  const liveOf = async (municipality: string, id: string) => {
    const { database, schema } = world.opened.adapter;
    const { rows } = await database.query<{ sequence: number; facts: string }>(
      `SELECT sequence, facts FROM ${schema}.live_object WHERE municipality = $1 AND id = $2`,
      [municipality, id],
    );
    return rows;
  };

  test('a person’s new code: all that is known of the person is told anew under it, once, as of that file', async () => {
    const municipality = '0002000';
    const objects = townObjects(municipality);
    assert.equal((await take(municipality, 1, entriesOf(objects))).state, 'accepted');
    const personId = `P-${AT.pensioner}`;
    const person = personOf(objects, personId);
    const own = objects.filter(isOf(personId));
    assert.ok(own.length > 5 && new Set(own.map(({ kind }) => kind)).size > 3);
    // A service changes in the same file; it is told once, like the others.
    const services = own.flatMap((object) => (object.kind === 'service' ? [object.record] : []));
    const [service] = services;
    assert.ok(service);
    const changed = { ...person, personCode: NEW_CODE };
    const { state, report, errors } = await take(municipality, 2, [
      { object: { kind: 'person', record: changed } },
      { object: { kind: 'service', record: { ...service, providerId: '40000000013' } } },
    ]);
    assert.deepEqual([state, errors, report.accepted], ['accepted', [], 2]);
    const told = toldOf(municipality, 2);
    assert.deepEqual(told.map(({ data }) => data.recordId).sort(), idsOf(municipality, own));
    for (const { subject, data } of told)
      assert.deepEqual([subject, data.withdrawn], [refOf(NEW_CODE), false]);
    assert.ok(toldOf(municipality, 1).some(({ subject }) => subject === refOf(person.personCode)));
    // The code changes back: the same persons and objects, told once more.
    assert.equal(
      (await take(municipality, 3, entriesOf([{ kind: 'person', record: person }]))).state,
      'accepted',
    );
    const back = toldOf(municipality, 3);
    assert.deepEqual(back.map(({ data }) => data.recordId).sort(), idsOf(municipality, own));
    for (const { subject } of back) assert.equal(subject, refOf(person.personCode));
  });

  test('two persons exchange their codes in one file: each one’s objects are told under its own', async () => {
    const municipality = '0003000';
    const objects = townObjects(municipality);
    assert.equal((await take(municipality, 1, entriesOf(objects))).state, 'accepted');
    const [one, other] = [`P-${AT.assisted}`, `P-${AT.victim}`];
    const [first, second] = [personOf(objects, one), personOf(objects, other)];
    const { state, errors } = await take(municipality, 2, [
      { object: { kind: 'person', record: { ...first, personCode: second.personCode } } },
      { object: { kind: 'person', record: { ...second, personCode: first.personCode } } },
    ]);
    assert.deepEqual([state, errors], ['accepted', []]);
    const told = toldOf(municipality, 2);
    const under = (code: string) =>
      told.filter(({ subject }) => subject === refOf(code)).map(({ data }) => data.recordId);
    assert.deepEqual(under(second.personCode).sort(), idsOf(municipality, objects.filter(isOf(one))));
    assert.deepEqual(under(first.personCode).sort(), idsOf(municipality, objects.filter(isOf(other))));
  });

  test('a person who is deleted with everything, and comes back with another code', async () => {
    const municipality = '0004000';
    const objects = townObjects(municipality);
    assert.equal((await take(municipality, 1, entriesOf(objects))).state, 'accepted');
    const personId = `P-${AT.leftStateCare}`;
    const own = objects.filter(isOf(personId));
    const deletions = own.map(
      (object): Entry => ({
        deletion: { kind: object.kind, id: objectIdOf(object), deletedOn: '2026-11-11', reason: 'annulled' },
      }),
    );
    const gone = await take(municipality, 2, deletions);
    assert.deepEqual([gone.state, gone.errors, gone.report.deleted], ['accepted', [], own.length]);
    const person = personOf(objects, personId);
    const withdrawn = toldOf(municipality, 2);
    assert.deepEqual(withdrawn.map(({ data }) => data.recordId).sort(), idsOf(municipality, own));
    for (const { subject, data } of withdrawn)
      assert.deepEqual([subject, data.withdrawn], [refOf(person.personCode), true]);
    assert.deepEqual(await liveOf(municipality, personId), []);
    const again = entriesOf([{ kind: 'person', record: { ...person, personCode: OTHER_CODE } }]);
    assert.equal((await take(municipality, 3, again)).state, 'accepted');
    // Nothing of the former life comes back with the person.
    assert.deepEqual(
      toldOf(municipality, 3).map(({ subject, data }) => [subject, data.recordId, data.withdrawn]),
      [[refOf(OTHER_CODE), `${municipality}:${personId}`, false]],
    );
    assert.equal((await liveOf(municipality, personId)).length, 1);
    const [service] = own.filter(({ kind }) => kind === 'service');
    assert.ok(service);
    assert.equal((await take(municipality, 4, entriesOf([service]))).state, 'accepted');
    assert.deepEqual(
      toldOf(municipality, 4).map(({ subject }) => subject),
      [refOf(OTHER_CODE)],
    );
  });

  test('an object that two files change is told by each, and holds as the later one says', async () => {
    const municipality = '0005000';
    const objects = townObjects(municipality);
    assert.equal((await take(municipality, 1, entriesOf(objects))).state, 'accepted');
    const person = personOf(objects, `P-${AT.assisted}`);
    const change = async (sequence: number, registeredOn: string) =>
      take(municipality, sequence, entriesOf([{ kind: 'person', record: { ...person, registeredOn } }]));
    const days = [person.registeredOn, '2026-11-02', '2026-11-03', person.registeredOn];
    for (const sequence of [2, 3, 4]) {
      const day = days[sequence - 1] ?? '';
      const { state, report } = await change(sequence, day);
      assert.deepEqual([state, report.accepted, report.unchanged], ['accepted', 1, 0]);
      const told = toldOf(municipality, sequence);
      assert.deepEqual(
        told.map(({ data }) => 'registeredOn' in data && data.registeredOn),
        [day],
      );
      const [live, ...others] = await liveOf(municipality, person.personId);
      assert.deepEqual([live?.sequence, others], [sequence, []]);
    }
    const { report } = await change(5, person.registeredOn);
    assert.deepEqual([report.accepted, report.unchanged, toldOf(municipality, 5)], [0, 1, []]);
  });

  test('a correction’s objects may refer to what earlier files brought', async () => {
    const municipality = '0006000';
    const objects = townObjects(municipality);
    const personId = `P-${AT.pensioner}`;
    const [status] = objects.filter(isOf(personId)).flatMap((one) => (one.kind === 'status' ? [one] : []));
    assert.ok(status);
    const wrong: MadeObject = { kind: 'status', record: { ...status.record, householdSize: 0 } };
    const first = await take(
      municipality,
      1,
      entriesOf(objects.map((object) => (object === status ? wrong : object))),
    );
    assert.equal(first.state, 'accepted-with-errors');
    assert.ok(first.errors.includes('STATUS_HOUSEHOLD_EMPTY'));
    const corrected = await take(municipality, 2, entriesOf([status]), 1);
    assert.deepEqual([corrected.state, corrected.errors], ['accepted', []]);
    assert.deepEqual(
      toldOf(municipality, 2).map(({ subject, data }) => [subject, data.recordId]),
      [[refOf(personOf(objects, personId).personCode), `${municipality}:${status.record.statusId}`]],
    );
  });
});
