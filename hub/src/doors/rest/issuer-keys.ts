import { type Clock, codeOf, type Log, SaiteError } from '@saite/runtime';
import { createLocalJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';

const ANSWER_LIMIT_MS = 5_000;
const ANSWER_LIMIT_BYTES = 262_144;
/** Older keys are asked for anew beside the work. */
const REFRESH_MS = 5 * 60_000;
/** While the issuer is away its keys hold so long: a key that it took back ends by then. */
const LONGEST_MS = 3_600_000;
/** Keys are not asked for again sooner because a token names one that is not there. */
const COOL_DOWN_MS = 10_000;
/** An issuer that was away is not asked again sooner. */
const RETRY_MS = 1_000;

const Discovery = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });
const KeySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).max(100) });

/** The issuer could not be asked, or did not say what an issuer says. */
export class IssuerAway extends Error {}

export interface IssuerKeysOptions {
  /** The issuer as it names itself, and under which its discovery document lies. */
  readonly issuer: string;
  readonly clock: Clock;
  readonly log: Log;
}

interface Held {
  readonly find: JWTVerifyGetKey;
  readonly since: number;
}

/** Public keys of one OIDC issuer, found by discovery when first needed; a change of keys there is noticed. */
export class IssuerKeys {
  readonly #options: IssuerKeysOptions;
  #held: Held | undefined;
  #loading: Promise<Held> | undefined;
  #tried = { at: Number.NEGATIVE_INFINITY, failed: false };

  constructor(options: IssuerKeysOptions) {
    this.#options = options;
  }

  /**
   * The key that a token says it is signed with.
   *
   * @throws IssuerAway; an error of jose if there is no such key
   */
  readonly find: JWTVerifyGetKey = async (header, token) => {
    const held = await this.#current();
    try {
      return await held.find(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      const { at, failed } = this.#tried;
      if (this.#now() - at < (failed ? RETRY_MS : COOL_DOWN_MS)) {
        if (failed) throw new IssuerAway(); // it may be a new key: nobody can tell
        throw error;
      }
      return (await this.#load()).find(header, token);
    }
  };

  async #current(): Promise<Held> {
    const age = this.#now() - (this.#held?.since ?? Number.NEGATIVE_INFINITY);
    const { at, failed } = this.#tried;
    const mayAsk = !failed || this.#now() - at >= RETRY_MS;
    if (this.#held && age < LONGEST_MS) {
      if (age >= REFRESH_MS && mayAsk) this.#load().catch(() => {}); // told by #load
      return this.#held;
    }
    if (!mayAsk && !this.#loading) throw new IssuerAway();
    return this.#load();
  }

  /** Asks the issuer; whoever comes meanwhile waits for the same answer. */
  #load(): Promise<Held> {
    this.#loading ??= this.#ask().finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  async #ask(): Promise<Held> {
    const { issuer, log } = this.#options;
    try {
      const found = Discovery.parse(
        await fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`),
      );
      if (found.issuer !== issuer)
        throw new SaiteError('ISSUER_DIFFERS', 'The issuer names itself otherwise than OIDC_ISSUER does.');
      if (issuer.startsWith('https:') && !found.jwks_uri.startsWith('https:'))
        throw new SaiteError('ISSUER_KEYS_OPEN', "The issuer's keys do not lie behind https.");
      const keys = KeySet.parse(await fetchJson(found.jwks_uri));
      this.#held = { find: createLocalJWKSet(keys), since: this.#now() };
      this.#tried = { at: this.#now(), failed: false };
      return this.#held;
    } catch (error) {
      this.#tried = { at: this.#now(), failed: true };
      log.warn('tokens.issuer-away', { code: codeOf(error) }, error);
      throw new IssuerAway();
    }
  }

  #now(): number {
    return this.#options.clock.now().getTime();
  }
}

/** Follows no redirect, waits and reads no longer than an issuer's own documents take. */
async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, {
    redirect: 'error',
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
  });
  if (!response.ok) throw new SaiteError('ISSUER_FAILED', `The issuer answered ${response.status}.`);
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.byteLength;
    if (bytes > ANSWER_LIMIT_BYTES)
      throw new SaiteError('ISSUER_ANSWER_TOO_LARGE', 'The issuer says more than an issuer has to say.');
    parts.push(part);
  }
  return JSON.parse(Buffer.concat(parts).toString());
}
