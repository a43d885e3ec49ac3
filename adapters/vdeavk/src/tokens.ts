import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { httpCall, requireSuccess, UpstreamError } from '@saite/adapter-kit';
import type { Clock } from '@saite/runtime';
import { importJWK, SignJWT } from 'jose';
import { parsedJson, readJson } from './json.ts';
import { ClientFile, PERMISSION_HEADER, TokenAnswer } from './protocol.ts';

const ASSERTION_LIFETIME_S = 300;
/** Time before its end at which a token is no longer used. */
const SPARE_MS = 30_000;
const LIMIT_BYTES = 64 * 1024;

/** Headers that prove who calls and under which permission. */
export type Access = Readonly<Record<string, string>>;

/**
 * Tokens of the API manager by a signed assertion (client credentials with `private_key_jwt`, RFC 7523), kept until
 * shortly before their end.
 */
export class Tokens {
  readonly #url: string;
  readonly #clientPath: string;
  readonly #clock: Clock;
  #kept: { readonly access: Access; readonly until: number } | undefined;
  #asking: Promise<Access> | undefined;

  /**
   * @param url address of the token endpoint
   * @param clientPath file that the operator received; read anew for each token, so that it may be replaced
   */
  constructor(url: string, clientPath: string, clock: Clock) {
    this.#url = url;
    this.#clientPath = clientPath;
    this.#clock = clock;
  }

  /** @throws UpstreamError `NOT_AUTHORISED` if the client is not accepted */
  get(signal: AbortSignal): Promise<Access> {
    const kept = this.#kept;
    if (kept && kept.until > this.#clock.now().getTime()) return Promise.resolve(kept.access);
    this.#asking ??= this.#ask(signal).finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  /** The register did not accept a token: it is not used again. */
  drop(access: Access): void {
    if (this.#kept?.access === access) this.#kept = undefined;
  }

  async #client(): Promise<ClientFile> {
    const { data: client } = ClientFile.safeParse(parsedJson(await readFile(this.#clientPath, 'utf8')));
    if (client) return client;
    throw new UpstreamError('NOT_AUTHORISED', "the client's file is not as it must be");
  }

  async #ask(signal: AbortSignal): Promise<Access> {
    const client = await this.#client();
    const answer = await httpCall({
      url: this.#url,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: await this.#assertion(client),
        client_id: client.clientId,
        client_secret: client.clientSecret,
      }).toString(),
      signal,
      limitBytes: LIMIT_BYTES,
    });
    requireSuccess(answer);
    const { access_token, expires_in } = readJson(answer, TokenAnswer);
    const access = { authorization: `Bearer ${access_token}`, [PERMISSION_HEADER]: client.permission };
    this.#kept = { access, until: this.#clock.now().getTime() + expires_in * 1000 - SPARE_MS };
    return access;
  }

  async #assertion(client: ClientFile): Promise<string> {
    const now = Math.floor(this.#clock.now().getTime() / 1000);
    return new SignJWT({ jti: randomUUID() })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: client.key.kid })
      .setIssuer(client.clientId)
      .setSubject(client.clientId)
      .setAudience(client.audience)
      .setIssuedAt(now)
      .setNotBefore(now)
      .setExpirationTime(now + ASSERTION_LIFETIME_S)
      .sign(await importJWK(client.key, 'RS256'));
  }
}
