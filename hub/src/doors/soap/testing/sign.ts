import { constants, createHash, createHmac, KeyObject, sign as signBytes } from 'node:crypto';
import { type HashAlgorithm, type SignatureAlgorithm, SignedXml } from 'xml-crypto';
import { WSSE } from '../envelope/index.ts';
import { toToken } from './envelopes.ts';

export const C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';
const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const ENC = 'http://www.w3.org/2001/04/xmlenc#';

/** Algorithms by short names, the refused ones too. */
export const SIGNATURE = {
  'rsa-sha256': `${MORE}rsa-sha256`,
  'rsa-sha384': `${MORE}rsa-sha384`,
  'rsa-sha512': `${MORE}rsa-sha512`,
  'rsa-pss-sha256': 'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1',
  'ecdsa-sha256': `${MORE}ecdsa-sha256`,
  'ecdsa-sha384': `${MORE}ecdsa-sha384`,
  'ecdsa-sha512': `${MORE}ecdsa-sha512`,
  'rsa-sha1': `${DSIG}rsa-sha1`,
  'rsa-md5': `${MORE}rsa-md5`,
  'ecdsa-sha1': `${MORE}ecdsa-sha1`,
  'hmac-sha1': `${DSIG}hmac-sha1`,
  'hmac-sha256': `${MORE}hmac-sha256`,
  none: 'none',
} as const;
export type SignatureName = keyof typeof SIGNATURE;

export const DIGEST = {
  sha256: `${ENC}sha256`,
  sha384: `${MORE}sha384`,
  sha512: `${ENC}sha512`,
  sha1: `${DSIG}sha1`,
  md5: `${MORE}md5`,
} as const;
export type DigestName = keyof typeof DIGEST;

export interface SignOptions {
  readonly key: KeyObject;
  readonly signature?: SignatureName;
  readonly digest?: DigestName;
  /** Ids of what is signed; Body and Timestamp if nothing is said. */
  readonly ids?: readonly string[];
  readonly transforms?: readonly string[];
  /** Prefixes that are treated as inclusive, both in references and in the SignedInfo. */
  readonly inclusive?: readonly string[];
  /** Content of the KeyInfo. */
  readonly keyInfo?: string;
  /** Secret of an HMAC. */
  readonly secret?: string;
  readonly location?: { readonly reference: string; readonly action: 'append' | 'prepend' };
}

/** Signs an envelope as other programs do: by xml-crypto, which shares no line with what verifies here. */
export function sign(xml: string, options: SignOptions): string {
  const { signature = 'rsa-sha256', digest = 'sha256', ids = ['body', 'timestamp'] } = options;
  const { transforms = [C14N], inclusive = [], keyInfo = toToken() } = options;
  const signer = new SignedXml({
    idMode: 'wssecurity',
    privateKey: options.key,
    signatureAlgorithm: SIGNATURE[signature],
    canonicalizationAlgorithm: C14N,
    inclusiveNamespacesPrefixList: [...inclusive],
    getKeyInfoContent: () => keyInfo,
  });
  signer.SignatureAlgorithms = { [SIGNATURE[signature]]: algorithmOf(signature, options.secret) };
  signer.HashAlgorithms = { [DIGEST[digest]]: hashOf(digest) };
  for (const id of ids) {
    signer.addReference({
      xpath: `//*[@*[local-name(.)='Id']='${id}']`,
      transforms: [...transforms],
      digestAlgorithm: DIGEST[digest],
      inclusiveNamespacesPrefixList: [...inclusive],
    });
  }
  const location = options.location ?? { reference: "//*[local-name(.)='Security']", action: 'append' };
  signer.computeSignature(xml, { prefix: 'ds', location, existingPrefixes: { wsse: WSSE } });
  return signer.getSignedXml();
}

function algorithmOf(name: SignatureName, secret: string | undefined): new () => SignatureAlgorithm {
  const make = (bytes: Buffer, key: KeyObject): Buffer => {
    const hash = name.slice(name.lastIndexOf('-') + 1);
    if (name === 'none') return Buffer.from('none');
    if (name.startsWith('hmac'))
      return createHmac(hash, secret ?? '')
        .update(bytes)
        .digest();
    if (name.startsWith('ecdsa')) return signBytes(hash, bytes, { key, dsaEncoding: 'ieee-p1363' });
    if (!name.startsWith('rsa-pss'))
      return signBytes(hash, bytes, { key, padding: constants.RSA_PKCS1_PADDING });
    return signBytes(hash, bytes, {
      key,
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
    });
  };
  return class implements SignatureAlgorithm {
    getAlgorithmName = () => SIGNATURE[name];
    getSignature = (signed: unknown, key: unknown) => {
      if (!(key instanceof KeyObject)) throw new Error('a key object is needed');
      return make(Buffer.from(String(signed)), key).toString('base64');
    };
    verifySignature = () => false;
  };
}

function hashOf(name: DigestName): new () => HashAlgorithm {
  return class implements HashAlgorithm {
    getAlgorithmName = () => DIGEST[name];
    getHash = (xml: string) => createHash(name).update(xml, 'utf8').digest('base64');
  };
}
