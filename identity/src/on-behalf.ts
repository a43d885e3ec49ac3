import { createHmac } from 'node:crypto';
import { Atvk } from '@saite/contracts';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { KeyRing } from './key-ring.ts';

const ISSUER = 'saite-hub';
const LIFETIME = '60s';

/** On whose behalf the hub calls an adapter: how far the caller may see there. */
const OnBehalf = z.object({
  municipality: Atvk.nullable().describe('Municipality whose own the caller sees; null for none'),
  seesAll: z.boolean().describe('Whether the caller sees the states of all, without contents'),
});
export type OnBehalf = z.infer<typeof OnBehalf>;

/** A key of its own use, made from the one that digests are made with. */
const keyOf = (ring: KeyRing): Buffer => createHmac('sha256', ring.digest).update('pass of the hub').digest();

/** A pass for one call from the hub to an adapter that holds the same key ring; good for a minute. */
export const makePass = (ring: KeyRing, adapter: string, who: OnBehalf): Promise<string> =>
  new SignJWT({ ...who })
    .setProtectedHeader({ alg: 'HS256', typ: 'saite-pass+jwt' })
    .setIssuer(ISSUER)
    .setAudience(`adapter-${adapter}`)
    .setIssuedAt()
    .setExpirationTime(LIFETIME)
    .sign(keyOf(ring));

/** Reads a pass. @returns `undefined` if it is none, for another adapter, or too old */
export async function readPass(ring: KeyRing, adapter: string, pass: string): Promise<OnBehalf | undefined> {
  try {
    const { payload } = await jwtVerify(pass, keyOf(ring), {
      algorithms: ['HS256'],
      typ: 'saite-pass+jwt',
      issuer: ISSUER,
      audience: `adapter-${adapter}`,
      requiredClaims: ['exp'],
      clockTolerance: 5,
    });
    return OnBehalf.parse(payload);
  } catch {
    return undefined;
  }
}
