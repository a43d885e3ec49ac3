import { randomBytes } from 'node:crypto';
import type { Clock } from '@saite/runtime';
import { importJWK, jwtVerify } from 'jose';
import { z } from 'zod';
import { ASSERTION_TYPE } from '../client.ts';
import { type ClientFileOptions, readOrMakeClient } from './client-file.ts';

const TOKEN_LIFETIME_S = 3600;
const LONGEST_ASSERTION_S = 600;

/** Fields of a token request by client credentials with a signed assertion (RFC 7523). */
const TokenRequest = z.object({
  grant_type: z.literal('client_credentials'),
  client_assertion_type: z.literal(ASSERTION_TYPE),
  client_assertion: z.string().min(1).max(8192),
  client_id: z.string().min(1),
  client_secret: z.string().min(1),
});

const PublicKey = z.object({ kty: z.literal('RSA'), kid: z.string(), n: z.string(), e: z.string() });

/** The one technical user that is registered: gives tokens for its signed assertions. */
export interface OAuthClients {
  /** @returns a token, or the error of OAuth (RFC 6749, 5.2) */
  token(
    form: unknown,
  ): Promise<{ access_token: string; token_type: 'Bearer'; expires_in: number } | { error: string }>;
  /** Whether the value of an `Authorization` header is a token in force. */
  knows(authorization: string | undefined): boolean;
  /** Every token that was given ends now. */
  revokeAll(): void;
}

export interface OAuthClientsOptions extends ClientFileOptions {
  readonly clock: Clock;
}

/** Opens the played side of the API manager that gives tokens. */
export async function openOAuthClients({ clock, ...file }: OAuthClientsOptions): Promise<OAuthClients> {
  const client = await readOrMakeClient(file);
  const key = await importJWK(PublicKey.parse(client.key), 'RS256');
  const tokens = new Map<string, number>();
  const usedIds = new Map<string, number>();
  const now = () => clock.now().getTime();
  const forgetOld = (map: Map<string, number>) => {
    for (const [name, until] of map) if (until <= now()) map.delete(name);
  };

  const isAsserted = async (assertion: string): Promise<boolean> => {
    try {
      const { payload } = await jwtVerify(assertion, key, {
        algorithms: ['RS256'],
        issuer: client.clientId,
        subject: client.clientId,
        audience: client.audience,
        requiredClaims: ['exp', 'iat', 'jti'],
        maxTokenAge: LONGEST_ASSERTION_S,
        currentDate: clock.now(),
      });
      forgetOld(usedIds);
      const { jti, exp, iat } = payload;
      if (typeof jti !== 'string' || exp === undefined || iat === undefined || usedIds.has(jti)) return false;
      if (exp - iat > LONGEST_ASSERTION_S) return false;
      usedIds.set(jti, exp * 1000);
      return true;
    } catch {
      return false;
    }
  };

  return {
    async token(form) {
      const parsed = TokenRequest.safeParse(form);
      if (!parsed.success) return { error: 'invalid_request' };
      const { client_id, client_secret, client_assertion } = parsed.data;
      const isClient = client_id === client.clientId && client_secret === client.clientSecret;
      if (!isClient || !(await isAsserted(client_assertion))) return { error: 'invalid_client' };
      forgetOld(tokens);
      const token = randomBytes(32).toString('base64url');
      tokens.set(token, now() + TOKEN_LIFETIME_S * 1000);
      return { access_token: token, token_type: 'Bearer', expires_in: TOKEN_LIFETIME_S };
    },
    knows(authorization) {
      const until = tokens.get((authorization ?? '').replace(/^Bearer /, ''));
      return until !== undefined && until > now();
    },
    revokeAll: () => tokens.clear(),
  };
}
