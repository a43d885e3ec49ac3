import { CallerClaims, CertificateThumbprint } from '@saite/contracts';
import { type Clock, codeOf, type Log, systemClock } from '@saite/runtime';
import { type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import { type Caller, callerOfSystem } from '../caller.ts';
import type { Systems } from '../callers/systems.ts';
import { ProblemError, unknownCaller } from '../problem-error.ts';
import { IssuerAway, IssuerKeys } from './issuer-keys.ts';
import { ALGORITHMS, bearerOf } from './token-form.ts';

/** How far the issuer's clock may be from ours. */
const CLOCK_TOLERANCE_S = 60;

/** To what a token is bound (RFC 7800, RFC 8705); a binding that is not known here cannot be held to. */
const Confirmation = z.strictObject({ 'x5t#S256': CertificateThumbprint });

const Claims = z.object({
  client_id: z.string().optional(),
  iat: z.number(),
  cnf: Confirmation.optional(),
});

export interface TokenOptions {
  /** Issuer of the tokens, found by discovery. */
  readonly issuer: string;
  readonly audience: string;
  readonly systems: Pick<Systems, 'byName'>;
  /** Whether the registers are played: tokens of the sandbox have the rights of their roles. */
  readonly isSandbox: boolean;
  readonly log: Log;
  readonly clock?: Clock;
}

/** Verifies access tokens of one OIDC issuer (RFC 9068), and who is behind them. */
export class TokenVerifier {
  readonly #options: TokenOptions;
  readonly #clock: Clock;
  readonly #keys: IssuerKeys;

  constructor(options: TokenOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#keys = new IssuerKeys({ issuer: options.issuer, clock: this.#clock, log: options.log });
  }

  /**
   * @param authorization the header as it came
   * @param peer thumbprint of the certificate at the other end of the connection, with mutual TLS
   * @throws ProblemError `UNAUTHENTICATED`, with the reason for the log only; `UNAVAILABLE` if the issuer is away
   */
  async verify(authorization: string | undefined, peer: string | undefined): Promise<Caller> {
    const payload = await this.#payloadOf(bearerOf(authorization));
    const claims = Claims.safeParse(payload);
    if (!claims.success) throw unknownCaller('TOKEN_CLAIMS');
    const { client_id: client, iat, cnf } = claims.data;
    if (iat > this.#clock.now().getTime() / 1000 + CLOCK_TOLERANCE_S) throw unknownCaller('TOKEN_FROM_LATER');
    const boundTo = cnf?.['x5t#S256'];
    if (boundTo !== undefined && boundTo !== peer) throw unknownCaller('TOKEN_OF_ANOTHER_CERTIFICATE');
    if (client !== undefined && this.#isSystem(payload, client)) return this.#system(client, boundTo);
    const caller = CallerClaims.safeParse(payload);
    if (!caller.success) throw unknownCaller('TOKEN_CLAIMS');
    return { ...caller.data, grants: 'of-roles' };
  }

  async #payloadOf(token: string): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, this.#keys.find, {
        issuer: this.#options.issuer,
        audience: this.#options.audience,
        algorithms: ALGORITHMS,
        typ: 'at+jwt',
        clockTolerance: CLOCK_TOLERANCE_S,
        currentDate: this.#clock.now(),
        requiredClaims: ['exp', 'iat', 'sub'],
      });
      return payload;
    } catch (error) {
      if (error instanceof IssuerAway) throw new ProblemError('UNAVAILABLE');
      throw unknownCaller(codeOf(error));
    }
  }

  /**
   * A token without roles is a system's. Outside the sandbox so is one that a client got for itself, whatever roles
   * the issuer wrote into it: what a system may do stands in the file of systems only.
   */
  #isSystem({ roles, sub }: JWTPayload, client: string): boolean {
    return roles === undefined || (sub === client && !this.#options.isSandbox);
  }

  /**
   * A system's token holds only in its own hands: bound to a certificate that is pinned for it. In the sandbox a
   * system with the rights of its roles may do without.
   */
  #system(name: string, boundTo: CertificateThumbprint | undefined): Caller {
    const system = this.#options.systems.byName(name);
    if (!system) throw unknownCaller('SYSTEM_UNKNOWN');
    if (boundTo === undefined) {
      if (!this.#options.isSandbox || system.operations !== 'of-roles')
        throw unknownCaller('TOKEN_NOT_BOUND');
    } else if (!system.certificates.includes(boundTo)) throw unknownCaller('CERTIFICATE_NOT_OF_SYSTEM');
    return callerOfSystem(system);
  }
}
