import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, suite, test } from 'node:test';
import { type CryptoKey, generateKeyPair, importJWK, SignJWT } from 'jose';
import { z } from 'zod';
import { tokenRequest } from '../client.ts';
import { type OAuthClients, openOAuthClients } from './clients.ts';

const ClientFile = z.object({
  clientId: z.string(),
  clientSecret: z.string(),
  audience: z.string(),
  permission: z.string(),
  key: z.looseObject({ kty: z.literal('RSA'), kid: z.string() }),
});
const NOW = new Date('2026-10-05T08:00:00Z');
const NOW_S = NOW.getTime() / 1000;

suite('the played token endpoint', () => {
  let folder: string;
  let clients: OAuthClients;
  let client: z.infer<typeof ClientFile>;
  let now = NOW;
  const open = () =>
    openOAuthClients({
      folder,
      register: 'made',
      clientFile: ClientFile,
      audience: 'https://made.example/token',
      permission: '7',
      clock: { now: () => now },
    });
  const readClient = async () =>
    ClientFile.parse(JSON.parse(await readFile(join(folder, 'made-client.json'), 'utf8')));

  beforeEach(async () => {
    now = NOW;
    folder = await mkdtemp(join(tmpdir(), 'saite-oauth-'));
    clients = await open();
    client = await readClient();
  });
  afterEach(() => rm(folder, { recursive: true }));

  const goodForm = async () => Object.fromEntries(new URLSearchParams(await tokenRequest(client, now)));
  /** A good form whose assertion is signed anew. */
  const formWith = async (claims: Readonly<Record<string, unknown>>, key?: CryptoKey) => ({
    ...(await goodForm()),
    client_assertion: await new SignJWT({
      jti: 'once',
      iss: client.clientId,
      sub: client.clientId,
      aud: client.audience,
      iat: NOW_S,
      exp: NOW_S + 300,
      ...claims,
    })
      .setProtectedHeader({ alg: 'RS256' })
      .sign(key ?? (await importJWK(client.key, 'RS256'))),
  });
  const tokenFor = async (form: unknown) => {
    const answer = await clients.token(form);
    assert.ok('access_token' in answer, JSON.stringify(answer));
    return answer.access_token;
  };

  test('gives a token for an assertion that is signed by the client, once', async () => {
    const form = await goodForm();
    const token = await tokenFor(form);
    assert.deepEqual([clients.knows(token), clients.knows(`Bearer ${token}`)], [true, true]);
    assert.deepEqual(await clients.token(form), { error: 'invalid_client' });
    await tokenFor(await formWith({}));
  });

  for (const [what, claims] of [
    ['for another audience', { aud: 'https://elsewhere.example' }],
    ['of another issuer', { iss: 'somebody' }],
    ['on somebody else', { sub: 'somebody' }],
    ['without an id', { jti: undefined }],
    ['that has ended', { exp: NOW_S - 5 }],
    ['that is good for too long', { exp: NOW_S + 601 }],
    ['that is made only later', { iat: NOW_S + 60 }],
  ] as const) {
    test(`gives no token for an assertion ${what}`, async () => {
      assert.deepEqual(await clients.token(await formWith(claims)), { error: 'invalid_client' });
    });
  }

  test('gives no token for an assertion that another key signed, or with another secret', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    assert.deepEqual(await clients.token(await formWith({}, privateKey)), { error: 'invalid_client' });
    const wrongSecret = { ...(await goodForm()), client_secret: 'wrong' };
    assert.deepEqual(await clients.token(wrongSecret), { error: 'invalid_client' });
  });

  test('refuses a form that asks in another way', async () => {
    for (const form of [undefined, {}, { ...(await goodForm()), grant_type: 'password' }])
      assert.deepEqual(await clients.token(form), { error: 'invalid_request' });
  });

  test('knows a token for an hour, and none that was revoked or never given', async () => {
    const token = await tokenFor(await goodForm());
    now = new Date(NOW.getTime() + 3_599_000);
    assert.equal(clients.knows(token), true);
    now = new Date(NOW.getTime() + 3_600_000);
    assert.equal(clients.knows(token), false);
    const next = await tokenFor(await goodForm());
    clients.revokeAll();
    assert.deepEqual([next, 'made-up', undefined].map(clients.knows), [false, false, false]);
  });

  test('the file is for its owner alone and found again at the next start', async () => {
    assert.equal((await stat(join(folder, 'made-client.json'))).mode & 0o777, 0o600);
    clients = await open();
    assert.deepEqual(await readClient(), client);
    await tokenFor(await goodForm());
  });
});
