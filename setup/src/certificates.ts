// The library of certificates finds its parts by metadata of classes, which this adds; it has to come first.
import 'reflect-metadata';
import { randomBytes, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import * as x509 from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const YEARS = 10;
const HOUR_MS = 3_600_000;

/** A certificate and its private key, PEM. */
export interface Certified {
  readonly certificate: string;
  readonly key: string;
}

/** An authority that signs for the servers of one installation, and for nobody else. */
export interface Authority {
  readonly certificate: string;
  /** Signs for a server. @param names host names and addresses that it is reached by */
  certify(names: readonly string[]): Promise<Certified>;
}

/**
 * Makes an authority. Its key is nowhere written down: whoever needs another certificate makes another authority.
 *
 * @param name of the authority, for people
 */
export async function makeAuthority(name: string): Promise<Authority> {
  const keys = await makeKeys();
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity(),
    name: [{ CN: [name] }],
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return {
    certificate: pemOf(authority),
    certify: async (names) => {
      const own = await makeKeys();
      const certificate = await x509.X509CertificateGenerator.create({
        ...validity(),
        subject: [{ CN: [names[0] ?? ''] }],
        issuer: authority.subjectName,
        publicKey: own.publicKey,
        signingKey: keys.privateKey,
        signingAlgorithm: ALGORITHM,
        extensions: [
          new x509.BasicConstraintsExtension(false, undefined, true),
          new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
          new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
          new x509.SubjectAlternativeNameExtension(
            names.map((value) => ({ type: isIP(value) ? ('ip' as const) : ('dns' as const), value })),
          ),
          await x509.AuthorityKeyIdentifierExtension.create(keys.publicKey),
        ],
      });
      const key = await webcrypto.subtle.exportKey('pkcs8', own.privateKey);
      return { certificate: pemOf(certificate), key: x509.PemConverter.encode(key, 'PRIVATE KEY') };
    },
  };
}

const makeKeys = () => webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);

const pemOf = (certificate: x509.X509Certificate): string => `${certificate.toString('pem')}\n`;

function validity() {
  const serial = randomBytes(16);
  serial[0] = 1; // a number, and a positive one
  const notAfter = new Date();
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + YEARS);
  return { serialNumber: serial.toString('hex'), notBefore: new Date(Date.now() - HOUR_MS), notAfter };
}
