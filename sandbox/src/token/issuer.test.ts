import assert from 'node:assert/strict';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { CallerClaims } from '@saite/contracts';
import { createRemoteJWKSet, decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import { readCertificate, thumbprintOf } from '../authority/thumbprint.ts';
import { makeSelfSigned } from '../testing/certificates.ts';
import { type RunningHost, startHost } from '../testing/running-host.ts';

const Discovery = z.looseObject({ issuer: z.string(), jwks_uri: z.url() });
const Keys = z.object({ keys: z.array(z.looseObject({ kid: z.string() })) });
const Token = z.strictObject({ access_token: z.string() });

suite('a token for the asking', () => {
  let host: RunningHost;
  const discover = async () =>
    Discovery.parse(await (await fetch(`${host.url}/.well-known/openid-configuration`)).json());
  const tokenFor = async (body: Record<string, unknown>) =>
    Token.parse((await host.control('/sandbox/token', body)).json).access_token;
  const verify = async (token: string): Promise<JWTPayload> => {
    const { jwks_uri } = await discover();
    const options = { issuer: host.url, audience: 'saite', typ: 'at+jwt', algorithms: ['ES256'] };
    return (await jwtVerify(token, createRemoteJWKSet(new URL(jwks_uri)), options)).payload;
  };

  before(async () => {
    host = await startHost();
  });
  after(() => host.close());

  test('is one that a verifier accepts by discovery alone', async () => {
    const token = await tokenFor({
      sub: 'acc-1',
      roles: ['accountant'],
      institutionIds: ['VSAC-RIGA-01'],
    });
    const discovery = await discover();
    assert.equal(discovery.issuer, host.url);
    const keys = Keys.parse(await (await fetch(discovery.jwks_uri)).json());
    assert.ok(keys.keys.every((key) => !('d' in key)));
    const payload = await verify(token);
    assert.deepEqual(CallerClaims.parse(payload), {
      sub: 'acc-1',
      roles: ['accountant'],
      institutionIds: ['VSAC-RIGA-01'],
    });
    assert.equal('cnf' in payload, false);
    assert.ok((payload.exp ?? 0) - Date.now() / 1000 >= 2 * 3600);
  });

  test('is bound to a certificate that is named', async () => {
    const { certificate } = await makeSelfSigned('anybody');
    const payload = await verify(await tokenFor({ sub: 's', roles: ['spolis'], certificate }));
    assert.deepEqual(payload.cnf, { 'x5t#S256': thumbprintOf(readCertificate(certificate)) });
    const refused = await host.control('/sandbox/token', {
      sub: 's',
      roles: ['spolis'],
      certificate: 'none',
    });
    assert.equal(refused.status, 422);
    assert.match(refused.text, /"path":"certificate"/);
  });

  test('is accepted after a start, and after a change of keys', async () => {
    const path = join(host.folder, 'sandbox/token-key.json');
    const token = await tokenFor({ sub: 'a', roles: ['auditor'] });
    await host.restart();
    await verify(token);
    assert.equal((await host.control('/sandbox/token/rotate', {})).status, 200);
    await verify(token);
    const next = await tokenFor({ sub: 'a', roles: ['auditor'] });
    assert.notEqual(decodeProtectedHeader(next).kid, decodeProtectedHeader(token).kid);
    await host.restart();
    await Promise.all([token, next].map(verify));
    assert.equal((await stat(path)).mode & 0o777, 0o600);
  });

  test('is signed by the one key of an older file', async () => {
    const path = join(host.folder, 'sandbox/token-key.json');
    const { keys } = z
      .object({ keys: z.array(z.unknown()).min(1) })
      .parse(JSON.parse(await readFile(path, 'utf8')));
    const token = await tokenFor({ sub: 'a', roles: ['auditor'] });
    await writeFile(path, JSON.stringify(keys[0]));
    await host.restart();
    await verify(token);
    assert.equal(
      decodeProtectedHeader(await tokenFor({ sub: 'a', roles: ['auditor'] })).kid,
      decodeProtectedHeader(token).kid,
    );
  });

  test('that is asked for wrongly: the field is named and no value repeated', async () => {
    const body = { sub: 'p', roles: ['person'], personCode: '01019010010', '01019010010': 1 };
    const answer = await fetch(`${host.url}/sandbox/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    assert.equal(answer.status, 422);
    assert.match(answer.headers.get('content-type') ?? '', /problem\+json/);
    assert.match(text, /"path":"personCode"/);
    assert.doesNotMatch(text, /01019010010/);
  });
});
