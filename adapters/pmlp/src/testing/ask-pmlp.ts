import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog, systemClock } from '@saite/runtime';
import { fastify } from 'fastify';
import { importJWK, SignJWT } from 'jose';
import { ChangesAnswer, ClientFile, TokenAnswer } from '../protocol.ts';
import { openSandbox } from '../sandbox/index.ts';

async function openIn(folder: string) {
  const log = createLog('pmlp-test', 'silent');
  const sandbox = await openSandbox({ dataFolder: folder, clock: systemClock, log });
  const app = fastify();
  await app.register((scope) => sandbox.mount(scope));
  const client = ClientFile.parse(JSON.parse(await readFile(join(folder, 'pmlp-client.json'), 'utf8')));
  return { sandbox, app, client };
}

/** The played register without a port, with its calls as a careful client makes them. */
export async function askPmlp() {
  const folder = await mkdtemp(join(tmpdir(), 'saite-pmlp-'));
  let played = await openIn(folder);
  const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
    played.app.inject({ method: 'POST', url, payload, headers });

  const assertion = async (claims: { aud?: string; lifetimeS?: number } = {}) =>
    new SignJWT({ jti: crypto.randomUUID() })
      .setProtectedHeader({ alg: 'RS256', kid: played.client.key.kid })
      .setIssuer(played.client.clientId)
      .setSubject(played.client.clientId)
      .setAudience(claims.aud ?? played.client.audience)
      .setIssuedAt()
      .setExpirationTime(Math.floor(Date.now() / 1000) + (claims.lifetimeS ?? 300))
      .sign(await importJWK(played.client.key, 'RS256'));
  const askToken = (signed: string) =>
    played.app.inject({
      method: 'POST',
      url: '/pmlp/oauth2/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: signed,
        client_id: played.client.clientId,
        client_secret: played.client.clientSecret,
      }).toString(),
    });
  const headers = async (permission = played.client.permission) => ({
    authorization: TokenAnswer.parse((await askToken(await assertion())).json()).access_token,
    'x-dagr-permission': permission,
  });
  const end = async () => {
    await played.app.close();
    await played.sandbox.close();
  };

  return {
    post,
    assertion,
    askToken,
    headers,
    get: (url: string, given: Record<string, string>) => played.app.inject({ url, headers: given }),
    control: (records: unknown[]) => post('/sandbox/pmlp/persons', records),
    query: async (codes: string[], permission?: string) =>
      post('/pmlp/persons/query', { codes }, await headers(permission)),
    watch: async (codes: string[]) => post('/pmlp/watched', { codes }, await headers()),
    async changes(after?: string) {
      const url = `/pmlp/changes${after === undefined ? '' : `?after=${after}`}`;
      return ChangesAnswer.parse((await played.app.inject({ url, headers: await headers() })).json());
    },
    /** Lets a country stand in the register: a list of versions for each person. */
    settle(people: readonly (readonly { personCode: string; formerCodes?: string[] }[])[]) {
      const of = (code: string) =>
        people.flatMap((record, place) =>
          record.some(({ personCode, formerCodes = [] }) => [personCode, ...formerCodes].includes(code))
            ? [{ number: place + 1, record }]
            : [],
        );
      played.sandbox.standOn?.({
        name: 'country',
        count: people.length,
        isFed: false,
        of,
        withId: (code) => of(code)[0],
        at: (number) => ({ number, record: people[number - 1] }),
      });
    },
    async restart() {
      await end();
      played = await openIn(folder);
    },
    async close() {
      await end();
      await rm(folder, { recursive: true });
    },
  };
}
