import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { TLSSocket } from 'node:tls';
import { Problem } from '@saite/contracts';
import { until } from '@saite/runtime/testing';
import { createAuthority, type Identity, selfSigned } from '../support/certificates.ts';
import { openTestHub, type TestHub } from '../support/hub.ts';
import { type KeptLog, keepLog } from '../support/kept-log.ts';
import { callTls, connectTls, openTlsRoom, type TlsCall, type TlsRoom } from '../support/tls-room.ts';

const PATH = '/v1/care-alerts';
const system = (name: string, ...identities: readonly Identity[]) => ({
  system: name,
  organisation: `Who runs ${name}`,
  certificates: identities.map(({ thumbprint }) => thumbprint),
  roles: ['spolis'],
  operations: { listCareAlerts: 'all' },
});

describe('the port with mutual TLS', () => {
  let room: TlsRoom;
  let hub: TestHub;
  let log: KeptLog;
  let one: Identity;
  let other: Identity;
  let unpinned: Identity;
  before(async () => {
    room = await openTlsRoom();
    one = await room.authority.issue('one');
    other = await room.authority.issue('other');
    unpinned = await room.authority.issue('unpinned');
    await room.register(system('one', one), system('other', other));
    log = keepLog();
    hub = await openTestHub({ systems: room.systems, tls: { port: 0, files: room.files }, log });
  });
  after(async () => {
    await hub.close();
    await room.close();
  });

  const url = (path: string) => `${hub.tlsUrl}${path}`;
  const call = (given: TlsCall, path = PATH) => callTls(room.authority.certificate, url(path), given);
  const bound = (name: string, { thumbprint }: Identity, claims: Readonly<Record<string, unknown>> = {}) =>
    hub.issuer.sign({
      ...hub.issuer.registered(),
      sub: name,
      client_id: name,
      cnf: { 'x5t#S256': thumbprint },
      ...claims,
    });
  const reasonOf = async (work: () => Promise<unknown>) => {
    const seen = log.lines.length;
    const outcome = await work();
    const line = log.lines.slice(seen).find(({ event }) => event === 'door.refused');
    return [outcome, line?.reason];
  };
  /** Neither an answer nor a word about why: the connection ends. */
  const refused = async (given: TlsCall, reason: RegExp) => {
    const seen = log.lines.length;
    await assert.rejects(call({ token: await bound('one', one), ...given }));
    const line = await until(
      async () => log.lines.slice(seen).find(({ event }) => event === 'door.refused'),
      (found) => found !== undefined,
    );
    assert.equal(line?.type, 'tls');
    assert.match(line?.reason ?? '', reason);
  };

  it('answers a system whose certificate is pinned and whose token is bound to it', async () => {
    const answer = await call({ identity: one, token: await bound('one', one) });
    assert.deepEqual([answer.status, answer.json], [200, { items: [], next: null }]);
    assert.equal(answer.headers['strict-transport-security'], 'max-age=31536000');
  });

  it('answers people’s tokens too, through a system that is known', async () => {
    const token = await hub.token({ roles: ['spolis'] });
    assert.equal((await call({ identity: one, token })).status, 200);
  });

  describe('ends a connection', () => {
    it('without a certificate', () => refused({}, /CERTIFICATE/));
    it('with one that has expired', async () =>
      refused({ identity: await room.authority.issue('one', { days: [-9, -1] }) }, /EXPIRED/));
    it('with one that is not good yet', async () =>
      refused({ identity: await room.authority.issue('one', { days: [1, 9] }) }, /NOT_YET/));
    it('with one of another authority', async () => {
      const elsewhere = await createAuthority('Another authority');
      await refused({ identity: await elsewhere.issue('one') }, /ISSUER|CRL|LEAF_SIGNATURE/);
    });
    it('with one of another authority under the name of ours', async () => {
      const elsewhere = await createAuthority('Authority of the test');
      await refused({ identity: await elsewhere.issue('one') }, /ISSUER|CRL|SIGNATURE/);
    });
    it('with one that vouches for itself', async () =>
      refused({ identity: await selfSigned('one') }, /SELF_SIGNED|ISSUER|CRL/));
    it('with a server’s', async () =>
      refused({ identity: await room.authority.issue('one', { usage: 'server' }) }, /PURPOSE/));
    it('with an RSA key of 1024 bits, not with one of 2048', async () => {
      const tls = { ciphers: 'DEFAULT:@SECLEVEL=0' };
      await refused({ identity: await room.authority.issue('one', { rsa: 1024 }), tls }, /UNSPECIFIED/); // EE key too small
      const { status } = await call({ identity: await room.authority.issue('one', { rsa: 2048 }), tls });
      assert.equal(status, 401, 'let in to the doors, where it is nobody');
    });
    it('of TLS 1.1, or without forward secrecy', async () => {
      await refused(
        {
          identity: one,
          tls: { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' },
        },
        /PROTOCOL/,
      );
      await refused(
        { identity: one, tls: { maxVersion: 'TLSv1.2', ciphers: 'AES128-GCM-SHA256' } },
        /CIPHER/,
      );
    });
  });

  describe('answers 401', () => {
    const generic = async (given: TlsCall, reason: string, path = PATH) => {
      const [answer, told] = await reasonOf(async () => {
        const { status, json } = await call(given, path);
        return [status, Problem.parse(json).code];
      });
      assert.deepEqual([answer, told], [[401, 'UNAUTHENTICATED'], reason]);
    };

    it('to a certificate that is pinned for nobody, whatever it asks for', async () => {
      const token = await bound('one', unpinned);
      for (const path of [PATH, '/v1/datasets', '/health/live', '/', '/nothing'])
        await generic({ identity: unpinned, token }, 'CERTIFICATE_UNKNOWN', path);
    });
    it('to the certificate of one system with the token of another', async () =>
      generic({ identity: one, token: await bound('other', other) }, 'TOKEN_OF_ANOTHER_CERTIFICATE'));
    it('to a token for one system that is bound to the certificate of another', async () =>
      generic({ identity: other, token: await bound('one', other) }, 'CERTIFICATE_NOT_OF_SYSTEM'));
    it('to a system’s token that is bound to nothing', async () =>
      generic({ identity: one, token: await bound('one', one, { cnf: undefined }) }, 'TOKEN_NOT_BOUND'));
    it('to a certificate alone', () => generic({ identity: one }, 'NO_TOKEN'));
    it('to a system that gave itself roles by its token', async () =>
      generic(
        { identity: one, token: await bound('one', one, { roles: ['auditor', 'operator'], cnf: undefined }) },
        'TOKEN_NOT_BOUND',
      ));
    it('to a header that says what only the connection can', async () => {
      const spoofed = {
        'x-client-cert': encodeURIComponent(other.cert),
        'x-forwarded-client-cert': `Hash=${other.thumbprint}`,
        'x-ssl-client-verify': 'SUCCESS',
        'x-ssl-client-s-dn': 'CN=other',
        'ssl-client-cert': encodeURIComponent(other.cert),
        'client-cert': `:${Buffer.from(other.cert).toString('base64')}:`,
      };
      const token = await bound('other', other);
      await generic({ identity: one, token, headers: spoofed }, 'TOKEN_OF_ANOTHER_CERTIFICATE');
      const plain = await hub.call(PATH, undefined, { token, headers: spoofed });
      assert.equal(plain.status, 401);
    });
    it('to the stolen token of a system on the port without TLS', async () => {
      const stolen = await hub.call(PATH, undefined, { token: await bound('one', one) });
      assert.equal(stolen.status, 401);
    });
  });

  it('holds to its own grants whatever roles the issuer wrote into a system’s token', async () => {
    const token = await bound('one', one, { roles: ['spolis', 'operator'] });
    assert.equal((await call({ identity: one, token })).status, 200);
    assert.equal((await call({ identity: one, token }, '/v1/deliveries')).status, 403);
    assert.equal((await call({ identity: one, token }, '/v1/discrepancies')).status, 403);
  });

  it('does not let a session be resumed, or a certificate be changed within a connection', async () => {
    for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
      const options = { cert: one.cert, key: one.key, maxVersion };
      const sessions: Buffer[] = [];
      const first = await connectTls(room.authority.certificate, url(''), options);
      first.on('session', (session) => sessions.push(session));
      await exchange(first);
      sessions.push(first.getSession() ?? Buffer.alloc(0));
      if (maxVersion === 'TLSv1.2') {
        const renegotiated = new Promise<Error | null>((resolve) => {
          first.once('error', resolve);
          first.renegotiate({ rejectUnauthorized: false }, resolve);
        });
        assert.ok((await renegotiated) instanceof Error);
      }
      first.destroy();
      for (const session of sessions.filter(({ length }) => length > 0)) {
        const again = await connectTls(room.authority.certificate, url(''), { ...options, session });
        assert.equal(again.isSessionReused(), false, maxVersion);
        again.destroy();
      }
    }
  });

  it('lets nobody in by a certificate that was taken back, from the next second on, and lets others stay', async () => {
    const lost = await room.authority.issue('lost');
    await room.register(system('one', one), system('other', other), system('lost', lost));
    const token = await bound('lost', lost);
    const status = () =>
      call({ identity: lost, token }).then(
        (answer) => answer.status,
        () => 'refused',
      );
    await until(status, (now) => now === 200);
    const held = await connectTls(room.authority.certificate, url(''), { cert: lost.cert, key: lost.key });
    assert.match(await exchange(held), /^HTTP\/1.1 401/); // no token, but connected
    const ended = once(held, 'close');

    await room.revoke(lost);
    await until(status, (now) => now === 'refused');
    await ended;
    assert.equal((await call({ identity: one, token: await bound('one', one) })).status, 200);
  });

  it('takes a new certificate of its own while it runs, and keeps the old one while the new one is none', async () => {
    const serial = async () => {
      const socket = await connectTls(room.authority.certificate, url(''), { cert: one.cert, key: one.key });
      const { serialNumber } = socket.getPeerCertificate();
      socket.destroy();
      return serialNumber.toLowerCase();
    };
    const health = async () =>
      Object(Object((await hub.call('/health/ready')).json).dependencies).certificates;
    const before = await serial();
    const next = await room.authority.issue('hub', { usage: 'server' });

    await writeFile(room.files.certificate, next.cert); // its key is still to come
    assert.deepEqual(await until(health, ({ state }) => state === 'degraded'), {
      state: 'degraded',
      needed: false,
      code: 'TLS_INVALID',
    });
    assert.equal(await serial(), before);
    await writeFile(room.files.key, next.key);
    await until(health, ({ state }) => state === 'up');
    assert.equal(await serial(), next.serial.toLowerCase());
  });
});

/** Asks once over a connection that stays. */
async function exchange(socket: TLSSocket): Promise<string> {
  socket.write(`GET ${PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`);
  const [chunk] = await once(socket, 'data');
  return String(chunk);
}
