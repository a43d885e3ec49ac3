import { randomUUID } from 'node:crypto';
import { CallerClaims } from '@saite/contracts';
import type { Clock } from '@saite/runtime';
import { importJWK, SignJWT } from 'jose';
import { z } from 'zod';
import { readCertificate, thumbprintOf } from '../authority/thumbprint.ts';
import { ALGORITHM, type SigningKeys } from './keys.ts';

/** Audience of every access token: the hub's doors. */
export const AUDIENCE = 'saite';
/** A working day. */
export const LIFETIME_S = 8 * 3600;

/** Body of `POST /sandbox/token`: whom the token is for and what it says of them. */
export const TokenBody = z.strictObject({
  ...CallerClaims.shape,
  certificate: z
    .string()
    .max(20_000)
    .optional()
    .describe('Certificate (PEM) that the token is bound to (RFC 8705); to none if not said'),
});
export type TokenBody = z.infer<typeof TokenBody>;

/** Gives tokens for the asking, as an access token of the identity provider (RFC 9068). */
export interface TokenIssuer {
  readonly issuer: string;
  /** @throws SandboxProblem `INVALID` if the certificate cannot be read */
  issue(body: TokenBody): Promise<string>;
}

/** @param issuer base address of the sandbox, under which the hub finds its discovery document */
export function createTokenIssuer(issuer: string, keys: SigningKeys, clock: Clock): TokenIssuer {
  return {
    issuer,
    issue: async ({ sub, certificate, ...claims }) => {
      const key = keys.current();
      const now = Math.floor(clock.now().getTime() / 1000);
      const bound =
        certificate === undefined ? {} : { cnf: { 'x5t#S256': thumbprintOf(readCertificate(certificate)) } };
      return new SignJWT({ ...claims, ...bound, client_id: sub })
        .setProtectedHeader({ alg: ALGORITHM, typ: 'at+jwt', kid: key.kid })
        .setIssuer(issuer)
        .setSubject(sub)
        .setAudience(AUDIENCE)
        .setIssuedAt(now)
        .setExpirationTime(now + LIFETIME_S)
        .setJti(randomUUID())
        .sign(await importJWK({ ...key }, ALGORITHM));
    },
  };
}
