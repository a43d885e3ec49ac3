import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, suite, test } from 'node:test';
import { Tokens } from '@saite/adapter-kit';
import { systemClock } from '@saite/runtime';
import { headersOf } from '../calls.ts';
import { ClientFile } from '../protocol.ts';
import { type PlayedLabis, playLabis } from '../testing/played-labis.ts';

const pseudonym = { keyVersion: 1, value: 'P'.repeat(32) };
const record = {
  id: 'R'.repeat(32),
  version: 1,
  kind: 'placement',
  pseudonym,
  withdrawn: false,
  data: { programme: 'child-out-of-family', from: '2024-03', to: null },
};
const person = {
  ...record,
  kind: 'person',
  data: { born: '2012-05', died: null, territory: '0001000', formerPseudonyms: [] },
};

suite('LabIS as it is played', () => {
  let played: PlayedLabis;
  let headers: Record<string, string> = {};
  before(async () => {
    played = await playLabis();
    const { url, clientPath } = played;
    const tokens = new Tokens({
      url: `${url}/oauth2/token`,
      clientPath,
      clientFile: ClientFile,
      clock: systemClock,
    });
    headers = headersOf(await tokens.get(AbortSignal.timeout(2_000)));
    await tellVersion(1, 'filling');
  });
  after(() => played.close());

  const call = (method: 'GET' | 'POST' | 'PUT', path: string, payload?: object, as = headers) =>
    played.app.inject({ method, url: `/labis/v1${path}`, headers: as, ...(payload ? { payload } : {}) });
  const tellVersion = (version: number, state: string) => call('PUT', `/key-versions/${version}`, { state });
  const batchOf = (records: readonly object[], differing: object = {}) => ({
    messageId: randomUUID(),
    structureVersion: 1,
    keyVersion: 1,
    sequence: 1,
    records,
    ...differing,
  });
  const send = (batch: object) => call('POST', '/batches', batch);

  test('takes a batch once: sent again it has the same receipt, with another content it is refused', async () => {
    const batch = batchOf([record, person]);
    assert.equal((await call('GET', `/batches/${batch.messageId}`)).statusCode, 404);
    const first = await send(batch);
    assert.equal(first.statusCode, 201);
    assert.deepEqual((await send(batch)).json(), first.json());
    assert.deepEqual((await call('GET', `/batches/${batch.messageId}`)).json(), first.json());
    assert.equal((await send({ ...batch, sequence: 2 })).json().error.code, 'MESSAGE_ID_TAKEN');
    const [{ records } = { records: [] }] = await played.inbox();
    assert.deepEqual(records, [record, person]);
  });

  for (const [what, changed, path] of [
    ['an unknown field', { name: 'Šarlote' }, ''],
    ['an unknown field of the data', { data: { ...record.data, institutionId: 'BSRC-1' } }, 'data'],
    ['a day where a month belongs', { data: { ...record.data, from: '2024-03-31' } }, 'data.from'],
    ['data though it is withdrawn', { withdrawn: true }, 'data'],
    ['no data though it stands', { data: null }, 'data'],
    ['a short pseudonym', { pseudonym: { keyVersion: 1, value: 'abc' } }, 'pseudonym.value'],
    ['a pseudonym of another key', { pseudonym: { ...pseudonym, keyVersion: 2 } }, 'pseudonym.keyVersion'],
  ] as const) {
    test(`refuses a record with ${what}, with its place and path, and takes nothing of the batch`, async () => {
      const before = (await played.inbox()).length;
      const answer = await send(batchOf([record, { ...record, ...changed }]));
      assert.equal(answer.statusCode, 422);
      assert.deepEqual(answer.json(), { error: { code: 'RECORDS_INVALID', records: [{ place: 1, path }] } });
      assert.equal((await played.inbox()).length, before);
    });
  }

  for (const [what, differing] of [
    ['another structure', { structureVersion: 2 }],
    ['an unknown field', { sender: 'saite' }],
    ['no records', { records: [] }],
    ['more than 1 000 records', { records: Array.from({ length: 1_001 }, () => record) }],
  ] as const) {
    test(`refuses a batch with ${what}`, async () => {
      assert.deepEqual((await send(batchOf([record], differing))).json(), {
        error: { code: 'BATCH_INVALID' },
      });
    });
  }

  test('lets nobody in without a token or without the permission', async () => {
    for (const [as, status] of [
      [{}, 401],
      [{ ...headers, authorization: 'Bearer other' }, 401],
      [{ ...headers, 'x-labis-permission': '1' }, 403],
    ] as const)
      assert.equal((await call('POST', '/batches', batchOf([record]), as)).statusCode, status);
  });

  test('takes records under a version that it knows, until a later one is complete', async () => {
    const under = (keyVersion: number) =>
      send(batchOf([{ ...record, pseudonym: { ...pseudonym, keyVersion } }], { keyVersion }));
    assert.equal((await under(2)).json().error.code, 'KEY_VERSION_CLOSED');
    await tellVersion(2, 'filling');
    assert.equal((await under(2)).statusCode, 201);
    assert.equal((await under(1)).statusCode, 201);
    await tellVersion(2, 'complete');
    await tellVersion(2, 'filling'); // late: it changes nothing
    assert.equal((await under(1)).json().error.code, 'KEY_VERSION_CLOSED');
    assert.equal((await tellVersion(1, 'complete')).json().error.code, 'KEY_VERSION_CLOSED');
    assert.deepEqual((await call('GET', '/key-versions')).json(), {
      keyVersions: [
        { keyVersion: 1, state: 'filling' },
        { keyVersion: 2, state: 'complete' },
      ],
    });
  });
});
