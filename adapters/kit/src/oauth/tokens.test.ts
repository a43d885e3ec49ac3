import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, suite, test } from 'node:test';
import type { Clock } from '@saite/runtime';
import { type FastifyInstance, fastify } from 'fastify';
import { z } from 'zod';
import { UpstreamError } from '../upstream/upstream-error.ts';
import { type OAuthClients, openOAuthClients } from './played/clients.ts';
import { mountTokenEndpoint } from './played/token-endpoint.ts';
import { Tokens } from './tokens.ts';

const ClientFile = z.object({
  clientId: z.string(),
  clientSecret: z.string(),
  audience: z.string(),
  permission: z.string().regex(/^[0-9]+$/),
  key: z.looseObject({ kty: z.literal('RSA'), kid: z.string() }),
});

/** An answer of the token endpoint in place of its own. */
interface StrangeAnswer {
  readonly status?: number;
  readonly type: string;
  readonly body: string;
}

suite('tokens of the API manager', () => {
  let folder: string;
  let clientPath: string;
  let app: FastifyInstance;
  let clients: OAuthClients;
  let tokens: Tokens;
  let asked = 0;
  let shiftMs = 0;
  let strange: StrangeAnswer | undefined;
  const clock: Clock = { now: () => new Date(Date.now() + shiftMs) };

  beforeEach(async () => {
    [asked, shiftMs, strange] = [0, 0, undefined];
    folder = await mkdtemp(join(tmpdir(), 'saite-oauth-'));
    const [register, audience, permission] = ['made', 'https://made.example/token', '7'];
    clients = await openOAuthClients({
      folder,
      register,
      clientFile: ClientFile,
      audience,
      permission,
      clock,
    });
    app = fastify({ forceCloseConnections: true });
    app.addHook('onRequest', async (_request, reply) => {
      asked += 1;
      if (!strange) return undefined;
      return reply
        .status(strange.status ?? 200)
        .type(strange.type)
        .send(strange.body);
    });
    mountTokenEndpoint(app, register, clients);
    const origin = await app.listen({ host: '127.0.0.1', port: 0 });
    clientPath = join(folder, 'made-client.json');
    tokens = new Tokens({ url: `${origin}/made/oauth2/token`, clientPath, clientFile: ClientFile, clock });
  });
  afterEach(async () => {
    await app.close();
    await rm(folder, { recursive: true });
  });

  const get = () => tokens.get(AbortSignal.timeout(5_000));
  const change = async (fields: object) =>
    writeFile(clientPath, JSON.stringify({ ...JSON.parse(await readFile(clientPath, 'utf8')), ...fields }));
  const failsWith =
    (code: string, path = '') =>
    (error: unknown) => {
      assert.ok(error instanceof UpstreamError, `expected a coded error, got ${String(error)}`);
      assert.deepEqual([error.code, error.path], [code, path]);
      assert.doesNotMatch(error.message, /SECRET/);
      return true;
    };

  test('whoever asks at once or later gets one token, which the register knows', async () => {
    const [first, second] = await Promise.all([get(), get()]);
    assert.equal(second, first);
    assert.equal(await get(), first);
    assert.equal(asked, 1);
    assert.equal(clients.knows(`Bearer ${first.token}`), true);
    assert.equal(first.permission, '7');
  });

  test('a token is used until half a minute before its end, and no longer', async () => {
    const first = await get();
    shiftMs = 3_560_000;
    assert.equal(await get(), first);
    shiftMs = 3_571_000;
    const next = await get();
    assert.notEqual(next.token, first.token);
    assert.equal(clients.knows(next.token), true);
  });

  test('a token that was dropped is not used again, and dropping it once more keeps the next', async () => {
    const first = await get();
    tokens.drop(first);
    const next = await get();
    assert.notEqual(next.token, first.token);
    tokens.drop(first);
    assert.equal(await get(), next);
    assert.equal(asked, 2);
  });

  test('a file that was replaced holds from the next token on', async () => {
    const first = await get();
    await change({ permission: '8' });
    assert.equal((await get()).permission, '7');
    tokens.drop(first);
    assert.equal((await get()).permission, '8');
  });

  for (const [what, text] of [
    ['no JSON', '{"clientSecret":SECRET'],
    ['without a key', '{"clientId":"saite","clientSecret":"SECRET"}'],
  ] as const) {
    test(`a file that is ${what} lets nobody in, is not shown, and may be mended`, async () => {
      const good = await readFile(clientPath, 'utf8');
      await writeFile(clientPath, text);
      await assert.rejects(get(), failsWith('NOT_AUTHORISED'));
      assert.equal(asked, 0);
      await writeFile(clientPath, good);
      assert.equal((await get()).permission, '7');
    });
  }

  test('a client that the register does not know is not let in', async () => {
    await change({ clientSecret: 'SECRET' });
    await assert.rejects(get(), failsWith('NOT_AUTHORISED'));
  });

  for (const [what, answer, code, path] of [
    ['is not JSON', { type: 'text/html', body: '{"access_token":"SECRET"}' }, 'UPSTREAM_UNREADABLE', ''],
    ['is broken', { type: 'application/json', body: '{"a":SECRET' }, 'UPSTREAM_UNREADABLE', ''],
    [
      'has no token',
      { type: 'application/json', body: '{"expires_in":1}' },
      'ANSWER_INVALID',
      'access_token',
    ],
    [
      'has no end',
      { type: 'application/json', body: '{"access_token":"SECRET"}' },
      'ANSWER_INVALID',
      'expires_in',
    ],
    ['is a failure', { status: 503, type: 'text/plain', body: 'SECRET' }, 'UPSTREAM_FAILED', ''],
  ] as const) {
    test(`an answer that ${what} is ${code}, and the next is taken`, async () => {
      strange = answer;
      await assert.rejects(get(), failsWith(code, path));
      strange = undefined;
      assert.equal(clients.knows((await get()).token), true);
    });
  }
});
