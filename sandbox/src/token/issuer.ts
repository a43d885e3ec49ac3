import { randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CallerClaims } from '@saite/contracts';
import type { Clock } from '@saite/runtime';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { z } from 'zod';

const ALGORITHM = 'ES256';
const LIFETIME_S = 8 * 3600;

/** Body of `POST /sandbox/token`: whom the token is for and what it says of them. */
export const TokenBody = z.strictObject(CallerClaims.shape);
export type TokenBody = z.infer<typeof TokenBody>;

const PrivateKey = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
});

/** Issues tokens that the hub accepts as an access token of its identity provider (RFC 9068). */
export interface TokenIssuer {
  readonly issuer: string;
  /** The public keys, RFC 7517. */
  readonly jwks: { readonly keys: readonly JWK[] };
  issue(body: TokenBody): Promise<string>;
}

/** The key pair of the file, made at the first start, so that a later start accepts the tokens of an earlier one. */
async function readOrMakeKey(folder: string): Promise<z.infer<typeof PrivateKey>> {
  const path = join(folder, 'token-key.json');
  await mkdir(folder, { recursive: true });
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  try {
    await writeFile(path, `${JSON.stringify(await exportJWK(privateKey))}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return PrivateKey.parse(JSON.parse(await readFile(path, 'utf8')));
}

/**
 * @param issuer base address of the sandbox, under which the hub finds its discovery document
 * @param folder where the key pair lies
 */
export async function openTokenIssuer(issuer: string, folder: string, clock: Clock): Promise<TokenIssuer> {
  const { d, ...publicPart } = await readOrMakeKey(folder);
  const kid = await calculateJwkThumbprint(publicPart);
  const key = await importJWK({ ...publicPart, d }, ALGORITHM);
  return {
    issuer,
    jwks: { keys: [{ ...publicPart, kid, alg: ALGORITHM, use: 'sig' }] },
    issue: ({ sub, ...claims }) => {
      const now = Math.floor(clock.now().getTime() / 1000);
      return new SignJWT({ ...claims, client_id: sub })
        .setProtectedHeader({ alg: ALGORITHM, typ: 'at+jwt', kid })
        .setIssuer(issuer)
        .setSubject(sub)
        .setAudience('saite')
        .setIssuedAt(now)
        .setExpirationTime(now + LIFETIME_S)
        .setJti(randomUUID())
        .sign(key);
    },
  };
}
