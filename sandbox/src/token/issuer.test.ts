import assert from 'node:assert/strict';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { answerProblems } from '@saite/adapter-kit/sandbox';
import { CallerClaims } from '@saite/contracts';
import { type Clock, systemClock } from '@saite/runtime';
import { fastify } from 'fastify';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { z } from 'zod';
import { openTokenIssuer } from './issuer.ts';
import { mountTokens } from './routes.ts';

const ISSUER = 'http://127.0.0.1:8090';
const Discovery = z.looseObject({ issuer: z.string(), jwks_uri: z.string() });
const Token = z.strictObject({ access_token: z.string() });

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'saite-token-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function appWith(folder: string, clock: Clock = systemClock) {
  const app = fastify();
  answerProblems(app);
  mountTokens(app, await openTokenIssuer(ISSUER, folder, clock));
  return app;
}

suite('the token issuer', () => {
  test('issues a token that a verifier accepts by discovery alone', () =>
    inFolder(async (folder) => {
      const app = await appWith(folder);
      const answer = await app.inject({
        method: 'POST',
        url: '/sandbox/token',
        payload: { sub: 'acc-1', roles: ['accountant'], institutionIds: ['VSAC-RIGA-01'] },
      });
      assert.equal(answer.statusCode, 200);
      const discovery = Discovery.parse((await app.inject('/.well-known/openid-configuration')).json());
      assert.equal(discovery.issuer, ISSUER);
      const jwks: JSONWebKeySet = (await app.inject(new URL(discovery.jwks_uri).pathname)).json();
      assert.ok(jwks.keys.every((key) => !('d' in key)));
      const { payload } = await jwtVerify(Token.parse(answer.json()).access_token, createLocalJWKSet(jwks), {
        issuer: ISSUER,
        audience: 'saite',
        typ: 'at+jwt',
      });
      assert.deepEqual(CallerClaims.parse(payload), {
        sub: 'acc-1',
        roles: ['accountant'],
        institutionIds: ['VSAC-RIGA-01'],
      });
      assert.ok((payload.exp ?? 0) - Date.now() / 1000 >= 2 * 3600);
    }));

  test('accepts the tokens of an earlier start', () =>
    inFolder(async (folder) => {
      const first = await openTokenIssuer(ISSUER, folder, systemClock);
      const token = await first.issue({ sub: 'a', roles: ['auditor'], institutionIds: [] });
      const second = await openTokenIssuer(ISSUER, folder, systemClock);
      await jwtVerify(token, createLocalJWKSet({ keys: [...second.jwks.keys] }));
      assert.equal((await stat(join(folder, 'token-key.json'))).mode & 0o777, 0o600);
    }));

  test('names the field that is wrong and repeats no value', () =>
    inFolder(async (folder) => {
      const app = await appWith(folder);
      const answer = await app.inject({
        method: 'POST',
        url: '/sandbox/token',
        payload: { sub: 'p', roles: ['person'], personCode: '01019010010', '01019010010': 1 },
      });
      assert.equal(answer.statusCode, 422);
      assert.match(answer.headers['content-type']?.toString() ?? '', /problem\+json/);
      assert.match(answer.body, /"path":"personCode"/);
      assert.doesNotMatch(answer.body, /01019010010/);
    }));
});
