import assert from 'node:assert/strict';
import { createHmac, createPublicKey, generateKeyPairSync, KeyObject, sign as signBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { Problem } from '@saite/contracts';
import { exportJWK, SignJWT } from 'jose';
import { openTestHub, type TestHub } from '../support/hub.ts';
import { type KeptLog, keepLog } from '../support/kept-log.ts';

const PATH = '/v1/care-alerts';
const HOUR = 3600;
const THUMBPRINT = 'A'.repeat(43);

const encode = (part: unknown): string =>
  Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');

describe('a token that is none', () => {
  let hub: TestHub;
  let log: KeptLog;
  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  /** Where a token would like its keys to be fetched from. */
  const trap = createServer((_request, response) => {
    sprung += 1;
    response.end('{}');
  });
  let sprung = 0;
  let trapUrl = '';
  before(async () => {
    log = keepLog();
    hub = await openTestHub({ log });
    await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
    const address = trap.address();
    trapUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  });
  after(async () => {
    await new Promise((resolve) => trap.close(resolve));
    await hub.close();
  });

  const claims = (change: Readonly<Record<string, unknown>> = {}) => ({
    ...hub.issuer.registered(),
    roles: ['spolis'],
    ...change,
  });
  const without = (name: string) =>
    Object.fromEntries(Object.entries(claims()).filter(([claim]) => claim !== name));
  const now = () => Math.floor(Date.now() / 1000);
  const signed = (
    change: Readonly<Record<string, unknown>> = {},
    header: Readonly<Record<string, unknown>> = {},
  ) => hub.issuer.sign(claims(change), header);
  /** Signed with the issuer's own key, byte by byte as written here. */
  const byHand = async (header: unknown, payload: unknown, withKey?: KeyObject) => {
    const { privateKey } = await hub.issuer.key();
    const text = `${encode(header)}.${encode(payload)}`;
    const key = withKey ?? KeyObject.from(privateKey);
    return `${text}.${signBytes('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
  };
  const header = async (change: Readonly<Record<string, unknown>> = {}) => ({
    alg: 'ES256',
    kid: (await hub.issuer.key()).kid,
    typ: 'at+jwt',
    ...change,
  });
  const parts = async () => (await signed()).split('.');
  const hmac = async (secret: string | Buffer) => {
    const text = `${encode(await header({ alg: 'HS256' }))}.${encode(claims())}`;
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
  };
  const publicKey = async () => createPublicKey(KeyObject.from((await hub.issuer.key()).privateKey));

  type Hostile = readonly [name: string, reason: string, make: () => string | Promise<string>];
  const corpus: readonly Hostile[] = [
    // No signature, or not one of the issuer
    [
      'of the algorithm none',
      'TOKEN_MALFORMED',
      async () => `${encode({ alg: 'none', typ: 'at+jwt' })}.${encode(claims())}.`,
    ],
    [
      'of the algorithm none, with something for a signature',
      'TOKEN_ALGORITHM',
      async () => `${encode({ alg: 'none', typ: 'at+jwt' })}.${encode(claims())}.AAAA`,
    ],
    [
      'of the algorithm NONE in capitals',
      'TOKEN_ALGORITHM',
      () => byHand({ alg: 'NONE', typ: 'at+jwt' }, claims()),
    ],
    ['without an algorithm', 'TOKEN_ALGORITHM', () => byHand({ typ: 'at+jwt' }, claims())],
    [
      'of two algorithms',
      'TOKEN_ALGORITHM',
      async () => byHand(await header({ alg: ['ES256', 'none'] }), claims()),
    ],
    [
      'of HS256 with the public key as its secret, PEM',
      'TOKEN_ALGORITHM',
      async () => hmac((await publicKey()).export({ type: 'spki', format: 'pem' })),
    ],
    [
      'of HS256 with the public key as its secret, DER',
      'TOKEN_ALGORITHM',
      async () => hmac((await publicKey()).export({ type: 'spki', format: 'der' })),
    ],
    [
      'of HS256 with the public key as its secret, JWK',
      'TOKEN_ALGORITHM',
      async () => hmac(JSON.stringify((await publicKey()).export({ format: 'jwk' }))),
    ],
    ['of HS256 with an empty secret', 'TOKEN_ALGORITHM', () => hmac('')],
    ['of an algorithm that is not taken', 'TOKEN_ALGORITHM', () => signed({}, { alg: 'ES512' })],
    [
      'of RS256 with the key of ES256',
      'ERR_JWKS_NO_MATCHING_KEY',
      async () => byHand(await header({ alg: 'RS256' }), claims()),
    ],
    ['without its signature', 'TOKEN_MALFORMED', async () => (await parts()).slice(0, 2).join('.')],
    ['with an empty signature', 'TOKEN_MALFORMED', async () => `${(await parts()).slice(0, 2).join('.')}.`],
    [
      'with half its signature',
      'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
      async () => (await signed()).slice(0, -43),
    ],
    [
      'with a signature of noughts',
      'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
      async () => `${(await parts()).slice(0, 2).join('.')}.${'A'.repeat(86)}`,
    ],
    [
      'with the signature of another token',
      'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
      async () => {
        const other = (await signed({ sub: 'another' })).split('.')[2];
        return `${(await parts()).slice(0, 2).join('.')}.${other}`;
      },
    ],
    [
      'with claims changed after it was signed',
      'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
      async () => {
        const [head, , signature] = await parts();
        return `${head}.${encode(claims({ roles: ['auditor'] }))}.${signature}`;
      },
    ],
    [
      'of another key under the same name',
      'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
      async () => byHand(await header(), claims(), stranger.privateKey),
    ],
    // The header
    [
      'of a key that the issuer does not have',
      'ERR_JWKS_NO_MATCHING_KEY',
      () => signed({}, { kid: 'nobody' }),
    ],
    [
      'of a key whose name leads elsewhere',
      'ERR_JWKS_NO_MATCHING_KEY',
      () => signed({}, { kid: '../../../dev/null' }),
    ],
    [
      'of a key whose name is a number',
      'TOKEN_HEADER',
      async () => byHand(await header({ kid: 1 }), claims()),
    ],
    [
      'that brings its own key',
      'TOKEN_HEADER',
      async () =>
        byHand(
          { alg: 'ES256', typ: 'at+jwt', jwk: await exportJWK(stranger.publicKey) },
          claims(),
          stranger.privateKey,
        ),
    ],
    [
      'that says where its key lies',
      'TOKEN_HEADER',
      async () =>
        byHand(
          { alg: 'ES256', typ: 'at+jwt', kid: 'x', jku: `${trapUrl}/jwks.json` },
          claims(),
          stranger.privateKey,
        ),
    ],
    [
      'that says where its certificate lies',
      'TOKEN_HEADER',
      async () =>
        byHand({ alg: 'ES256', typ: 'at+jwt', x5u: `${trapUrl}/x.pem` }, claims(), stranger.privateKey),
    ],
    [
      'that brings its own certificate',
      'TOKEN_HEADER',
      async () => byHand({ alg: 'ES256', typ: 'at+jwt', x5c: ['MIIB'] }, claims(), stranger.privateKey),
    ],
    [
      'with an extension that must be understood',
      'TOKEN_HEADER',
      async () => byHand(await header({ crit: ['exp'], exp: 1 }), claims()),
    ],
    [
      'with an empty list of such extensions',
      'TOKEN_HEADER',
      async () => byHand(await header({ crit: [] }), claims()),
    ],
    [
      'that is not encoded (b64)',
      'TOKEN_HEADER',
      async () => byHand(await header({ b64: false, crit: ['b64'] }), claims()),
    ],
    [
      'whose header says two things',
      'TOKEN_MALFORMED',
      async () =>
        byHand(
          `{"alg":"none","alg":"ES256","typ":"at+jwt","kid":"${(await hub.issuer.key()).kid}"}`,
          claims(),
        ),
    ],
    ['whose header is a list', 'TOKEN_MALFORMED', () => byHand([], claims())],
    ['whose header is not JSON', 'TOKEN_MALFORMED', () => byHand('{"alg":', claims())],
    [
      'that is compressed',
      'TOKEN_MALFORMED',
      async () => byHand(await header(), deflateRawSync(JSON.stringify(claims())).toString('latin1')),
    ],
    [
      'that says it is compressed',
      'TOKEN_HEADER',
      async () => byHand(await header({ zip: 'DEF' }), claims()),
    ],
    ['inside of another', 'TOKEN_HEADER', async () => byHand(await header({ cty: 'JWT' }), await signed())],
    [
      'that is encrypted',
      'TOKEN_MALFORMED',
      () => [encode({ alg: 'dir', enc: 'A256GCM' }), 'AA', 'AA', 'AA', 'AA'].join('.'),
    ],
    [
      'in JSON serialization',
      'TOKEN_MALFORMED',
      async () => {
        const [head, payload, signature] = await parts();
        return JSON.stringify({ protected: head, payload, signature });
      },
    ],
    ['larger than tokens are', 'TOKEN_TOO_LONG', () => signed({ more: 'x'.repeat(8_000) })],
    // Another kind of token
    ['that is an ID token', 'TOKEN_TYPE', () => signed({ nonce: 'n', auth_time: now() }, { typ: 'JWT' })],
    [
      'that is an ID token of a client',
      'TOKEN_TYPE',
      () => signed({ aud: 'saite-console', nonce: 'n' }, { typ: 'JWT' }),
    ],
    [
      'without a type',
      'TOKEN_TYPE',
      async () => byHand({ alg: 'ES256', kid: (await hub.issuer.key()).kid }, claims()),
    ],
    ['of a type that only begins like ours', 'TOKEN_TYPE', () => signed({}, { typ: 'at+jwt; v=1' })],
    ['that is a logout token', 'TOKEN_TYPE', () => signed({ events: {} }, { typ: 'logout+jwt' })],
    ['that is a refresh token', 'TOKEN_TYPE', () => signed({}, { typ: 'rt+jwt' })],
    ['that is an opaque refresh token', 'TOKEN_MALFORMED', () => 'v1_9mXq2sYkq0vGJkN4b6kT0gWq'],
    // Registered claims
    ['for another audience', 'ERR_JWT_CLAIM_VALIDATION_FAILED', () => signed({ aud: 'sais' })],
    [
      'for an audience that only begins like ours',
      'ERR_JWT_CLAIM_VALIDATION_FAILED',
      () => signed({ aud: 'saite.example' }),
    ],
    [
      'for a list of other audiences',
      'ERR_JWT_CLAIM_VALIDATION_FAILED',
      () => signed({ aud: ['sais', 'SAITE'] }),
    ],
    ['for no audience', 'ERR_JWT_CLAIM_VALIDATION_FAILED', () => hub.issuer.sign(without('aud'))],
    ['of another issuer', 'ERR_JWT_CLAIM_VALIDATION_FAILED', () => signed({ iss: 'https://issuer.example' })],
    [
      'of an issuer that is nearly ours',
      'ERR_JWT_CLAIM_VALIDATION_FAILED',
      () => signed({ iss: `${hub.issuer.url}/` }),
    ],
    ['of no issuer', 'ERR_JWT_CLAIM_VALIDATION_FAILED', () => hub.issuer.sign(without('iss'))],
    ['that has expired', 'ERR_JWT_EXPIRED', () => signed({ iat: now() - HOUR, exp: now() - 90 })],
    ['that never expires', 'ERR_JWT_CLAIM_VALIDATION_FAILED', () => hub.issuer.sign(without('exp'))],
    ['that expires in words', 'ERR_JWT_CLAIM_VALIDATION_FAILED', () => signed({ exp: '2099-01-01' })],
    ['that does not hold yet', 'ERR_JWT_CLAIM_VALIDATION_FAILED', () => signed({ nbf: now() + HOUR })],
    ['that holds from a word on', 'ERR_JWT_CLAIM_VALIDATION_FAILED', () => signed({ nbf: 'now' })],
    ['that was made later than now', 'TOKEN_FROM_LATER', () => signed({ iat: now() + HOUR })],
    [
      'that does not say when it was made',
      'ERR_JWT_CLAIM_VALIDATION_FAILED',
      () => hub.issuer.sign(without('iat')),
    ],
    ['about nobody', 'ERR_JWT_CLAIM_VALIDATION_FAILED', () => hub.issuer.sign(without('sub'))],
    ['about an empty name', 'TOKEN_CLAIMS', () => signed({ sub: '' })],
    [
      'that says a claim twice',
      'TOKEN_MALFORMED',
      async () => byHand(await header(), JSON.stringify(claims()).replace('{', '{"roles":["auditor"],')),
    ],
    [
      'that says what an object is',
      'TOKEN_MALFORMED',
      async () =>
        byHand(await header(), JSON.stringify(claims()).replace('{', '{"__proto__":{"roles":["auditor"]},')),
    ],
    [
      'that is too deep',
      'TOKEN_MALFORMED',
      async () =>
        byHand(
          await header(),
          JSON.stringify(claims()).replace('{', `{"x":${'['.repeat(70)}${']'.repeat(70)},`),
        ),
    ],
    ['whose claims are a list', 'TOKEN_MALFORMED', async () => byHand(await header(), [claims()])],
    ['whose claims are not JSON', 'TOKEN_MALFORMED', async () => byHand(await header(), 'roles=spolis')],
    // Who it is
    ['without roles, of no client', 'TOKEN_CLAIMS', () => hub.issuer.sign(without('roles'))],
    [
      'of a client that is no system',
      'SYSTEM_UNKNOWN',
      () => hub.issuer.sign({ ...without('roles'), client_id: 'nobody' }),
    ],
    ['with an empty list of roles', 'TOKEN_CLAIMS', () => signed({ roles: [] })],
    ['with roles in one text', 'TOKEN_CLAIMS', () => signed({ roles: 'spolis' })],
    ['with roles as an object', 'TOKEN_CLAIMS', () => signed({ roles: { 0: 'spolis', length: 1 } })],
    ['with a role in capitals', 'TOKEN_CLAIMS', () => signed({ roles: ['SPOLIS'] })],
    ['with a role that is not ours', 'TOKEN_CLAIMS', () => signed({ roles: ['spolis', 'admin'] })],
    ['with a role that every object has', 'TOKEN_CLAIMS', () => signed({ roles: ['constructor'] })],
    [
      'of a person whose code is none',
      'TOKEN_CLAIMS',
      () => signed({ roles: ['person'], personCode: '16117519990' }),
    ],
    [
      'of a person with a list of codes',
      'TOKEN_CLAIMS',
      () => signed({ roles: ['person'], personCode: ['16117519997'] }),
    ],
    [
      'of an institution that is no id',
      'TOKEN_CLAIMS',
      () => signed({ roles: ['accountant'], institutionIds: ['%'] }),
    ],
    [
      'of a municipality that is none',
      'TOKEN_CLAIMS',
      () => signed({ roles: ['social-service'], municipality: '*' }),
    ],
    // In whose hands
    [
      'that is bound to a certificate, on a connection without one',
      'TOKEN_OF_ANOTHER_CERTIFICATE',
      () => signed({ cnf: { 'x5t#S256': THUMBPRINT } }),
    ],
    [
      'that is bound to a key in a way not known here',
      'TOKEN_CLAIMS',
      () => signed({ cnf: { jkt: THUMBPRINT } }),
    ],
    [
      'that is bound to two things',
      'TOKEN_CLAIMS',
      () => signed({ cnf: { 'x5t#S256': THUMBPRINT, jkt: THUMBPRINT } }),
    ],
    ['that is bound to nothing', 'TOKEN_CLAIMS', () => signed({ cnf: {} })],
    ['that is bound to a word', 'TOKEN_CLAIMS', () => signed({ cnf: 'x5t#S256' })],
  ];

  const ask = (authorization: string | undefined, path = PATH) =>
    hub.call(path, undefined, {
      token: null,
      headers: authorization === undefined ? {} : { authorization },
    });
  let generic = '';
  before(async () => {
    const { status, text, headers } = await ask(undefined);
    assert.deepEqual([status, headers.get('www-authenticate')], [401, 'Bearer realm="saite"']);
    generic = text;
  });

  for (const [name, reason, make] of corpus)
    it(`is refused: one ${name}`, async () => {
      const token = await make();
      const seen = log.lines.length;
      const answer = await ask(`Bearer ${token}`);
      assert.equal(answer.status, 401);
      assert.equal(answer.text, generic, 'outside all of them are the same');
      assert.equal(answer.headers.get('www-authenticate'), 'Bearer realm="saite", error="invalid_token"');
      assert.equal(Problem.parse(answer.json).code, 'UNAUTHENTICATED');
      const lines = log.lines.slice(seen).filter(({ event }) => event === 'door.refused');
      assert.deepEqual(lines, [
        { event: 'door.refused', part: 'listCareAlerts', type: 'rest', code: 'UNAUTHENTICATED', reason },
      ]);
    });

  it('is refused in any other place than its own, and under any other name', async () => {
    const token = await signed();
    const others = [
      `Basic ${token}`,
      token,
      `Bearer  ${token}`,
      `Bearer ${token} ${token}`,
      `Bearer ${token}, x`,
      'Bearer',
      `DPoP ${token}`,
    ];
    for (const other of others) assert.equal((await ask(other)).status, 401, other.slice(0, 12));
    assert.equal((await ask(undefined, `${PATH}?access_token=${token}`)).status, 401);
    const cookie = await hub.call(PATH, undefined, {
      token: null,
      headers: { cookie: `access_token=${token}` },
    });
    assert.equal(cookie.status, 401);
  });

  it('never makes the hub ask where it says', () => assert.equal(sprung, 0));

  it('is none of those that are let in', async () => {
    const good = [
      await signed(),
      await signed({ aud: ['sais', 'saite'] }),
      await signed({ client_id: 'saite-console' }),
      await signed({}, { typ: 'application/at+jwt' }),
      await signed({ exp: now() - 20, iat: now() + 20, nbf: now() + 20 }), // clocks differ
      await byHand({ ...(await header()), x5t: 'AAAA' }, claims()),
    ];
    for (const [index, token] of good.entries())
      assert.equal((await ask(`Bearer ${token}`)).status, 200, `${index}`);
  });

  it('is known by every kind of key that issuers sign with', async () => {
    const fresh = await openTestHub();
    try {
      for (const alg of ['RS256', 'PS256', 'EdDSA', 'ES256']) await fresh.issuer.sign({}, { alg }); // the keys are there before they are asked for
      for (const alg of ['RS256', 'PS256', 'EdDSA', 'ES256']) {
        const token = await fresh.issuer.sign({ ...fresh.issuer.registered(), roles: ['spolis'] }, { alg });
        assert.equal((await fresh.call(PATH, undefined, { token })).status, 200, alg);
      }
      const stolen = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
      const token = await new SignJWT({ ...fresh.issuer.registered(), roles: ['spolis'] })
        .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: 'RS256-1' })
        .sign(stolen);
      assert.equal((await fresh.call(PATH, undefined, { token })).status, 401);
    } finally {
      await fresh.close();
    }
  });
});
