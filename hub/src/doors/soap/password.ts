import { scrypt, timingSafeEqual } from 'node:crypto';

const DIGEST = /^scrypt\$([0-9]{1,2})\$([A-Za-z0-9_-]{22,})\$([A-Za-z0-9_-]{43})$/;
/** Cost of one derivation, log2(N): less is guessed too fast, more would let anybody keep the process busy. */
const LEAST = 14;
const MOST = 17;
const BLOCK = 8;

/** Whether a password has the digest that a system's entry keeps: scrypt (r 8, p 1), log2(N), salt, digest. */
export async function verifyPassword(password: string, digest: string): Promise<boolean> {
  const [, power, salt, expected] = DIGEST.exec(digest) ?? [];
  if (power === undefined || salt === undefined || expected === undefined) return false;
  const cost = Number(power);
  if (cost < LEAST || cost > MOST) return false;
  const wanted = Buffer.from(expected, 'base64url');
  return timingSafeEqual(await derive(password, Buffer.from(salt, 'base64url'), 2 ** cost), wanted);
}

const derive = (password: string, salt: Buffer, cost: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options = { N: cost, r: BLOCK, p: 1, maxmem: 256 * cost * BLOCK };
    scrypt(password.normalize('NFC'), salt, 32, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
