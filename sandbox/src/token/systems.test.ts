import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { SystemsFile } from '@saite/contracts';
import { createRemoteJWKSet, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import * as oauth from 'openid-client';
import { z } from 'zod';
import { readCertificate, thumbprintOf } from '../authority/thumbprint.ts';
import { makeApplicant, makeSelfSigned, tlsFetch } from '../testing/certificates.ts';
import { type RunningHost, startHost } from '../testing/running-host.ts';

const Issued = z.object({
  certificate: z.string(),
  ca: z.string(),
  username: z.string(),
  password: z.string(),
});
const ROLE = { roles: ['accountant'], institutionIds: ['VSAC-RIGA-01'] };

/** Somebody's certificate with its key. */
interface Held {
  readonly key: string;
  readonly certificate: string;
}

suite('tokens for systems', () => {
  let host: RunningHost;
  let ca = '';

  before(async () => {
    host = await startHost();
    ca = await readFile(join(host.folder, 'tls/ca.pem'), 'utf8');
  });
  after(() => host.close());

  const verify = async (token: string): Promise<JWTPayload> =>
    (
      await jwtVerify(token, createRemoteJWKSet(new URL(`${host.url}/jwks.json`)), {
        issuer: host.url,
        audience: 'saite',
        typ: 'at+jwt',
        algorithms: ['ES256'],
      })
    ).payload;
  const discover = (system: string, auth: oauth.ClientAuth, mtls = false) =>
    oauth.discovery(new URL(host.url), system, { use_mtls_endpoint_aliases: mtls }, auth, {
      execute: [oauth.allowInsecureRequests],
    });
  /** A token by what a client signs; over mutual TLS with a certificate. */
  const bySignature = async (
    system: string,
    key: KeyObject,
    algorithm: 'RS256' | 'PS256' | 'ES256',
    held?: Held,
  ) => {
    const hash = 'SHA-256';
    const kinds = {
      RS256: { name: 'RSASSA-PKCS1-v1_5', hash },
      PS256: { name: 'RSA-PSS', hash },
      ES256: { name: 'ECDSA', namedCurve: 'P-256' },
    } as const;
    const config = await discover(
      system,
      oauth.PrivateKeyJwt(key.toCryptoKey(kinds[algorithm], false, ['sign'])),
      held !== undefined,
    );
    if (held) config[oauth.customFetch] = tlsFetch(ca, held);
    return oauth.clientCredentialsGrant(config);
  };
  /** A token by a certificate alone. */
  const byCertificate = async (system: string, held?: Held) => {
    const config = await discover(system, oauth.TlsClientAuth(), true);
    config[oauth.customFetch] = tlsFetch(ca, held);
    return oauth.clientCredentialsGrant(config);
  };
  const certify = async (sub: string): Promise<Held> => {
    const { key, csr } = await makeApplicant();
    const answer = await host.control('/sandbox/certificate', { csr, sub, ...ROLE });
    assert.equal(answer.status, 200, answer.text);
    return { key, certificate: Issued.parse(answer.json).certificate };
  };
  const thumbprint = ({ certificate }: Held) => thumbprintOf(readCertificate(certificate));

  for (const algorithm of ['RS256', 'PS256', 'ES256'] as const)
    test(`are given for an assertion signed by ${algorithm}`, async () => {
      const { privateKey, publicKey } =
        algorithm === 'ES256'
          ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
          : generateKeyPairSync('rsa', { modulusLength: 2048 });
      const system = `by-${algorithm}`;
      const jwks = { keys: [publicKey.export({ format: 'jwk' })] };
      const registered = await host.control('/sandbox/clients', { system, ...ROLE, jwks });
      assert.deepEqual(registered.json, {
        client_id: system,
        token_endpoint_auth_method: 'private_key_jwt',
        token_endpoint: `${host.url}/oidc/token`,
      });
      const token = await bySignature(system, privateKey, algorithm);
      const payload = await verify(token.access_token);
      assert.deepEqual([payload.client_id, payload.sub], [system, system]);
      // What it may do stands in the file of systems and not in the token.
      for (const claim of ['roles', 'institutionIds', 'cnf', 'scope'])
        assert.equal(claim in payload, false, claim);
      assert.ok((payload.exp ?? 0) - (payload.iat ?? 0) >= 2 * 3600);
      await assert.rejects(
        bySignature(system, generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey, 'ES256'),
        { error: 'invalid_client' },
      );
    });

  test('are bound to the certificate when they come over mutual TLS, whoever issued it', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jwks = { keys: [publicKey.export({ format: 'jwk' })] };
    await host.control('/sandbox/clients', { system: 'signs-over-tls', ...ROLE, jwks });
    const held = await makeSelfSigned('signs-over-tls');
    const token = await bySignature('signs-over-tls', privateKey, 'ES256', held);
    assert.deepEqual((await verify(token.access_token)).cnf, { 'x5t#S256': thumbprint(held) });
  });

  test('are given for a certificate of the authority, with nothing more', async () => {
    const held = await certify('pension-funds');
    const payload = await verify((await byCertificate('pension-funds', held)).access_token);
    assert.deepEqual(payload.cnf, { 'x5t#S256': thumbprint(held) });
    assert.equal(payload.client_id, 'pension-funds');
    const second = await certify('pension-funds');
    const bound = await verify((await byCertificate('pension-funds', second)).access_token);
    assert.deepEqual(bound.cnf, { 'x5t#S256': thumbprint(second) });
  });

  test('are given for a certificate of its own that was registered, and no other', async () => {
    const held = await makeSelfSigned('own-certificate');
    const { certificate } = held;
    const registered = await host.control('/sandbox/clients', {
      system: 'own-certificate',
      ...ROLE,
      certificate,
    });
    assert.equal(registered.json.token_endpoint_auth_method, 'self_signed_tls_client_auth');
    const payload = await verify((await byCertificate('own-certificate', held)).access_token);
    assert.deepEqual(payload.cnf, { 'x5t#S256': thumbprint(held) });
    for (const other of [await makeSelfSigned('own-certificate'), await certify('somebody-else'), undefined])
      await assert.rejects(byCertificate('own-certificate', other), { error: 'invalid_client' });
  });

  test('are refused to a certificate of somebody else, of nobody, and that was taken back', async () => {
    const held = await certify('taken-back');
    await byCertificate('taken-back', held);
    for (const other of [await certify('somebody'), await makeSelfSigned('taken-back'), undefined])
      await assert.rejects(byCertificate('taken-back', other), { error: 'invalid_client' });
    await host.control('/sandbox/certificate/revoke', { certificate: held.certificate });
    await assert.rejects(byCertificate('taken-back', held), { error: 'invalid_client' });
  });

  test('never follow a header: a certificate counts only where TLS showed it', async () => {
    const held = await certify('spoofed');
    const pem = encodeURIComponent(held.certificate);
    const answer = await fetch(`${host.url}/oidc/token`, {
      method: 'POST',
      headers: { 'x-client-cert': pem, 'x-forwarded-client-cert': `Cert="${pem}"`, 'ssl-client-cert': pem },
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: 'spoofed' }),
    });
    assert.equal(answer.status, 401);
  });

  test('are refused to assertions that are not good', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const system = 'careless';
    await host.control('/sandbox/clients', {
      system,
      ...ROLE,
      jwks: { keys: [publicKey.export({ format: 'jwk' })] },
    });
    const ask = async (claims: Readonly<Record<string, unknown>>, times = 1): Promise<number> => {
      const assertion = await new SignJWT({
        iss: system,
        sub: system,
        aud: host.url,
        jti: crypto.randomUUID(),
        iat: Math.floor(Date.now() / 1000),
        exp: Math.floor(Date.now() / 1000) + 60,
        ...claims,
      })
        .setProtectedHeader({ alg: 'ES256' })
        .sign(privateKey);
      let status = 0;
      for (let time = 0; time < times; time += 1) {
        const answer = await fetch(`${host.url}/oidc/token`, {
          method: 'POST',
          body: new URLSearchParams({
            grant_type: 'client_credentials',
            client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
            client_assertion: assertion,
          }),
        });
        status = answer.status;
      }
      return status;
    };
    assert.equal(await ask({}), 200);
    assert.equal(await ask({}, 2), 401); // the same one a second time
    assert.equal(await ask({ aud: 'https://elsewhere.example' }), 401);
    assert.equal(await ask({ iss: 'somebody' }), 401);
    assert.equal(await ask({ exp: Math.floor(Date.now() / 1000) - 60 }), 401);
    assert.equal(await ask({ jti: undefined }), 401);
  });

  test('are refused to who never registered, and still given after a start', async () => {
    const held = await certify('patient');
    await host.restart();
    await byCertificate('patient', held);
    await assert.rejects(byCertificate('unknown', held), { error: 'invalid_client' });
  });

  test('registration writes the file of systems and names what is wrong', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const keys = [publicKey.export({ format: 'jwk' })];
    const { certificate } = await makeSelfSigned('listed');
    const body = { system: 'listed', organisation: 'A municipality', ...ROLE, jwks: { keys }, certificate };
    const password = 'a password that was chosen';
    const operations = { GetPerson: ['person'] };
    assert.equal((await host.control('/sandbox/clients', { ...body, operations, password })).status, 200);
    const text = await readFile(join(host.folder, 'systems.json'), 'utf8');
    const entry = SystemsFile.parse(JSON.parse(text)).systems.find(({ system }) => system === 'listed');
    assert.equal(entry?.organisation, 'A municipality');
    assert.deepEqual(entry?.operations, operations);
    assert.deepEqual(entry?.certificates, [thumbprintOf(readCertificate(certificate))]);
    assert.equal(text.includes(password), false);
    for (const [path, change] of [
      ['jwks', { jwks: undefined, certificate: undefined }],
      ['jwks.keys[0]', { jwks: { keys: [privateKey.export({ format: 'jwk' })] } }],
      ['certificate', { certificate: 'none' }],
      ['roles[0]', { roles: ['person'] }],
      ['system', { system: '16117519997' }],
      ['personCode', { personCode: '16117519997' }],
    ] as const) {
      const answer = await host.control('/sandbox/clients', { ...body, ...change });
      assert.equal(answer.status, 422, path);
      assert.ok(answer.text.includes(`"path":"${path}"`), answer.text);
      assert.equal(answer.text.includes('16117519997'), false);
    }
  });
});
