import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import {
  type Finding,
  guestUser,
  mightyRole,
  openFile,
  plainIssuer,
  plainServer,
  refuse,
  unverifiedEverywhere,
  unverifiedServer,
  weakKeys,
} from './open-defaults.ts';

const codeOf = (finding: Finding) => finding?.code;
const key = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

describe('What is open beside real data', () => {
  it('is a file of secrets that others on the machine may read', () => {
    for (const mode of [0o644, 0o640, 0o604, 0o622, 0o601])
      assert.equal(codeOf(openFile('SAITE_KEYS', '/data/keys.json', 0o100_000 | mode)), 'SECRET_FILE_OPEN');
    for (const mode of [0o600, 0o400])
      assert.equal(openFile('SAITE_KEYS', '/data/keys.json', 0o100_000 | mode), undefined);
  });

  it('is not a secret that an engine gave to one container', () => {
    assert.equal(openFile('SAITE_KEYS', '/run/secrets/keys', 0o100_444), undefined);
    assert.equal(codeOf(openFile('SAITE_KEYS', '/run/secrets-old/keys', 0o100_444)), 'SECRET_FILE_OPEN');
  });

  it('is a key that nobody drew', () => {
    const good = key(randomBytes(32));
    const file = (digest: string) => JSON.stringify({ index: { keys: { 1: good } }, digest });
    assert.equal(weakKeys('SAITE_KEYS', file(key(randomBytes(32)))), undefined);
    const made = [
      Buffer.alloc(32),
      Buffer.alloc(32, 7),
      Buffer.from(Array.from({ length: 32 }, (_, index) => index)),
      Buffer.from('the secret of the installation!!'),
    ];
    for (const bytes of made) assert.equal(codeOf(weakKeys('SAITE_KEYS', file(key(bytes)))), 'KEYS_WEAK');
  });

  it('is one key for two uses, and no finding shows a key', () => {
    const same = key(randomBytes(32));
    const finding = weakKeys('SAITE_KEYS', JSON.stringify({ index: same, digest: same }));
    assert.equal(codeOf(finding), 'KEYS_WEAK');
    assert.ok(!JSON.stringify(finding).includes(same));
  });

  it('is an issuer over plain HTTP on another machine', () => {
    assert.equal(codeOf(plainIssuer('OIDC_ISSUER', 'http://issuer.example')), 'ISSUER_PLAIN');
    assert.equal(codeOf(plainIssuer('OIDC_ISSUER', 'http://127.0.0.1.example')), 'ISSUER_PLAIN');
    for (const url of [
      'https://issuer.example',
      'http://127.0.0.1:8090',
      'http://localhost:1',
      'http://[::1]:1',
    ])
      assert.equal(plainIssuer('OIDC_ISSUER', url), undefined);
  });

  it('is a broker or a database on another machine without TLS', () => {
    for (const url of [
      'amqp://hub:secret@broker:5672',
      'postgres://hub:secret@database/saite',
      'postgres://hub:secret@database/saite?sslmode=require',
      'postgres://hub:secret@127.0.0.1/saite?host=database',
    ])
      assert.equal(codeOf(plainServer('AMQP_URL', url)), 'CONNECTION_PLAIN', url);
    for (const url of [
      'amqps://hub:secret@broker',
      'amqp://hub:secret@127.0.0.1:5672',
      'postgres://hub:secret@database/saite?sslmode=verify-full',
      'postgres://hub:secret@localhost/saite',
    ])
      assert.equal(plainServer('AMQP_URL', url), undefined, url);
  });

  it('is TLS that takes any certificate', () => {
    for (const parameters of [
      'sslmode=no-verify',
      'sslmode=require',
      'ssl=true',
      'sslmode=verify-full&uselibpqcompat=true',
    ])
      assert.equal(
        codeOf(unverifiedServer('DATABASE_URL', `postgres://hub@database/saite?${parameters}`)),
        'TLS_UNVERIFIED',
        parameters,
      );
    assert.equal(
      codeOf(unverifiedServer('AMQP_URL', 'amqps://hub@broker?verify=verify_none')),
      'TLS_UNVERIFIED',
    );
    assert.equal(codeOf(unverifiedEverywhere('0')), 'TLS_UNVERIFIED');
    assert.equal(
      unverifiedServer('DATABASE_URL', 'postgres://hub@database/saite?sslmode=verify-full'),
      undefined,
    );
    assert.equal(unverifiedServer('AMQP_URL', 'amqps://hub@broker?cacertfile=/ca.pem'), undefined);
    assert.equal(unverifiedEverywhere(undefined), undefined);
  });

  it('is the user whose password all know, named or not', () => {
    for (const url of ['amqp://guest:guest@127.0.0.1', 'amqp://127.0.0.1'])
      assert.equal(codeOf(guestUser('AMQP_URL', url)), 'BROKER_GUEST');
    assert.equal(guestUser('AMQP_URL', 'amqp://hub:secret@127.0.0.1'), undefined);
  });

  it('is a role that rules the database, or may change the audit trail', () => {
    assert.equal(
      codeOf(mightyRole('DATABASE_URL', { mighty: true, changesAudit: true })),
      'DATABASE_ROLE_MIGHTY',
    );
    assert.equal(codeOf(mightyRole('DATABASE_URL', { mighty: false, changesAudit: true })), 'AUDIT_OPEN');
    assert.equal(mightyRole('DATABASE_URL', { mighty: false, changesAudit: false }), undefined);
  });

  it('is refused all at once, each field by its name and in both languages', () => {
    assert.throws(
      () => refuse([undefined, guestUser('AMQP_URL', 'amqp://x'), plainIssuer('OIDC_ISSUER', 'http://x')]),
      {
        code: 'BROKER_GUEST',
        message: /Netiek palaists.*AMQP_URL.*lietotāju.*OIDC_ISSUER \(ISSUER_PLAIN\).*izdevējam/,
      },
    );
    refuse([undefined, undefined]);
  });
});
