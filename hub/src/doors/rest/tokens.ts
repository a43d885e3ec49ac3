import { CallerClaims } from '@saite/contracts';
import { codeOf, type Log, SaiteError } from '@saite/runtime';
import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Caller } from '../caller.ts';
import { ProblemError } from '../problem-error.ts';

const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];
const CLOCK_TOLERANCE_S = 30;
const DISCOVERY_TIMEOUT_MS = 5_000;

const Discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });

/** Verifies bearer tokens of one OIDC issuer, found by discovery when the first token comes. */
export class TokenVerifier {
  readonly #issuer: string;
  readonly #audience: string;
  readonly #log: Log;
  #keys: Promise<JWTVerifyGetKey> | undefined;

  constructor(issuer: string, audience: string, log: Log) {
    this.#issuer = issuer;
    this.#audience = audience;
    this.#log = log;
  }

  /**
   * @param authorization the header as it came
   * @throws ProblemError `UNAUTHENTICATED`, with the reason in the log only; `UNAVAILABLE` if the issuer is away
   */
  async verify(authorization: string | undefined): Promise<Caller> {
    const token = /^Bearer ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/i.exec(authorization ?? '')?.[1];
    if (!token) throw new ProblemError('UNAUTHENTICATED');
    const keys = await this.#discoverKeys();
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: this.#issuer,
        audience: this.#audience,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE_S,
        requiredClaims: ['exp', 'sub'],
      });
      return { ...CallerClaims.parse(payload), grants: 'of-roles' };
    } catch (error) {
      if (isIssuerAway(error)) {
        this.#log.warn('tokens.issuer-away', { code: codeOf(error) });
        throw new ProblemError('UNAVAILABLE');
      }
      this.#log.info('tokens.refused', { code: codeOf(error) });
      throw new ProblemError('UNAUTHENTICATED');
    }
  }

  async #discoverKeys(): Promise<JWTVerifyGetKey> {
    this.#keys ??= discover(this.#issuer);
    try {
      return await this.#keys;
    } catch (error) {
      this.#keys = undefined;
      this.#log.warn('tokens.issuer-away', { code: codeOf(error) });
      throw new ProblemError('UNAVAILABLE');
    }
  }
}

/** Whether the issuer could not be asked for its keys; a token that is wrong is another matter. */
function isIssuerAway(error: unknown): boolean {
  if (error instanceof z.ZodError) return false;
  if (!(error instanceof errors.JOSEError)) return true;
  return error instanceof errors.JWKSTimeout || error.code === errors.JOSEError.code; // the general code: no good answer came
}

async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    redirect: 'error',
    signal: AbortSignal.timeout(DISCOVERY_TIMEOUT_MS),
  });
  const found = Discovery.parse(await response.json());
  if (found.issuer !== issuer)
    throw new SaiteError('ISSUER_DIFFERS', 'The issuer names itself otherwise than OIDC_ISSUER does.');
  return createRemoteJWKSet(new URL(found.jwks_uri), { timeoutDuration: DISCOVERY_TIMEOUT_MS });
}
