import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { BASE64, binaryToken, envelope, OPERATION, timestamp } from '../testing/envelopes.ts';
import { NOW, openWorld, PASSWORD, type World } from '../testing/world.ts';
import type { Connection, SecurityReason } from './index.ts';

const PROFILE = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0';
const nonce = (fill: number): string =>
  `<wsse:Nonce EncodingType="${BASE64}">${Buffer.alloc(16, fill).toString('base64')}</wsse:Nonce>`;
const created = (ms = 0): string =>
  `<wsu:Created>${new Date(NOW.getTime() + ms).toISOString()}</wsu:Created>`;

function token(
  inside = '',
  { name = 'vsaa', password = PASSWORD, type = `${PROFILE}#PasswordText` } = {},
): string {
  return `<wsse:UsernameToken><wsse:Username>${name}</wsse:Username><wsse:Password Type="${type}">${password}</wsse:Password>${inside}</wsse:UsernameToken>`;
}

const MINUTE_MS = 60_000;

describe('a UsernameToken', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());
  const mutual = (): Connection => ({ peerThumbprint: world.rsa.thumbprint });

  it('is taken inside mutual TLS, with or without nonce and Timestamp', async () => {
    for (const security of [
      [token()],
      [token().replace(` Type="${PROFILE}#PasswordText"`, '')],
      [token(created())],
      [token(nonce(1) + created())],
      [token(created() + nonce(2))],
      [timestamp(NOW), token()],
    ]) {
      const answer = await world.judge(envelope({ security }), mutual());
      assert.ok(typeof answer === 'object', String(answer));
      assert.equal(answer.by, 'username');
      assert.equal(answer.system.system, 'vsaa');
      assert.deepEqual(answer.bodyRoot, { namespace: 'urn:saite:soap:v1', name: 'GetAllowance' });
    }
  });

  it('gives the Body with every namespace that it was written in', async () => {
    const body = OPERATION.replace('<month>', '<month xsi:type="x:gYearMonth">');
    const xml = envelope({ security: [token()], body }).replace(
      '<soap:Envelope ',
      '<soap:Envelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:x="http://www.w3.org/2001/XMLSchema" ',
    );
    const answer = await world.judge(xml, mutual());
    assert.ok(
      typeof answer === 'object' && answer.body.includes('xmlns:x="http://www.w3.org/2001/XMLSchema"'),
    );
  });

  const REFUSED: readonly (readonly [string, SecurityReason, (world: World) => string[], Connection?])[] = [
    ['without mutual TLS', 'NO_MUTUAL_TLS', () => [token()], {}],
    ['with the name of another', 'USERNAME_OF_ANOTHER', () => [token('', { name: 'pasvaldiba' })]],
    ['with a name that nobody has', 'USERNAME_OF_ANOTHER', () => [token('', { name: 'nobody' })]],
    ['with a wrong password', 'PASSWORD_WRONG', () => [token('', { password: 'wrong' })]],
    ['without a password', 'USERNAME_SHAPE', () => [token('', { password: '' })]],
    [
      'with a digest for a password',
      'PASSWORD_DIGEST',
      () => [token('', { type: `${PROFILE}#PasswordDigest` })],
    ],
    ['with a password of another kind', 'USERNAME_SHAPE', () => [token('', { type: 'urn:x' })]],
    ['with a password of a kilobyte', 'USERNAME_SHAPE', () => [token('', { password: 'p'.repeat(1_000) })]],
    ['with two nonces', 'USERNAME_SHAPE', () => [token(nonce(3) + nonce(4) + created())]],
    ['with a salt', 'USERNAME_SHAPE', () => [token('<w:Salt xmlns:w="urn:w">AAAA</w:Salt>')]],
    ['with a nonce that says nothing of its time', 'NONCE_SHAPE', () => [token(nonce(5))]],
    ['with a nonce of one byte', 'NONCE_SHAPE', () => [token(`<wsse:Nonce>AA==</wsse:Nonce>${created()}`)]],
    [
      'with a nonce that is no base64',
      'NONCE_SHAPE',
      () => [token(`<wsse:Nonce>%%%%</wsse:Nonce>${created()}`)],
    ],
    ['made six minutes ago', 'TIMESTAMP_EXPIRED', () => [token(created(-6 * MINUTE_MS))]],
    ['made in the future', 'TIMESTAMP_IN_FUTURE', () => [token(created(2 * MINUTE_MS))]],
    [
      'with an expired Timestamp',
      'TIMESTAMP_EXPIRED',
      () => [token(), timestamp(new Date(NOW.getTime() - 10 * MINUTE_MS))],
    ],
    ['twice', 'TWO_TOKENS', () => [token(), token()]],
    ['beside a certificate', 'SECURITY_SHAPE', ({ rsa }) => [token(), binaryToken(rsa.certificate)]],
  ];
  for (const [name, reason, security, connection] of REFUSED) {
    it(`is refused ${name}`, async () => {
      assert.equal(
        await world.judge(envelope({ security: security(world) }), connection ?? mutual()),
        reason,
      );
    });
  }

  it('is refused over the connection of another system, and of nobody', async () => {
    const xml = envelope({ security: [token()] });
    assert.equal(await world.judge(xml, { peerThumbprint: world.ec.thumbprint }), 'USERNAME_OF_ANOTHER');
    assert.equal(
      await world.judge(xml, { peerThumbprint: world.identities.unknown.thumbprint }),
      'PEER_UNKNOWN',
    );
  });

  it('is refused a second time by its nonce', async () => {
    const xml = envelope({ security: [token(nonce(9) + created())] });
    assert.equal(typeof (await world.judge(xml, mutual())), 'object');
    assert.equal(await world.judge(xml, mutual()), 'REPLAYED');
  });
});
