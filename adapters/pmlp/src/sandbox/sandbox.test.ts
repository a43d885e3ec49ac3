import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, suite, test } from 'node:test';
import type { RegisterSandbox } from '@saite/adapter-kit/sandbox';
import { createLog, systemClock } from '@saite/runtime';
import { type FastifyInstance, fastify } from 'fastify';
import { importJWK, SignJWT } from 'jose';
import { ChangesAnswer, ClientFile, QueryAnswer, TokenAnswer } from '../protocol.ts';
import { openSandbox } from './index.ts';

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
  let folder = '';
  let app: FastifyInstance;
  let sandbox: RegisterSandbox;
  let client: ClientFile;

  const open = async () => {
    sandbox = await openSandbox({
      dataFolder: folder,
      clock: systemClock,
      log: createLog('pmlp-test', 'silent'),
    });
    app = fastify();
    await app.register((scope) => sandbox.mount(scope));
    client = ClientFile.parse(JSON.parse(await readFile(join(folder, 'pmlp-client.json'), 'utf8')));
  };
  const close = async () => {
    await app.close();
    await sandbox.close();
  };
  const control = (records: unknown[]) =>
    app.inject({ method: 'POST', url: '/sandbox/pmlp/persons', payload: records });
  const assertion = async (claims: { aud?: string; jti?: string; lifetimeS?: number } = {}) =>
    new SignJWT({ jti: claims.jti ?? crypto.randomUUID() })
      .setProtectedHeader({ alg: 'RS256', kid: client.key.kid })
      .setIssuer(client.clientId)
      .setSubject(client.clientId)
      .setAudience(claims.aud ?? client.audience)
      .setIssuedAt()
      .setExpirationTime(Math.floor(Date.now() / 1000) + (claims.lifetimeS ?? 300))
      .sign(await importJWK(client.key, 'RS256'));
  const askToken = (signed: string) =>
    app.inject({
      method: 'POST',
      url: '/pmlp/oauth2/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: signed,
        client_id: client.clientId,
        client_secret: client.clientSecret,
      }).toString(),
    });
  const headers = async (permission = client.permission) => ({
    authorization: TokenAnswer.parse((await askToken(await assertion())).json()).access_token,
    'x-dagr-permission': permission,
  });
  const query = async (codes: string[], permission?: string) =>
    app.inject({
      method: 'POST',
      url: '/pmlp/persons/query',
      headers: await headers(permission),
      payload: { codes },
    });
  const changes = async (after?: string) =>
    ChangesAnswer.parse(
      (
        await app.inject({
          url: `/pmlp/changes${after === undefined ? '' : `?after=${after}`}`,
          headers: await headers(),
        })
      ).json(),
    );
  const watch = async (codes: string[]) =>
    app.inject({ method: 'POST', url: '/pmlp/watched', headers: await headers(), payload: { codes } });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'saite-pmlp-'));
    await open();
  });
  afterEach(async () => {
    await close();
    await rm(folder, { recursive: true });
  });

  test('gives a token for a signed assertion, once, and only for its audience and time', async () => {
    const signed = await assertion();
    assert.equal((await askToken(signed)).statusCode, 200);
    assert.deepEqual((await askToken(signed)).json(), { error: 'invalid_client' });
    assert.equal((await askToken(await assertion({ aud: 'elsewhere' }))).statusCode, 401);
    assert.equal((await askToken(await assertion({ lifetimeS: -5 }))).statusCode, 401);
    assert.equal((await askToken(await assertion({ lifetimeS: 7200 }))).statusCode, 401);
    assert.equal((await askToken(`${signed.slice(0, -4)}AAAA`)).statusCode, 401);
  });

  test('answers nobody without token and permission', async () => {
    const url = '/pmlp/persons/query';
    const payload = { codes: [OLD_CODE] };
    assert.equal((await app.inject({ method: 'POST', url, payload })).statusCode, 401);
    assert.equal((await query([OLD_CODE], '9999')).statusCode, 403);
  });

  test('finds a person by the present and by a former code, and leaves out who is not there', async () => {
    assert.equal((await control([person(NEW_CODE, 1, { formerCodes: [OLD_CODE] })])).statusCode, 200);
    const { items } = QueryAnswer.parse((await query([OLD_CODE, NEW_CODE, OTHER_CODE])).json());
    assert.deepEqual(
      items.map((item) => [item.asked, item.person.person_code]),
      [
        [OLD_CODE, NEW_CODE],
        [NEW_CODE, NEW_CODE],
      ],
    );
  });

  test('says ENTITY_NOT_FOUND to a query for one', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: '/pmlp/persons/query',
      headers: await headers(),
      payload: { code: OTHER_CODE },
    });
    assert.equal(answer.statusCode, 400);
    assert.deepEqual(answer.json(), { error: { code: 'ENTITY_NOT_FOUND' } });
  });

  test('shows no attribute that the permission does not name', async () => {
    await control([person(OLD_CODE)]);
    const body = (await query([OLD_CODE], '2002')).body;
    assert.match(body, /birth_date/);
    assert.doesNotMatch(body, /Ģertrūde|family_name|parents/);
  });

  test('tells changes of watched persons only, and the version that drops a former code too', async () => {
    await control([person(NEW_CODE, 1, { formerCodes: [OLD_CODE] }), person(OTHER_CODE)]);
    assert.equal((await changes()).changes.length, 0);
    await watch([OLD_CODE]);
    const first = await changes();
    assert.deepEqual(
      first.changes.map((change) => change.person_code),
      [NEW_CODE],
    );
    assert.equal((await changes(first.next)).changes.length, 0);
    await control([person(NEW_CODE, 2), person(OTHER_CODE, 2, { givenName: 'Ieva' })]);
    assert.deepEqual(
      (await changes(first.next)).changes.map((change) => change.person_code),
      [NEW_CODE],
    );
    assert.deepEqual(QueryAnswer.parse((await query([OLD_CODE])).json()).items, []);
  });

  test('keeps the highest version and refuses an equal one with other content', async () => {
    await control([person(OLD_CODE, 2, { familyName: 'Ozoliņa' })]);
    assert.deepEqual((await control([person(OLD_CODE, 1)])).json(), { taken: 0, unchanged: 1 });
    assert.deepEqual((await control([person(OLD_CODE, 2, { familyName: 'Ozoliņa' })])).json(), {
      taken: 0,
      unchanged: 1,
    });
    const conflict = await control([person(OTHER_CODE), person(OLD_CODE, 2)]);
    assert.equal(conflict.statusCode, 409);
    assert.match(conflict.body, /\[1\]\.recordVersion/);
    assert.deepEqual(QueryAnswer.parse((await query([OTHER_CODE])).json()).items, [], 'all or none');
  });

  test('finds its data and the watched ones again, and knows no cursor of another store', async () => {
    await control([person(OLD_CODE)]);
    await watch([OLD_CODE]);
    const { next } = await changes();
    await close();
    await open();
    assert.equal((await changes(next)).changes.length, 0);
    await control([person(OLD_CODE, 2, { diedOn: '2026-01-02' })]);
    assert.equal((await changes(next)).changes.length, 1);
    const unknown = await app.inject({ url: '/pmlp/changes?after=other.1', headers: await headers() });
    assert.deepEqual(unknown.json(), { error: { code: 'CURSOR_UNKNOWN' } });
  });

  test('refuses a record that is not allowed with the path of the field and without the value', async () => {
    const answer = await control([
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
    await control([person(OLD_CODE)]);
    const authorised = await headers();
    const fault = (mode: string, forMs?: number) =>
      app.inject({
        method: 'POST',
        url: '/sandbox/pmlp/fault',
        payload: { mode, ...(forMs ? { forMs } : {}) },
      });
    const ask = () =>
      app.inject({
        method: 'POST',
        url: '/pmlp/persons/query',
        headers: authorised,
        payload: { codes: [OLD_CODE] },
      });
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
});
