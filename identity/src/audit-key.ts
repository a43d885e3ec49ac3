import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { z } from 'zod';

const Coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const PublicKeyFile = z.strictObject({
  kty: z.literal('OKP').describe('Kind of the key, RFC 8037'),
  crv: z.literal('Ed25519').describe('Curve of the key'),
  x: Coordinate.describe('Public key, base64url'),
  kid: Coordinate.describe('Thumbprint of the public key, RFC 7638'),
});
const KeyFile = PublicKeyFile.extend({ d: Coordinate.describe('Private key, base64url') });

/** A key that heads of the audit trail are verified with, and its name. */
export interface AuditPublicKey {
  readonly keyId: string;
  readonly publicKey: KeyObject;
}

/** The key that heads of the audit trail are signed with; it signs nothing else. */
export interface AuditKey extends AuditPublicKey {
  readonly privateKey: KeyObject;
}

/** The text of a new key file, and of the file with its public half, for whoever verifies. */
export function makeAuditKeyFile(): { readonly secret: string; readonly open: string } {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { x = '', d = '' } = privateKey.export({ format: 'jwk' });
  const open = { kty: 'OKP', crv: 'Ed25519', x, kid: thumbprint(x) };
  const text = (key: object) => `${JSON.stringify(key, null, 2)}\n`;
  return { secret: text({ ...open, d }), open: text(open) };
}

/** The text of the file with the public half of a key file, as it was made with it. */
export function publicHalf(text: string): string {
  const { kty, crv, x, kid } = read(KeyFile, text);
  return `${JSON.stringify({ kty, crv, x, kid }, null, 2)}\n`;
}

/**
 * Reads a key file.
 *
 * @throws Error that never shows the key
 */
export function parseAuditKeyFile(text: string): AuditKey {
  const jwk = read(KeyFile, text);
  try {
    const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
    return { keyId: jwk.kid, privateKey, publicKey: createPublicKey(privateKey) };
  } catch {
    throw new Error('The key file of the audit trail holds no Ed25519 key. Restore it from its backup.');
  }
}

/**
 * Reads the file with the public half of a key.
 *
 * @throws Error if it is none
 */
export function parseAuditPublicKey(text: string): AuditPublicKey {
  const jwk = read(PublicKeyFile, text);
  return { keyId: jwk.kid, publicKey: createPublicKey({ key: jwk, format: 'jwk' }) };
}

const thumbprint = (x: string): string =>
  createHash('sha256')
    .update(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }))
    .digest('base64url');

/** A key is known by its name everywhere, so the name has to be its own. */
function read<Jwk extends { readonly x: string; readonly kid: string }>(
  schema: z.ZodType<Jwk>,
  text: string,
): Jwk {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    content = undefined;
  }
  const parsed = schema.safeParse(content);
  if (parsed.success && parsed.data.kid === thumbprint(parsed.data.x)) return parsed.data;
  throw new Error('The key file of the audit trail is not as it was made. Restore it from its backup.');
}
