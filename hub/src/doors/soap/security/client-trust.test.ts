import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type Authority, Certificates, type Identity } from '../testing/certificates.ts';
import { ClientTrust } from './client-trust.ts';

const NOW = new Date('2026-03-02T10:00:00.000Z');
const HOUR_MS = 3_600_000;

describe('the authorities of client certificates', () => {
  const certificates = new Certificates(NOW);
  let first: Authority;
  let second: Authority;
  let one: Identity;
  let other: Identity;
  before(async () => {
    first = await certificates.authority('CN=First');
    second = await certificates.authority('CN=Second');
    one = await certificates.issue(first, { subject: 'CN=one', key: 'P-256', serial: '008899' });
    other = await certificates.issue(second, { subject: 'CN=other', key: 'P-256' });
  });
  const pem = ({ certificate }: Identity): string => certificate.toString();
  const judge = async (identity: Identity, authorities: string, revocations?: string) =>
    (await ClientTrust.load(authorities, revocations)).judge(identity.certificate, NOW);

  it('let in what any of them issued, and nothing else', async () => {
    assert.equal(await judge(one, pem(first)), undefined);
    assert.equal(await judge(other, pem(first)), 'CERTIFICATE_ISSUER');
    assert.equal(await judge(other, pem(first) + pem(second)), undefined);
  });

  it('do not let in what another authority of the same name issued', async () => {
    const double = await certificates.authority('CN=First');
    const forged = await certificates.issue(double, { subject: 'CN=one', key: 'P-256' });
    assert.equal(await judge(forged, pem(first)), 'CERTIFICATE_ISSUER');
  });

  it('do not let in what was revoked', async () => {
    assert.equal(
      await judge(one, pem(first), await certificates.revocations(first, [one])),
      'CERTIFICATE_REVOKED',
    );
    assert.equal(await judge(one, pem(first), await certificates.revocations(first, [])), undefined);
  });

  it('let nobody in by a list that is too old, of another authority, or missing', async () => {
    const old = await certificates.revocations(first, [], new Date(NOW.getTime() - HOUR_MS));
    assert.equal(await judge(one, pem(first), old), 'REVOCATION_UNKNOWN');
    const foreign = await certificates.revocations(second, []);
    assert.equal(await judge(one, pem(first), foreign), 'REVOCATION_UNKNOWN');
    const forged = { ...second, name: 'CN=First' };
    assert.equal(
      await judge(one, pem(first), await certificates.revocations(forged, [])),
      'REVOCATION_UNKNOWN',
    );
  });

  it('are not loaded from files that hold none', async () => {
    await assert.rejects(ClientTrust.load(''), { code: 'CLIENT_CA_UNREADABLE' });
    await assert.rejects(ClientTrust.load(pem(one)), { code: 'CLIENT_CA_UNREADABLE' });
    await assert.rejects(ClientTrust.load(pem(first), ''), { code: 'CLIENT_CRL_UNREADABLE' });
    await assert.rejects(
      ClientTrust.load(pem(first), '-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----'),
      { code: 'CLIENT_CRL_UNREADABLE' },
    );
  });
});
