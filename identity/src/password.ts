import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/** log2 of scrypt's N, with r = 8 and p = 1: 128 MiB and some tenths of a second a digest, as OWASP advises. */
const COST = 17;
/** A digest of more than this would be a way to hold us up. */
const HIGHEST_COST = 20;
const BLOCK_SIZE = 8;
const SALT_BYTES = 16;
const DIGEST_BYTES = 32;

const Digest = /^scrypt\$(?<cost>[0-9]{1,2})\$(?<salt>[A-Za-z0-9_-]{22,})\$(?<digest>[A-Za-z0-9_-]{43})$/;

/**
 * The digest of a password as a file may hold it: `scrypt$<log2(N)>$<salt>$<digest>`, both in base64url.
 *
 * @param cost log2(N), 1 to 20
 */
export async function hashPassword(password: string, cost: number = COST): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const digest = await derive(password, salt, cost);
  return `scrypt$${cost}$${salt.toString('base64url')}$${digest.toString('base64url')}`;
}

/** Whether the password is that of the digest; how much of it was right cannot be told from the time it takes. */
export async function verifyPassword(password: string, digest: string): Promise<boolean> {
  const parts = Digest.exec(digest)?.groups;
  const cost = Number(parts?.cost);
  if (!parts || cost < 1 || cost > HIGHEST_COST) return false;
  const found = await derive(password, Buffer.from(parts.salt ?? '', 'base64url'), cost);
  return timingSafeEqual(found, Buffer.from(parts.digest ?? '', 'base64url'));
}

/** The same word is one word, however its letters are put together (NFC, as RFC 8265 asks). */
function derive(password: string, salt: Buffer, cost: number): Promise<Buffer> {
  const options: ScryptOptions = {
    N: 2 ** cost,
    r: BLOCK_SIZE,
    p: 1,
    maxmem: 2 * 128 * BLOCK_SIZE * 2 ** cost,
  };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, DIGEST_BYTES, options, (error, digest) =>
      error ? reject(error) : resolve(digest),
    );
  });
}
