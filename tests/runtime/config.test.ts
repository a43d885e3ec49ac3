import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { makeKeyFile } from '@saite/identity';
import { readConfig, unknownSettings } from '@saite/runtime';
import { z } from 'zod';
import { makeAuthority } from '../../setup/src/certificates.ts';

const Own = z.object({ OIDC_ISSUER: z.url().optional(), SAITE_OWN: z.string().optional() });

describe('The settings of a process', () => {
  let folder = '';
  let env: NodeJS.ProcessEnv = {};
  const put = (name: string, text: string, mode = 0o600): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    chmodSync(path, mode);
    return path;
  };
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'saite-config-'));
    env = {
      SAITE_KEYS: put('keys.json', makeKeyFile()),
      AMQP_URL: 'amqps://hub:amqp-secret@broker',
      DATABASE_URL: 'postgres://hub:db-secret@database/saite?sslmode=verify-full',
      OIDC_ISSUER: 'https://issuer.example',
    };
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const refusal = (change: NodeJS.ProcessEnv): { code: unknown; message: string } => {
    try {
      readConfig(Own, { ...env, ...change });
    } catch (error) {
      assert.ok(error instanceof Error && 'code' in error);
      assert.ok(!error.message.includes('secret'), error.message);
      return { code: error.code, message: error.message };
    }
    return assert.fail('it would start');
  };

  it('are taken when nothing is open', () => {
    assert.equal(readConfig(Own, env).AMQP_URL, env.AMQP_URL);
  });

  it('hold addresses with passwords as files too', () => {
    const config = readConfig(Own, {
      ...env,
      AMQP_URL: undefined,
      AMQP_URL_FILE: put('amqp-url', 'amqps://hub:from-file@broker\n'),
    });
    assert.equal(config.AMQP_URL, 'amqps://hub:from-file@broker');
    assert.match(refusal({ AMQP_URL_FILE: '/nowhere' }).message, /AMQP_URL_FILE/);
  });

  it('name the certificates that broker and database are verified by', async () => {
    const { certificate } = await makeAuthority('Authority of the state');
    const ca = put('ca.pem', certificate, 0o644);
    const config = readConfig(Own, {
      ...env,
      AMQP_CA: ca,
      DATABASE_CA: ca,
      DATABASE_URL: 'postgres://hub@database/saite',
    });
    assert.equal(new URL(config.AMQP_URL).searchParams.get('cacertfile'), ca);
    assert.deepEqual(Object.fromEntries(new URL(config.DATABASE_URL).searchParams), {
      sslmode: 'verify-full',
      sslrootcert: ca,
    });
    assert.match(refusal({ AMQP_CA: ca, AMQP_URL: 'amqp://hub@127.0.0.1' }).message, /AMQP_CA/);
  });

  it('are refused with the name of each field that is open', async () => {
    const { certificate } = await makeAuthority('Saite sandbox CA');
    const cases: [string, string, NodeJS.ProcessEnv][] = [
      ['SECRET_FILE_OPEN', 'SAITE_KEYS', { SAITE_KEYS: put('open.json', makeKeyFile(), 0o640) }],
      ['SECRET_FILE_OPEN', 'SAITE_PMLP_CLIENT', { SAITE_PMLP_CLIENT: put('client.json', '{}', 0o644) }],
      ['KEYS_WEAK', 'SAITE_KEYS', { SAITE_KEYS: put('zero.json', `{"digest":"${'A'.repeat(43)}="}`) }],
      ['ISSUER_PLAIN', 'OIDC_ISSUER', { OIDC_ISSUER: 'http://issuer.example' }],
      ['CONNECTION_PLAIN', 'AMQP_URL', { AMQP_URL: 'amqp://hub:secret@broker' }],
      ['CONNECTION_PLAIN', 'DATABASE_URL', { DATABASE_URL: 'postgres://hub:secret@database/saite' }],
      ['TLS_UNVERIFIED', 'DATABASE_URL', { DATABASE_URL: 'postgres://h:secret@d/s?sslmode=no-verify' }],
      ['TLS_UNVERIFIED', 'NODE_TLS_REJECT_UNAUTHORIZED', { NODE_TLS_REJECT_UNAUTHORIZED: '0' }],
      ['BROKER_GUEST', 'AMQP_URL', { AMQP_URL: 'amqps://broker' }],
      ['SANDBOX_CA', 'SAITE_TLS_CA', { SAITE_TLS_CA: put('sandbox.pem', certificate) }],
    ];
    for (const [code, field, change] of cases) {
      const refused = refusal(change);
      assert.equal(refused.code, code);
      assert.match(refused.message, new RegExp(`${field} \\(${code}\\)`));
    }
  });

  it('on played registers may be open; certificates are verified there too', () => {
    const open = {
      SAITE_MODE: 'sandbox',
      AMQP_URL: 'amqp://guest:guest@broker',
      OIDC_ISSUER: 'http://sandbox',
    };
    assert.equal(readConfig(Own, { ...env, ...open }).SAITE_MODE, 'sandbox');
    assert.equal(refusal({ ...open, NODE_TLS_REJECT_UNAUTHORIZED: '0' }).code, 'TLS_UNVERIFIED');
  });

  it('that nobody reads are told', () => {
    const names = { SAITE_OWN: 'x', SAITE_PORT: '1', SAITE_PROT: '1', PATH: '/' };
    assert.deepEqual(unknownSettings(names, ['SAITE_OWN']), ['SAITE_PROT']);
  });
});
