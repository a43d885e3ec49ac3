import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { CallerClaims } from '@saite/contracts';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import * as oauth from 'openid-client';
import { type RunningHost, startHost } from '../testing/running-host.ts';
import { Visitor } from '../testing/visitor.ts';
import { CONSOLE } from './configuration.ts';
import { USERS } from './users.ts';

suite('signing in', () => {
  let host: RunningHost;
  let config: oauth.Configuration;
  let redirectUri = '';

  before(async () => {
    host = await startHost();
    redirectUri = `${host.hubUrl}/callback`;
    config = await oauth.discovery(new URL(host.url), CONSOLE, undefined, oauth.None(), {
      execute: [oauth.allowInsecureRequests],
    });
  });
  after(() => host.close());

  /** What the console keeps of a log-in, and where it sends the person. */
  async function begin(changes: Readonly<Record<string, string>> = {}) {
    const verifier = oauth.randomPKCECodeVerifier();
    const state = oauth.randomState();
    const nonce = oauth.randomNonce();
    const url = oauth.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope: 'openid profile',
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
      ...changes,
    });
    return { verifier, state, nonce, url };
  }

  /** Goes through the pages as a person does. @returns where the console is called with the code */
  async function signIn(visitor: Visitor, url: URL, user: string): Promise<URL> {
    const page = await visitor.follow(await visitor.go(url), host.url);
    assert.equal(page.response.status, 200);
    assert.match(await page.response.text(), new RegExp(`<button name="user" value="${user}">`));
    const end = await visitor.follow(await visitor.go(page.at, { user }), host.url);
    return new URL(end.at);
  }

  const exchange = (called: URL, started: Awaited<ReturnType<typeof begin>>) =>
    oauth.authorizationCodeGrant(config, called, {
      pkceCodeVerifier: started.verifier,
      expectedState: started.state,
      expectedNonce: started.nonce,
    });

  for (const user of USERS)
    test(`as ${user.id} gives a token that says so`, async () => {
      const started = await begin();
      const called = await signIn(new Visitor(), started.url, user.id);
      assert.equal(called.origin + called.pathname, redirectUri);
      const tokens = await exchange(called, started);
      const { protectedHeader, payload } = await jwtVerify(
        tokens.access_token,
        createRemoteJWKSet(new URL(config.serverMetadata().jwks_uri ?? '')),
        { issuer: host.url, audience: 'saite', typ: 'at+jwt', algorithms: ['ES256'] },
      );
      assert.equal(protectedHeader.typ, 'at+jwt');
      assert.deepEqual(CallerClaims.parse(payload), {
        institutionIds: [],
        ...user.claims,
        sub: user.id,
      });
      assert.equal(payload.client_id, CONSOLE);
      assert.ok((payload.exp ?? 0) - (payload.iat ?? 0) >= 2 * 3600);
      assert.equal(tokens.claims()?.name, user.name.lv);
      assert.deepEqual(tokens.claims()?.roles, user.claims.roles);
      assert.equal(tokens.claims()?.personCode, undefined);
    });

  test('is found by discovery: code flow, S256, the keys that were always there', async () => {
    const found = config.serverMetadata();
    assert.equal(found.issuer, host.url);
    assert.equal(found.jwks_uri, `${host.url}/jwks.json`);
    assert.deepEqual(found.code_challenge_methods_supported, ['S256']);
    assert.deepEqual(found.response_types_supported, ['code']);
    assert.match(found.authorization_endpoint ?? '', new RegExp(`^${host.url}/`));
  });

  test('shows addresses of its own, whatever the caller calls it', async () => {
    const { port } = new URL(host.url);
    const answer = await fetch(`http://localhost:${port}/.well-known/openid-configuration`);
    assert.deepEqual(
      await answer.json(),
      await (await fetch(`${host.url}/.well-known/openid-configuration`)).json(),
    );
  });

  test('once is enough until signing out', async () => {
    const visitor = new Visitor();
    const first = await begin();
    const tokens = await exchange(await signIn(visitor, first.url, 'auditor'), first);
    const again = await begin();
    const direct = await visitor.follow(await visitor.go(again.url), host.url);
    assert.ok(direct.at.startsWith(`${redirectUri}?code=`), direct.at);
    const out = await visitor.go(
      oauth.buildEndSessionUrl(config, {
        id_token_hint: tokens.id_token ?? '',
        post_logout_redirect_uri: `${host.hubUrl}/`,
      }),
    );
    const [, action = '', secret = ''] =
      /action="([^"]+)"><input type="hidden" name="xsrf" value="([^"]+)"/.exec(await out.text()) ?? [];
    const gone = await visitor.go(action, { xsrf: secret, logout: 'yes' });
    assert.equal(gone.headers.get('location'), `${host.hubUrl}/`);
    const silent = await begin({ prompt: 'none' });
    const refused = await visitor.follow(await visitor.go(silent.url), host.url);
    assert.equal(new URL(refused.at).searchParams.get('error'), 'login_required');
  });

  test('works from where the console may lie, and nowhere else', async () => {
    const { port } = new URL(host.hubUrl);
    for (const redirect_uri of [`http://localhost:${port}/`, `http://127.0.0.1:${port}/callback`]) {
      const called = await signIn(new Visitor(), (await begin({ redirect_uri })).url, 'ministry');
      assert.equal(called.origin + called.pathname, redirect_uri);
    }
    for (const redirect_uri of ['https://elsewhere.example/callback', `${host.hubUrl}/callback/more`]) {
      const answer = await new Visitor().go((await begin({ redirect_uri })).url);
      assert.equal(answer.status, 400);
      assert.equal(answer.headers.get('location'), null);
      assert.match(await answer.text(), /<code>invalid_redirect_uri<\/code>/);
    }
  });

  for (const [what, changes] of [
    ['a plain challenge', { code_challenge_method: 'plain' }],
    ['no challenge', { code_challenge: '', code_challenge_method: '' }],
    ['another way than by a code', { response_type: 'token' }],
    ['another resource', { resource: 'https://elsewhere.example' }],
  ] as const)
    test(`is refused with ${what}`, async () => {
      const { response, at } = await new Visitor()
        .go((await begin(changes)).url)
        .then((answer) => new Visitor().follow(answer, host.url));
      assert.ok(at.startsWith(host.hubUrl), `${response.status} ${at}`);
      const { searchParams, hash } = new URL(at);
      const error = searchParams.get('error') ?? new URLSearchParams(hash.slice(1)).get('error');
      assert.match(
        error ?? '',
        /^(invalid_request|unsupported_response_type|unauthorized_client|invalid_target)$/,
      );
      assert.equal(searchParams.get('code'), null);
    });

  test('gives a token for a code once, and only to who began', async () => {
    const started = await begin();
    const called = await signIn(new Visitor(), started.url, 'operator');
    const stolen = { ...started, verifier: oauth.randomPKCECodeVerifier() };
    await assert.rejects(exchange(called, stolen), { error: 'invalid_grant' });
    const next = await begin();
    const good = await signIn(new Visitor(), next.url, 'operator');
    await exchange(good, next);
    await assert.rejects(exchange(good, next), { error: 'invalid_grant' });
  });

  test('is for who has the cookie of the log-in, and for users that there are', async () => {
    const visitor = new Visitor();
    const { at } = await visitor.follow(await visitor.go((await begin()).url), host.url);
    const stranger = await new Visitor().go(at, { user: 'operator' });
    assert.equal(stranger.status, 400);
    assert.match(await stranger.text(), /sāciet vēlreiz/);
    assert.equal((await visitor.go(at, { user: 'root' })).status, 422);
  });

  test('has pages without script or anything from elsewhere, in the language of the reader', async () => {
    const visitor = new Visitor();
    const { response, at } = await visitor.follow(await visitor.go((await begin()).url), host.url);
    const policy = response.headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'; style-src 'self'; form-action 'self' http/);
    assert.ok(policy.includes(new URL(host.hubUrl).origin)); // or a browser stops at the way back
    const page = await response.text();
    assert.match(page, /<html lang="lv">/);
    assert.doesNotMatch(page, /<script|style=|https?:/);
    assert.doesNotMatch(page, /[0-9]{6}-?[0-9]{5}/);
    const english = await (await visitor.go(`${at}?lang=en`)).text();
    assert.match(english, /<html lang="en">/);
    assert.match(english, /Second operator/);
    const style = await fetch(new URL(/href="([^"]+\.css)"/.exec(page)?.[1] ?? '', host.url));
    assert.match(style.headers.get('content-type') ?? '', /text\/css/);
  });

  test('lets the console of its own origin ask for tokens from a page, and no other', async () => {
    const ask = (origin: string) =>
      fetch(config.serverMetadata().token_endpoint ?? '', {
        method: 'POST',
        headers: { origin },
        body: new URLSearchParams({ grant_type: 'authorization_code', client_id: CONSOLE, code: 'none' }),
      });
    const own = await ask(host.hubUrl);
    assert.equal(own.headers.get('access-control-allow-origin'), host.hubUrl);
    const other = await ask('https://elsewhere.example');
    assert.equal(other.headers.get('access-control-allow-origin'), null);
  });

  test('tells the access token from the ID token', async () => {
    const started = await begin();
    const tokens = await exchange(await signIn(new Visitor(), started.url, 'person'), started);
    assert.notEqual(decodeProtectedHeader(tokens.id_token ?? '').typ, 'at+jwt');
    assert.equal(decodeJwt(tokens.id_token ?? '').aud, CONSOLE);
    assert.equal(tokens.refresh_token, undefined);
  });
});
