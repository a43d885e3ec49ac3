// The library finds its parts by metadata of classes, which this adds; it has to come first.
import 'reflect-metadata';
import { createHash, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
  X509CrlGenerator,
} from '@peculiar/x509';

const ECDSA = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;
const DAY_MS = 86_400_000;
const A_WEEK = [-1, 7] as const;

/** A certificate and its key, PEM, and by what it is pinned. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
  readonly thumbprint: string;
  readonly serial: string;
}

export interface Wanted {
  readonly usage?: 'client' | 'server';
  /** From when until when, days from now. */
  readonly days?: readonly [from: number, until: number];
  /** Length of an RSA key, bits; an elliptic one if not said. */
  readonly rsa?: number;
}

/** An authority of certificates of a test's own. */
export interface TestAuthority {
  readonly certificate: string;
  issue(name: string, wanted?: Wanted): Promise<Identity>;
  /** The list of what was taken back, PEM. */
  revocations(revoked: readonly Identity[]): Promise<string>;
}

const serialNumber = () => `4${randomBytes(16).toString('hex').slice(1)}`;
const pemOf = (key: KeyObject): string => String(key.export({ format: 'pem', type: 'pkcs8' }));
const pairOf = (rsa: number | undefined) =>
  rsa === undefined
    ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
    : generateKeyPairSync('rsa', { modulusLength: rsa });

const validity = ([from, until]: NonNullable<Wanted['days']>) => ({
  notBefore: new Date(Date.now() + from * DAY_MS),
  notAfter: new Date(Date.now() + until * DAY_MS),
});

export async function createAuthority(name: string): Promise<TestAuthority> {
  const { privateKey, publicKey } = pairOf(undefined);
  const signingKey = privateKey.toCryptoKey(ECDSA, false, ['sign']);
  const own = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: [{ CN: [name] }],
    ...validity([-1, 30]),
    keys: { privateKey: signingKey, publicKey: publicKey.toCryptoKey(ECDSA, true, ['verify']) },
    signingAlgorithm: ECDSA,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(publicKey.export({ format: 'der', type: 'spki' })),
    ],
  });
  const authorityKey = await AuthorityKeyIdentifierExtension.create(own.publicKey);
  return {
    certificate: own.toString('pem'),
    issue: async (subject, { usage = 'client', days = A_WEEK, rsa } = {}) => {
      const pair = pairOf(rsa);
      const issued = await X509CertificateGenerator.create({
        serialNumber: serialNumber(),
        subject: [{ CN: [subject] }],
        issuer: own.subjectName,
        ...validity(days),
        publicKey: pair.publicKey.export({ format: 'der', type: 'spki' }),
        signingKey,
        signingAlgorithm: ECDSA,
        extensions: [
          new BasicConstraintsExtension(false, undefined, true),
          new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
          new ExtendedKeyUsageExtension([
            usage === 'client' ? ExtendedKeyUsage.clientAuth : ExtendedKeyUsage.serverAuth,
          ]),
          new SubjectAlternativeNameExtension([{ type: 'ip', value: '127.0.0.1' }]),
          authorityKey,
        ],
      });
      return identityOf(issued, pair.privateKey);
    },
    revocations: async (revoked) => {
      const list = await X509CrlGenerator.create({
        issuer: own.subjectName,
        thisUpdate: new Date(Date.now() - DAY_MS),
        nextUpdate: new Date(Date.now() + DAY_MS),
        entries: revoked.map(({ serial }) => ({ serialNumber: serial, revocationDate: new Date() })),
        extensions: [authorityKey],
        signingKey,
        signingAlgorithm: ECDSA,
      });
      return `${PemConverter.encode(list.rawData, 'X509 CRL')}\n`; // the library's own label is not OpenSSL's
    },
  };
}

/** A certificate that vouches for itself. */
export async function selfSigned(name: string, days: Wanted['days'] = A_WEEK): Promise<Identity> {
  const { privateKey, publicKey } = pairOf(2048);
  const issued = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: [{ CN: [name] }],
    ...validity(days),
    keys: {
      privateKey: privateKey.toCryptoKey(RSA, false, ['sign']),
      publicKey: publicKey.toCryptoKey(RSA, true, ['verify']),
    },
    signingAlgorithm: RSA,
    extensions: [new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth])],
  });
  return identityOf(issued, privateKey);
}

const identityOf = (
  issued: { rawData: ArrayBuffer; serialNumber: string; toString(format: 'pem'): string },
  key: KeyObject,
): Identity => ({
  cert: issued.toString('pem'),
  key: pemOf(key),
  thumbprint: createHash('sha256').update(Buffer.from(issued.rawData)).digest('base64url'),
  serial: issued.serialNumber,
});
