import assert from 'node:assert/strict';
import { afterEach, beforeEach, suite, test } from 'node:test';
import { QueryAnswer } from '../protocol.ts';
import { askPmlp } from '../testing/ask-pmlp.ts';

const OLD_CODE = '01011800017';
const NEW_CODE = '32000000101';
const OTHER_CODE = '31120522340';

const person = (personCode: string, recordVersion = 1, more: object = {}) => ({
  personCode,
  recordVersion,
  givenName: 'Ģertrūde',
  familyName: 'Ķirse',
  bornOn: '1950-03-04',
  ...more,
});

suite('the played register of natural persons', () => {
  let pmlp: Awaited<ReturnType<typeof askPmlp>>;
  beforeEach(async () => {
    pmlp = await askPmlp();
  });
  afterEach(() => pmlp.close());

  test('gives a token for a signed assertion, once, and only for its audience and time', async () => {
    const signed = await pmlp.assertion();
    assert.equal((await pmlp.askToken(signed)).statusCode, 200);
    assert.deepEqual((await pmlp.askToken(signed)).json(), { error: 'invalid_client' });
    assert.equal((await pmlp.askToken(await pmlp.assertion({ aud: 'elsewhere' }))).statusCode, 401);
    assert.equal((await pmlp.askToken(await pmlp.assertion({ lifetimeS: -5 }))).statusCode, 401);
    assert.equal((await pmlp.askToken(await pmlp.assertion({ lifetimeS: 7200 }))).statusCode, 401);
    assert.equal((await pmlp.askToken(`${signed.slice(0, -4)}AAAA`)).statusCode, 401);
  });

  test('answers nobody without token and permission', async () => {
    const url = '/pmlp/persons/query';
    const payload = { codes: [OLD_CODE] };
    assert.equal((await pmlp.post(url, payload)).statusCode, 401);
    assert.equal((await pmlp.query([OLD_CODE], '9999')).statusCode, 403);
  });

  test('finds a person by the present and by a former code, and leaves out who is not there', async () => {
    assert.equal((await pmlp.control([person(NEW_CODE, 1, { formerCodes: [OLD_CODE] })])).statusCode, 200);
    const { items } = QueryAnswer.parse((await pmlp.query([OLD_CODE, NEW_CODE, OTHER_CODE])).json());
    assert.deepEqual(
      items.map((item) => [item.asked, item.person.person_code]),
      [
        [OLD_CODE, NEW_CODE],
        [NEW_CODE, NEW_CODE],
      ],
    );
  });

  test('says ENTITY_NOT_FOUND to a query for one', async () => {
    const answer = await pmlp.post('/pmlp/persons/query', { code: OTHER_CODE }, await pmlp.headers());
    assert.equal(answer.statusCode, 400);
    assert.deepEqual(answer.json(), { error: { code: 'ENTITY_NOT_FOUND' } });
  });

  test('shows no attribute that the permission does not name', async () => {
    await pmlp.control([person(OLD_CODE)]);
    const body = (await pmlp.query([OLD_CODE], '2002')).body;
    assert.match(body, /birth_date/);
    assert.doesNotMatch(body, /Ģertrūde|family_name|parents/);
  });

  test('tells changes of watched persons only, and the version that drops a former code too', async () => {
    await pmlp.control([person(NEW_CODE, 1, { formerCodes: [OLD_CODE] }), person(OTHER_CODE)]);
    assert.equal((await pmlp.changes()).changes.length, 0);
    await pmlp.watch([OLD_CODE]);
    const first = await pmlp.changes();
    assert.deepEqual(
      first.changes.map((change) => change.person_code),
      [NEW_CODE],
    );
    assert.equal((await pmlp.changes(first.next)).changes.length, 0);
    await pmlp.control([person(NEW_CODE, 2), person(OTHER_CODE, 2, { givenName: 'Ieva' })]);
    assert.deepEqual(
      (await pmlp.changes(first.next)).changes.map((change) => change.person_code),
      [NEW_CODE],
    );
    assert.deepEqual(QueryAnswer.parse((await pmlp.query([OLD_CODE])).json()).items, []);
  });

  test('keeps the highest version and refuses an equal one with other content', async () => {
    await pmlp.control([person(OLD_CODE, 2, { familyName: 'Ozoliņa' })]);
    assert.deepEqual((await pmlp.control([person(OLD_CODE, 1)])).json(), { taken: 0, unchanged: 1 });
    assert.deepEqual((await pmlp.control([person(OLD_CODE, 2, { familyName: 'Ozoliņa' })])).json(), {
      taken: 0,
      unchanged: 1,
    });
    const conflict = await pmlp.control([person(OTHER_CODE), person(OLD_CODE, 2)]);
    assert.equal(conflict.statusCode, 409);
    assert.match(conflict.body, /\[1\]\.recordVersion/);
    assert.deepEqual(QueryAnswer.parse((await pmlp.query([OTHER_CODE])).json()).items, [], 'all or none');
  });

  const residence = (addressCode: string, since: string) => ({ addressCode, atvk: '0001000', since });
  const livedAt = async (permission?: string) => {
    const { items } = QueryAnswer.parse((await pmlp.query([OLD_CODE], permission)).json());
    return items[0]?.person.declared_residences?.map(({ address_code, since }) => `${address_code} ${since}`);
  };

  test('answers every residence that its versions told, oldest first, after a restart too', async () => {
    await pmlp.control([person(OLD_CODE)]);
    assert.deepEqual(await livedAt(), []);
    await pmlp.control([
      person(OLD_CODE, 2, { residence: residence('a', '2000-01-01') }),
      person(OLD_CODE, 3, { residence: residence('b', '2010-01-01') }),
    ]);
    await pmlp.control([person(OLD_CODE, 4, { residence: residence('a', '2020-01-01') })]);
    const all = ['a 2000-01-01', 'b 2010-01-01', 'a 2020-01-01'];
    assert.deepEqual(await livedAt(), all);
    await pmlp.restart();
    assert.deepEqual(await livedAt(), all);
    const again = await pmlp.control([person(OLD_CODE, 4, { residence: residence('a', '2020-01-01') })]);
    assert.deepEqual(again.json(), { taken: 0, unchanged: 1 });
    const { items } = QueryAnswer.parse((await pmlp.query([OLD_CODE])).json());
    assert.equal(items[0]?.person.declared_residence?.since, '2020-01-01');
  });

  for (const [what, since, left] of [
    ['a later first day of the same address', '2012-01-01', ['a 2000-01-01', 'b 2012-01-01']],
    ['an earlier first day of the same address', '2005-01-01', ['a 2000-01-01', 'b 2005-01-01']],
    ['a first day before all others', '1999-01-01', ['b 1999-01-01']],
  ] as const) {
    test(`${what} replaces what does not hold any more`, async () => {
      await pmlp.control([
        person(OLD_CODE, 1, { residence: residence('a', '2000-01-01') }),
        person(OLD_CODE, 2, { residence: residence('b', '2010-01-01') }),
        person(OLD_CODE, 3, { residence: residence('b', since) }),
      ]);
      assert.deepEqual(await livedAt(), left);
    });
  }

  test('shows no former residence without the right to see them', async () => {
    await pmlp.control([person(OLD_CODE, 1, { residence: residence('a', '2000-01-01') })]);
    assert.equal(await livedAt('2003'), undefined);
  });

  test('finds its data and the watched ones again, and knows no cursor of another store', async () => {
    await pmlp.control([person(OLD_CODE)]);
    await pmlp.watch([OLD_CODE]);
    const { next } = await pmlp.changes();
    await pmlp.restart();
    assert.equal((await pmlp.changes(next)).changes.length, 0);
    await pmlp.control([person(OLD_CODE, 2, { diedOn: '2026-01-02' })]);
    assert.equal((await pmlp.changes(next)).changes.length, 1);
    const unknown = await pmlp.get('/pmlp/changes?after=other.1', await pmlp.headers());
    assert.deepEqual(unknown.json(), { error: { code: 'CURSOR_UNKNOWN' } });
  });

  test('refuses a record that is not allowed with the path of the field and without the value', async () => {
    const answer = await pmlp.control([
      person(OLD_CODE),
      person('01019010010'),
      { ...person(OTHER_CODE), age: 3 },
    ]);
    assert.equal(answer.statusCode, 422);
    assert.match(answer.body, /\[1\]\.personCode/);
    assert.match(answer.body, /\[2\]\.age/);
    assert.doesNotMatch(answer.body, /01019010010/);
  });

  test('fails on command and recovers by itself', async () => {
    await pmlp.control([person(OLD_CODE)]);
    const authorised = await pmlp.headers();
    const fault = (mode: string, forMs?: number) =>
      pmlp.post('/sandbox/pmlp/fault', { mode, ...(forMs === undefined ? {} : { forMs }) });
    const ask = () => pmlp.post('/pmlp/persons/query', { codes: [OLD_CODE] }, authorised);
    await fault('http-500');
    assert.equal((await ask()).statusCode, 500);
    await fault('quota');
    const busy = await ask();
    assert.equal(busy.statusCode, 429);
    assert.ok(Number(busy.headers['retry-after']) > 0);
    await fault('garbage');
    assert.doesNotMatch((await ask()).headers['content-type']?.toString() ?? '', /json/);
    await fault('http-500', 1);
    await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal((await ask()).statusCode, 200);
    await fault('token-ended');
    assert.equal((await ask()).statusCode, 401);
    assert.equal((await fault('unknown')).statusCode, 422);
  });

  test('answers for everybody of a country, by present and former code, with former residences', async () => {
    const residence = (atvk: string, since: string) => ({
      residence: { addressCode: atvk, atvk, since },
    });
    const formerCodes = [OLD_CODE];
    pmlp.settle([
      [
        person(NEW_CODE, 1, { formerCodes, ...residence('0001000', '1990-01-01') }),
        person(NEW_CODE, 2, { formerCodes, ...residence('0003000', '2020-01-01') }),
      ],
    ]);
    const { items } = QueryAnswer.parse((await pmlp.query([OLD_CODE, NEW_CODE, OTHER_CODE])).json());
    assert.deepEqual(
      items.map((item) => [item.asked, item.person.person_code, item.person.version]),
      [
        [OLD_CODE, NEW_CODE, 2],
        [NEW_CODE, NEW_CODE, 2],
      ],
    );
    assert.deepEqual(
      items[0]?.person.declared_residences?.map(({ atvk }) => atvk),
      ['0001000', '0003000'],
    );
  });

  test('tells no change of a country, but a later version of one of its people', async () => {
    pmlp.settle([[person(NEW_CODE, 3, { formerCodes: [OLD_CODE] })], [person(OTHER_CODE, 1)]]);
    await pmlp.watch([OLD_CODE, OTHER_CODE]);
    assert.deepEqual((await pmlp.changes()).changes, []);
    assert.deepEqual((await pmlp.control([person(NEW_CODE, 2)])).json(), { taken: 0, unchanged: 1 });
    assert.deepEqual((await pmlp.control([person(OTHER_CODE, 1)])).json(), { taken: 0, unchanged: 1 });
    assert.equal((await pmlp.control([person(OTHER_CODE, 1, { givenName: 'Zenta' })])).statusCode, 409);
    await pmlp.control([person(NEW_CODE, 4)]); // the former code is none of theirs after all
    assert.deepEqual(
      (await pmlp.changes()).changes.map((change) => change.person_code),
      [NEW_CODE],
    );
    const { items } = QueryAnswer.parse((await pmlp.query([OLD_CODE, NEW_CODE])).json());
    assert.deepEqual(
      items.map((item) => [item.asked, item.person.version]),
      [[NEW_CODE, 4]],
    );
  });
});
