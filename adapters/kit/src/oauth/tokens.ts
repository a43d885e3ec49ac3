import { readFile } from 'node:fs/promises';
import type { Clock } from '@saite/runtime';
import { z } from 'zod';
import { type HttpAnswer, httpCall, requireSuccess } from '../upstream/http.ts';
import { UpstreamError } from '../upstream/upstream-error.ts';
import { type OAuthClient, tokenRequest } from './client.ts';

/** Time before its end at which a token is no longer used. */
const SPARE_MS = 30_000;
const LIMIT_BYTES = 64 * 1024;

/** Answer of the token endpoint (RFC 6749, 5.1). */
const TokenAnswer = z.object({
  access_token: z.string().min(1).max(8192),
  expires_in: z.number().positive().describe('Lifetime, seconds'),
});

/** A token with the permission that it is used with; how both stand in a call is the register's. */
export interface Access {
  readonly token: string;
  readonly permission: string;
}

export interface TokensOptions {
  /** Address of the token endpoint. */
  readonly url: string;
  /** File that the operator received; read anew for each token, so that it may be replaced. */
  readonly clientPath: string;
  /** What the file must be. */
  readonly clientFile: z.ZodType<OAuthClient>;
  readonly clock: Clock;
}

/**
 * Tokens of the API manager by a signed assertion (client credentials with `private_key_jwt`, RFC 7523), kept until
 * shortly before their end.
 */
export class Tokens {
  readonly #options: TokensOptions;
  #kept: { readonly access: Access; readonly until: number } | undefined;
  #asking: Promise<Access> | undefined;

  constructor(options: TokensOptions) {
    this.#options = options;
  }

  /** @throws UpstreamError `NOT_AUTHORISED` if the client is not accepted */
  get(signal: AbortSignal): Promise<Access> {
    const kept = this.#kept;
    if (kept && kept.until > this.#options.clock.now().getTime()) return Promise.resolve(kept.access);
    this.#asking ??= this.#ask(signal).finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  /** The register did not accept a token: it is not used again. */
  drop(access: Access): void {
    if (this.#kept?.access === access) this.#kept = undefined;
  }

  async #client(): Promise<OAuthClient> {
    const { clientPath, clientFile } = this.#options;
    const { data: client } = clientFile.safeParse(parsedJson(await readFile(clientPath, 'utf8')));
    if (client) return client;
    throw new UpstreamError('NOT_AUTHORISED', "the client's file is not as it must be");
  }

  async #ask(signal: AbortSignal): Promise<Access> {
    const { url, clock } = this.#options;
    const client = await this.#client();
    const answer = await httpCall({
      url,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: await tokenRequest(client, clock.now()),
      signal,
      limitBytes: LIMIT_BYTES,
    });
    requireSuccess(answer);
    const { access_token, expires_in } = readToken(answer);
    const access = { token: access_token, permission: client.permission };
    this.#kept = { access, until: clock.now().getTime() + expires_in * 1000 - SPARE_MS };
    return access;
  }
}

function readToken({ contentType, body }: HttpAnswer): z.infer<typeof TokenAnswer> {
  const content = /^application\/json\b/i.test(contentType) ? parsedJson(body) : undefined;
  if (content === undefined) throw new UpstreamError('UPSTREAM_UNREADABLE', 'the answer is not JSON');
  const { data, error } = TokenAnswer.safeParse(content);
  if (data) return data;
  const path = error.issues[0]?.path.map(String).join('.');
  throw new UpstreamError('ANSWER_INVALID', 'the answer is not as the contract says', path);
}

/** JSON of a text; `undefined` if it is none: what a parser says of it may show a secret. */
function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
