import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { promisify } from 'node:util';
import { SystemsFile } from '@saite/contracts';
import { verifyPassword } from '@saite/identity';
import { z } from 'zod';
import { makeApplicant, makeSelfSigned } from '../testing/certificates.ts';
import { type RunningHost, startHost } from '../testing/running-host.ts';
import { readCertificate, thumbprintOf } from './thumbprint.ts';
import { X509Crl } from './x509.ts';

const run = promisify(execFile);
const Issued = z.strictObject({
  certificate: z.string(),
  ca: z.string(),
  username: z.string(),
  password: z.string(),
});
const ROLE = { roles: ['spolis'] };
const hasOpenssl = await run('openssl', ['version']).then(
  () => true,
  () => false,
);

suite('certificates of the sandbox', () => {
  let host: RunningHost;
  const fileOf = (name: string) => join(host.folder, name);
  const read = (name: string) => readFile(fileOf(name), 'utf8');

  before(async () => {
    host = await startHost();
  });
  after(() => host.close());

  const certify = async (sub: string, more: Record<string, unknown> = {}, csr?: string) => {
    const body = { csr: csr ?? (await makeApplicant()).csr, sub, ...ROLE, ...more };
    const answer = await host.control('/sandbox/certificate', body);
    assert.equal(answer.status, 200, answer.text);
    return Issued.parse(answer.json);
  };
  const systems = async () => SystemsFile.parse(JSON.parse(await read('systems.json'))).systems;
  const entryOf = async (name: string) => (await systems()).find(({ system }) => system === name);
  const revokedSerials = async () =>
    new X509Crl(await read('tls/crl.pem')).entries.map(({ serialNumber }) => serialNumber.toUpperCase());

  for (const type of ['ec', 'rsa'] as const)
    test(`are signed by the authority for a key of type ${type}`, async () => {
      const { key, csr } = await makeApplicant(type);
      const issued = await certify(`of-${type}`, {}, csr);
      const [certificate, ca] = [new X509Certificate(issued.certificate), new X509Certificate(issued.ca)];
      assert.ok(certificate.checkIssued(ca) && certificate.verify(ca.publicKey));
      assert.ok(ca.verify(ca.publicKey) && ca.ca && !certificate.ca);
      assert.equal(certificate.subject, `CN=of-${type}`);
      assert.deepEqual(certificate.keyUsage, ['1.3.6.1.5.5.7.3.2']); // extended key usage: a TLS client
      assert.ok(certificate.checkPrivateKey(createPrivateKey(key)));
      assert.equal(issued.ca, await read('tls/ca.pem'));
    });

  test('and the list of revocations satisfy OpenSSL', {
    skip: !hasOpenssl && 'no openssl here',
  }, async () => {
    const [good, bad] = [await certify('good'), await certify('bad')];
    await writeFile(fileOf('good.pem'), good.certificate);
    await writeFile(fileOf('bad.pem'), bad.certificate);
    await host.control('/sandbox/certificate/revoke', { certificate: bad.certificate });
    const verify = (name: string, purpose: string) =>
      run('openssl', [
        ...['verify', '-x509_strict', '-crl_check_all', '-purpose', purpose],
        ...['-CAfile', fileOf('tls/ca.pem'), '-CRLfile', fileOf('tls/crl.pem'), fileOf(name)],
      ]);
    await verify('good.pem', 'sslclient');
    await verify('tls/hub.pem', 'sslserver');
    await assert.rejects(verify('bad.pem', 'sslclient'), /certificate revoked/);
    await assert.rejects(verify('good.pem', 'sslserver'), /[Uu]nsuitable|unsupported certificate purpose/);
  });

  test('that are taken back stand on the list, and their system is not known by them any more', async () => {
    const [first, second] = [await certify('careful'), await certify('careful')];
    const answer = await host.control('/sandbox/certificate/revoke', { certificate: first.certificate });
    assert.equal(answer.status, 200);
    assert.ok((await revokedSerials()).includes(new X509Certificate(first.certificate).serialNumber));
    assert.ok(!(await revokedSerials()).includes(new X509Certificate(second.certificate).serialNumber));
    assert.deepEqual((await entryOf('careful'))?.certificates, [
      thumbprintOf(readCertificate(second.certificate)),
    ]);
    await host.restart();
    assert.ok((await revokedSerials()).includes(new X509Certificate(first.certificate).serialNumber));
    const { certificate } = await makeSelfSigned('stranger');
    assert.equal((await host.control('/sandbox/certificate/revoke', { certificate })).status, 422);
  });

  test('register their system: ten at once, and none is lost', async () => {
    const names = Array.from({ length: 10 }, (_, index) => `parallel-${index}`);
    const issued = await Promise.all(names.map((name) => certify(name)));
    const again = await Promise.all(Array.from({ length: 10 }, () => certify('one-and-the-same')));
    for (const [index, name] of names.entries()) {
      const expected = thumbprintOf(readCertificate(issued[index]?.certificate ?? ''));
      assert.deepEqual((await entryOf(name))?.certificates, [expected]);
    }
    const same = await entryOf('one-and-the-same');
    assert.deepEqual(
      new Set(same?.certificates),
      new Set(again.map(({ certificate }) => thumbprintOf(readCertificate(certificate)))),
    );
    assert.equal((await stat(fileOf('systems.json'))).mode & 0o777, 0o600);
  });

  test('register what was said last, and a password that only its digest tells', async () => {
    await certify('changing', { organisation: 'First', password: 'a chosen password' });
    const { username, password } = await certify('changing', {
      roles: ['orphan-court'],
      courtId: 'BT-0001000',
      operations: { GetChildCare: 'all' },
    });
    const entry = await entryOf('changing');
    assert.equal(username, 'changing');
    assert.equal(entry?.organisation, 'changing');
    assert.deepEqual(entry?.roles, ['orphan-court']);
    assert.deepEqual(entry?.operations, { GetChildCare: 'all' });
    assert.equal(entry?.certificates.length, 2);
    assert.equal(await verifyPassword(password, entry?.password ?? ''), true);
    assert.equal(await verifyPassword('a chosen password', entry?.password ?? ''), false);
    const chosen = await certify('changing', { password: 'a chosen password' });
    assert.equal(chosen.password, 'a chosen password');
    assert.equal(await verifyPassword(chosen.password, (await entryOf('changing'))?.password ?? ''), true);
    assert.equal((await entryOf('changing'))?.operations, 'of-roles');
    const text = await read('systems.json');
    for (const secret of [password, chosen.password]) assert.equal(text.includes(secret), false);
  });

  test('are good for as long as was asked, also in the past and the future', async () => {
    const { certificate } = await certify('short', { validForMs: 60_000 });
    const { validToDate } = new X509Certificate(certificate);
    assert.ok(Math.abs(validToDate.getTime() - Date.now() - 60_000) < 30_000);
    const past = { notBefore: '2020-01-01T00:00:00Z', notAfter: '2020-02-01T00:00:00+02:00' };
    const old = new X509Certificate((await certify('short', past)).certificate);
    assert.equal(old.validFromDate.toISOString(), '2020-01-01T00:00:00.000Z');
    assert.equal(old.validToDate.toISOString(), '2020-01-31T22:00:00.000Z');
    const later = new X509Certificate(
      (await certify('short', { notBefore: '2049-12-31T00:00:00Z' })).certificate,
    );
    assert.equal(later.validFromDate.getUTCFullYear(), 2049);
  });

  test('are refused with the field that is wrong, and no value', async () => {
    const { csr } = await makeApplicant();
    const body = Buffer.from(csr.replace(/-----[^-]+-----|\s/g, ''), 'base64');
    body[body.length - 1] = (body.at(-1) ?? 0) ^ 1;
    const forged = `-----BEGIN CERTIFICATE REQUEST-----\n${body.toString('base64')}\n-----END CERTIFICATE REQUEST-----`;
    for (const [path, change] of [
      ['csr', { csr: 'none' }],
      ['csr', { csr: forged }],
      ['csr', { csr: (await makeApplicant('rsa', 1024)).csr }],
      ['roles[0]', { roles: ['person'] }],
      ['roles', { roles: [] }],
      ['sub', { sub: '16117519997' }],
      ['sub', { sub: 'CN=somebody' }],
      ['organisation', { organisation: 'Who is 161175-19997' }],
      ['personCode', { personCode: '16117519997' }],
      ['notAfter', { notBefore: '2030-01-01T00:00:00Z', notAfter: '2029-01-01T00:00:00Z' }],
      ['password', { password: 'short' }],
    ] as const) {
      const answer = await host.control('/sandbox/certificate', { csr, sub: 'refused', ...ROLE, ...change });
      assert.equal(answer.status, 422, JSON.stringify(change));
      assert.ok(answer.text.includes(`"path":"${path}"`), answer.text);
      assert.doesNotMatch(answer.text, /161175/);
    }
    assert.equal(await entryOf('refused'), undefined);
  });

  test('of the servers stay as they are from start to start, keys for their owner alone', async () => {
    const before = await Promise.all(['tls/ca.pem', 'tls/hub.pem', 'tls/hub-key.pem'].map(read));
    await host.restart();
    assert.deepEqual(await Promise.all(['tls/ca.pem', 'tls/hub.pem', 'tls/hub-key.pem'].map(read)), before);
    for (const name of [
      'tls/hub-key.pem',
      'authority/ca-key.pem',
      'authority/sandbox-key.pem',
      'sandbox/clients.json',
    ])
      assert.equal((await stat(fileOf(name))).mode & 0o777, 0o600, name);
    const hub = new X509Certificate(before[1] ?? '');
    assert.ok(hub.checkIP('127.0.0.1') && hub.checkHost('localhost'));
    await writeFile(fileOf('tls/hub.pem'), (await makeSelfSigned('127.0.0.1')).certificate);
    await host.restart();
    const renewed = new X509Certificate(await read('tls/hub.pem'));
    assert.ok(renewed.checkIssued(new X509Certificate(await read('tls/ca.pem'))));
  });

  test('of the issuer is one that a client accepts by the authority alone', async () => {
    const discovery = await fetch(`${host.url}/.well-known/openid-configuration`);
    const { mtls_endpoint_aliases } = z
      .object({ mtls_endpoint_aliases: z.object({ token_endpoint: z.url() }) })
      .parse(await discovery.json());
    const ca = await read('tls/ca.pem');
    const status = await new Promise((resolve, reject) => {
      const call = request(mtls_endpoint_aliases.token_endpoint, { ca, method: 'POST', agent: false });
      call.on('response', (answer) => resolve(answer.statusCode)).on('error', reject);
      call.end();
    });
    assert.equal(status, 400);
  });
});
