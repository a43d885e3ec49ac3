import { constants, type KeyObject, verify } from 'node:crypto';

/** Exclusive XML Canonicalization 1.0 without comments. */
export const EXCLUSIVE_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';
export const ENVELOPED_SIGNATURE = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';

type Hash = 'sha256' | 'sha384' | 'sha512';

const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';
const PSS = 'http://www.w3.org/2007/05/xmldsig-more#';
const ENC = 'http://www.w3.org/2001/04/xmlenc#';

/** Digests that a reference may have, by URI. What is not here is refused: SHA-1 and MD5 among it. */
export const DIGESTS: ReadonlyMap<string, Hash> = new Map([
  [`${ENC}sha256`, 'sha256'],
  [`${MORE}sha384`, 'sha384'],
  [`${ENC}sha512`, 'sha512'],
]);

interface SignatureAlgorithm {
  readonly family: 'rsa' | 'rsa-pss' | 'ecdsa';
  readonly hash: Hash;
}

/** Signatures that are taken, by URI: no HMAC, no DSA, nothing over SHA-1 or MD5. */
export const SIGNATURES: ReadonlyMap<string, SignatureAlgorithm> = new Map(
  (['sha256', 'sha384', 'sha512'] as const).flatMap((hash): [string, SignatureAlgorithm][] => [
    [`${MORE}rsa-${hash}`, { family: 'rsa', hash }],
    [`${PSS}${hash}-rsa-MGF1`, { family: 'rsa-pss', hash }],
    [`${MORE}ecdsa-${hash}`, { family: 'ecdsa', hash }],
  ]),
);

const KEY_TYPES = { rsa: ['rsa'], 'rsa-pss': ['rsa', 'rsa-pss'], ecdsa: ['ec'] } as const;

/** Whether a signature is right; a key of another kind than the algorithm's makes none. */
export function isRightSignature(
  { family, hash }: SignatureAlgorithm,
  key: KeyObject,
  signed: string,
  signature: Uint8Array,
): boolean {
  const types: readonly string[] = KEY_TYPES[family];
  if (!types.includes(key.asymmetricKeyType ?? '')) return false;
  try {
    return verify(hash, Buffer.from(signed, 'utf8'), { key, ...SCHEMES[family] }, signature);
  } catch {
    return false; // a key that is bound to another hash
  }
}

const SCHEMES = {
  rsa: { padding: constants.RSA_PKCS1_PADDING },
  'rsa-pss': { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST },
  ecdsa: { dsaEncoding: 'ieee-p1363' },
} as const;
