import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { after, before, suite, test } from 'node:test';
import { CalendarDate, type FactEvent, PersonCode } from '@saite/contracts';
import { sealPerson } from '@saite/identity';
import { waitFor } from '@saite/runtime/testing';
import { startProgram } from '../../adapters/labis/src/testing/program.ts';
import { openWorld, type World } from '../../adapters/labis/src/testing/world.ts';
import {
  eachChild,
  eachPerson,
  type PmlpPerson,
  type SpolisPlacement,
} from '../../sandbox/src/population/index.ts';
import { findIn, needlesOf, withoutKeyedValues } from './needles.ts';

const OPTIONS = { today: CalendarDate.parse('2026-11-20') };
const [ADULTS, CHILDREN] = [60, 60];
const DISORDERS = ['sight', 'movement', '010101-12345', 'F70'];

const plain = (code: string) => PersonCode.parse(code.replace('-', ''));

suite('what leaves for LabIS', () => {
  let world: World;
  const events: FactEvent[] = [];
  const codes = new Set<PersonCode>();
  const names = new Set<string>();
  let [left, tables, logs] = ['', '', ''];

  const person = (record: PmlpPerson): FactEvent => {
    const { make, adapter } = world;
    const [code, former, parents] = [
      plain(record.personCode),
      (record.formerCodes ?? []).map(plain),
      (record.parents ?? []).map(plain),
    ];
    for (const one of [code, ...former, ...parents]) codes.add(one);
    for (const name of [record.givenName, record.familyName]) names.add(name);
    const { recordVersion, bornOn, diedOn, residence } = record;
    return make.event('pmlp.person.updated.v1', code, {
      recordId: make.ref(code),
      recordVersion,
      bornOn,
      ...(diedOn === undefined ? {} : { diedOn }),
      ...(residence ? { residence: { atvk: residence.atvk, since: residence.since } } : {}),
      formerRefs: former.map(make.ref),
      parentRefs: parents.map(make.ref),
      identity: sealPerson(adapter.keys, make.ref(code), {
        personCode: code,
        givenName: record.givenName,
        familyName: record.familyName,
        formerCodes: former,
        parentCodes: parents,
      }),
    });
  };
  const placement = (record: SpolisPlacement): FactEvent => {
    const { placementId, recordVersion, personCode, ...stay } = record;
    codes.add(plain(personCode));
    return world.make.event('spolis.placement.recorded.v1', plain(personCode), {
      recordId: placementId,
      recordVersion,
      stay,
    });
  };

  before(async () => {
    world = await openWorld({ starts: false });
    const made = [...eachPerson(11, ADULTS, OPTIONS), ...eachChild(11, CHILDREN, OPTIONS)];
    for (const { persons, placements } of made)
      events.push(...persons.map(person), ...placements.map(placement));
    for (const [place, code] of [...codes].entries()) {
      const disorders = DISORDERS.slice(place % DISORDERS.length);
      events.push(
        world.make.decision(code, `d-${place}`, { disorders }),
        // Even an id that a register should never have made of a code.
        world.make.service(code, `0001000:${code}`, place % 2 ? { kind: '010101-12345' } : {}),
      );
    }
    const program = startProgram(world, { LOG_LEVEL: 'debug' }, 'pipe');
    for (const stream of [program.stdout, program.stderr])
      stream?.on('data', (data: Buffer) => {
        logs += data.toString();
      });
    await once(program, 'message');
    await world.labis.fault('refuse-first');
    await world.tell(...events);
    await waitFor('a record to be refused', () => logs.includes('labis.key-version'));
    for (const mode of ['http-500', 'refuse-batch', 'none']) {
      await new Promise((resolve) => setTimeout(resolve, 1_200));
      await world.labis.fault(mode);
    }
    await world.quiet();
    await world.rotate();
    await world.complete(2);
    await world.quiet();
    const exit = once(program, 'exit');
    program.kill();
    await exit;
    left = await world.labis.inboxText();
    tables = await dump(world);
  });
  after(() => world.close());

  test('is the whole population, under two versions of the key', async () => {
    assert.ok(codes.size > ADULTS + CHILDREN);
    for (const keyVersion of [1, 2]) {
      const records = await world.standing(keyVersion);
      assert.ok(records.length > 2 * codes.size, `${records.length} of ${events.length}`);
    }
    assert.match(logs, /upstream\.call-failed|adapter\.waits|loop\.failed/);
  });

  test('holds no personal code and no digest of one, and neither do tables and logs', () => {
    const needles = [...codes, '01010112345'].flatMap(needlesOf);
    // The register's own id with a code in it stands in the adapter's table, as the register gave it.
    const others = tables.replaceAll(/0001000:[0-9]{11}/g, '');
    assert.deepEqual(
      [left, others, logs].map((text) => findIn(text, needles)),
      [[], [], []],
    );
  });

  test('holds no name, and neither do tables and logs', () => {
    assert.ok(names.size > 50);
    const found = [left, tables, logs].map((text) => findIn(withoutKeyedValues(text), names));
    assert.deepEqual(found, [[], [], []]);
  });

  test("holds no person reference, no sealed box and no register's id; logs neither", () => {
    const hidden = events.flatMap(({ subject, data }) => [
      subject,
      subject.slice(3),
      ...('identity' in data ? [data.identity.box, data.identity.digest] : []),
    ]);
    assert.deepEqual(
      [left, logs].map((text) => findIn(text, hidden)),
      [[], []],
    );
    const boxes = events.flatMap(({ data }) => ('identity' in data ? [data.identity.box] : []));
    assert.deepEqual(findIn(tables, boxes), []);
    const recordIds = events.map(({ data }) => `"${data.recordId}"`);
    assert.deepEqual(findIn(left, recordIds), []);
  });

  test('holds no date that names a day, no institution, no provider and no cost', async () => {
    const records = (await world.labis.inbox()).flatMap((batch) => batch.records);
    const text = JSON.stringify(records);
    assert.doesNotMatch(text, /[0-9]{4}-[0-9]{2}-[0-9]{2}/);
    assert.doesNotMatch(text, /VSAC|BSRC|SNIEDZEJS|[0-9]\.[0-9]{2}"/);
  });

  test('and the search finds what it looks for', () => {
    const [code = ''] = codes;
    const sha = createHash('sha256').update(`${code.slice(0, 6)}-${code.slice(6)}`);
    const planted = `{"value":"${sha.digest('hex').toUpperCase()}"}`;
    assert.equal(findIn(planted, needlesOf(code)).length, 1);
    assert.equal(findIn(withoutKeyedValues('{"name":"Šarlote"}'), ['ŠARLOTE']).length, 1);
  });
});

/** Every row of every table of the adapter. */
async function dump({ adapter: { database, schema } }: World): Promise<string> {
  const { rows } = await database.query<{ name: string }>(
    'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = $1',
    [schema],
  );
  const texts: string[] = [];
  for (const { name } of rows) {
    const content = await database.query<{ text: string }>(
      `SELECT to_jsonb(one)::text AS text FROM ${schema}.${name} AS one`,
    );
    texts.push(...content.rows.map(({ text }) => text));
  }
  return texts.join('\n');
}
