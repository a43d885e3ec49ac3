import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';

/** What an operator receives when the connection (*savienojums*) to a register is registered. */
export interface OAuthClient {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Audience of the signed assertion. */
  readonly audience: string;
  /** Number of the permission (*atļauja*) under which data are asked for. */
  readonly permission: string;
  /** Private key, JWK. */
  readonly key: { readonly [member: string]: unknown; readonly kty: 'RSA'; readonly kid: string };
}

/** What `client_assertion_type` says of a signed assertion (RFC 7523, 2.2). */
export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const ASSERTION_LIFETIME_S = 300;

/** Body of a token request by client credentials with `private_key_jwt`; its assertion is good once. */
export async function tokenRequest(client: OAuthClient, now: Date): Promise<string> {
  const nowS = Math.floor(now.getTime() / 1000);
  const assertion = await new SignJWT({ jti: randomUUID() })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: client.key.kid })
    .setIssuer(client.clientId)
    .setSubject(client.clientId)
    .setAudience(client.audience)
    .setIssuedAt(nowS)
    .setNotBefore(nowS)
    .setExpirationTime(nowS + ASSERTION_LIFETIME_S)
    .sign(await importJWK(client.key, 'RS256'));
  return new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: ASSERTION_TYPE,
    client_assertion: assertion,
    client_id: client.clientId,
    client_secret: client.clientSecret,
  }).toString();
}
