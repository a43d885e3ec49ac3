import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createLog } from '@saite/runtime';
import { ProblemError } from '../../hub/src/doors/problem-error.ts';
import { TokenVerifier } from '../../hub/src/doors/rest/tokens.ts';
import { type Issuer, openIssuer } from '../support/issuer.ts';

const SECOND = 1000;
const HOUR = 3600 * SECOND;

describe('the issuer of tokens', () => {
  let issuer: Issuer;
  let passed = 0;
  let verifier: TokenVerifier;
  beforeEach(async () => {
    issuer = await openIssuer();
    passed = 0;
    verifier = new TokenVerifier({
      issuer: issuer.url,
      audience: 'saite',
      systems: { byName: () => undefined },
      isSandbox: true,
      clock: { now: () => new Date(Date.now() + passed) },
      log: createLog('test', 'silent'),
    });
  });
  afterEach(() => issuer.close());

  const token = (claims: Readonly<Record<string, unknown>> = {}) => {
    const { exp } = issuer.registered();
    return issuer.token({ roles: ['spolis'], exp: exp + 24 * 3600, ...claims });
  };
  /** The code of the refusal, or `in`. */
  const outcome = async (bearer: string) => {
    try {
      await verifier.verify(`Bearer ${bearer}`, undefined);
      return 'in';
    } catch (error) {
      if (error instanceof ProblemError) return error.code;
      throw error;
    }
  };

  it('may change its keys: a new one is noticed, one that it took back ends', async () => {
    const before = await token();
    assert.equal(await outcome(before), 'in');
    issuer.rotate();
    await issuer.key();
    passed = 11 * SECOND;
    assert.equal(await outcome(await token()), 'in');
    assert.equal(await outcome(before), 'UNAUTHENTICATED');
  });

  it('is not asked again for every token of a key that it does not have', async () => {
    assert.equal(await outcome(await token()), 'in');
    const unknown = await issuer.sign({ ...issuer.registered(), roles: ['spolis'] }, { kid: 'nobody' });
    for (let time = 0; time < 50; time += 1) assert.equal(await outcome(unknown), 'UNAUTHENTICATED');
    assert.equal(issuer.asked(), 1);
    passed = 11 * SECOND;
    await Promise.all(Array.from({ length: 50 }, () => outcome(unknown)));
    assert.equal(issuer.asked(), 2, 'once in a cool-down, however many come');
  });

  it('may be away for a while once its keys are known, but not for ever', async () => {
    const [known, later] = [await token(), await token()];
    assert.equal(await outcome(known), 'in');
    issuer.answerWith((_request, response) => response.writeHead(500).end());
    passed = HOUR / 2;
    assert.equal(await outcome(later), 'in');
    passed = 2 * HOUR;
    assert.equal(await outcome(later), 'UNAVAILABLE');
    issuer.answerWith(undefined);
    passed += 2 * SECOND;
    assert.equal(await outcome(later), 'in');
  });

  it('is away while nobody can tell whether a key is new', async () => {
    assert.equal(await outcome(await token()), 'in');
    const unknown = await issuer.sign({ ...issuer.registered(), roles: ['spolis'] }, { kid: 'new' });
    issuer.answerWith((_request, response) => response.destroy());
    passed = 11 * SECOND;
    assert.equal(await outcome(unknown), 'UNAVAILABLE');
    assert.equal(await outcome(await token()), 'in', 'a key that is known is known');
  });

  const wrong: readonly (readonly [string, (url: string) => Record<string, unknown> | string])[] = [
    ['says nothing that can be read', () => '<html>'],
    ['names itself otherwise', (url) => ({ issuer: `${url}/`, jwks_uri: `${url}/jwks.json` })],
    ['has its keys in no place on the net', (url) => ({ issuer: url, jwks_uri: 'file:///etc/passwd' })],
    ['does not say where its keys are', (url) => ({ issuer: url })],
    [
      'says more than an issuer has to say',
      (url) => ({ issuer: url, jwks_uri: `${url}/jwks.json`, x: 'x'.repeat(300_000) }),
    ],
  ];
  for (const [what, document] of wrong)
    it(`is away if it ${what}`, async () => {
      const bearer = await token();
      issuer.answerWith((_request, response) => {
        const body = document(issuer.url);
        response.end(typeof body === 'string' ? body : JSON.stringify(body));
      });
      assert.equal(await outcome(bearer), 'UNAVAILABLE');
    });

  it('sends nobody elsewhere: neither for its discovery nor for its keys', async () => {
    const elsewhere = await openIssuer();
    try {
      const bearer = await token();
      for (const redirected of ['/.well-known/openid-configuration', '/jwks.json']) {
        issuer.answerWith((request, response) =>
          request.url === redirected
            ? response.writeHead(302, { location: `${elsewhere.url}/jwks.json` }).end()
            : response.end(JSON.stringify({ issuer: issuer.url, jwks_uri: `${issuer.url}/jwks.json` })),
        );
        assert.equal(await outcome(bearer), 'UNAVAILABLE');
        passed += 2 * SECOND;
      }
      assert.equal(elsewhere.asked(), 0);
    } finally {
      await elsewhere.close();
    }
  });

  it('is away if it holds the line and says nothing', async () => {
    const bearer = await token();
    issuer.answerWith(() => {});
    assert.equal(await outcome(bearer), 'UNAVAILABLE');
  });

  it('has no secret that would be taken for a key', async () => {
    const secret = Buffer.alloc(32, 1);
    issuer.answerWith((request, response) =>
      response.end(
        JSON.stringify(
          request.url === '/jwks.json'
            ? { keys: [{ kty: 'oct', kid: 'ES256-1', k: secret.toString('base64url') }] }
            : { issuer: issuer.url, jwks_uri: `${issuer.url}/jwks.json` },
        ),
      ),
    );
    assert.equal(await outcome(await token()), 'UNAUTHENTICATED');
  });
});
