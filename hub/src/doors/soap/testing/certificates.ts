import { createHash, generateKeyPairSync, type KeyObject, webcrypto, X509Certificate } from 'node:crypto';
import { CertificateThumbprint } from '@saite/contracts';
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PublicKey,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
  X509CrlGenerator,
} from '../security/x509.ts';

/** A key with a certificate. */
export interface Identity {
  readonly key: KeyObject;
  readonly certificate: X509Certificate;
  readonly thumbprint: CertificateThumbprint;
}

export interface Authority extends Identity {
  readonly name: string;
}

export interface CertificateOptions {
  readonly subject: string;
  /** RSA with so many bits, or a curve. */
  readonly key?: number | 'P-256' | 'P-384' | 'P-521' | 'secp256k1' | 'ed25519';
  readonly from?: Date;
  readonly to?: Date;
  readonly usages?: number;
  /** Hexadecimal. */
  readonly serial?: string;
}

const DAY_MS = 86_400_000;

/** Makes the certificates that tests need, around one instant. */
export class Certificates {
  readonly #now: Date;
  #serial = 0x1000;

  constructor(now: Date) {
    this.#now = now;
  }

  async authority(name: string): Promise<Authority> {
    const pair = keyPair('P-256');
    const certificate = await X509CertificateGenerator.create({
      serialNumber: this.#nextSerial(),
      subject: name,
      issuer: name,
      ...this.#period({ subject: name }),
      publicKey: publicKeyOf(pair.publicKey),
      signingKey: await signingKeyOf(pair.privateKey),
      signingAlgorithm: SIGNING,
      extensions: [
        new BasicConstraintsExtension(true, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      ],
    });
    return { ...identityOf(pair.privateKey, certificate.rawData), name };
  }

  async issue(authority: Authority, options: CertificateOptions): Promise<Identity> {
    const pair = keyPair(options.key ?? 2048);
    const publicKey = publicKeyOf(pair.publicKey);
    const certificate = await X509CertificateGenerator.create({
      serialNumber: options.serial ?? this.#nextSerial(),
      subject: options.subject,
      issuer: authority.name,
      ...this.#period(options),
      publicKey,
      signingKey: await signingKeyOf(authority.key),
      signingAlgorithm: SIGNING,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(options.usages ?? KeyUsageFlags.digitalSignature, true),
        await SubjectKeyIdentifierExtension.create(publicKey),
      ],
    });
    return identityOf(pair.privateKey, certificate.rawData);
  }

  /** A list of revoked certificates, PEM. */
  async revocations(authority: Authority, revoked: readonly Identity[], nextUpdate?: Date): Promise<string> {
    const list = await X509CrlGenerator.create({
      issuer: authority.name,
      thisUpdate: new Date(this.#now.getTime() - DAY_MS),
      nextUpdate: nextUpdate ?? new Date(this.#now.getTime() + DAY_MS),
      entries: revoked.map(({ certificate }) => ({
        serialNumber: certificate.serialNumber,
        revocationDate: new Date(this.#now.getTime() - DAY_MS),
      })),
      signingKey: await signingKeyOf(authority.key),
      signingAlgorithm: SIGNING,
    });
    const lines =
      Buffer.from(list.rawData)
        .toString('base64')
        .match(/.{1,64}/g) ?? [];
    return ['-----BEGIN X509 CRL-----', ...lines, '-----END X509 CRL-----', ''].join('\n');
  }

  #period({ from, to }: CertificateOptions) {
    return {
      notBefore: from ?? new Date(this.#now.getTime() - 30 * DAY_MS),
      notAfter: to ?? new Date(this.#now.getTime() + 30 * DAY_MS),
    };
  }

  #nextSerial(): string {
    this.#serial += 1;
    return this.#serial.toString(16);
  }
}

const SIGNING = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

function keyPair(key: NonNullable<CertificateOptions['key']>): {
  publicKey: KeyObject;
  privateKey: KeyObject;
} {
  if (typeof key === 'number') return generateKeyPairSync('rsa', { modulusLength: key });
  if (key === 'ed25519') return generateKeyPairSync('ed25519');
  return generateKeyPairSync('ec', { namedCurve: key });
}

/** By its SubjectPublicKeyInfo: a certificate takes any kind of key so. */
const publicKeyOf = (key: KeyObject): PublicKey => new PublicKey(key.export({ type: 'spki', format: 'der' }));

const signingKeyOf = (key: KeyObject): Promise<webcrypto.CryptoKey> =>
  webcrypto.subtle.importKey('pkcs8', key.export({ type: 'pkcs8', format: 'der' }), SIGNING, false, ['sign']);

function identityOf(key: KeyObject, raw: ArrayBuffer): Identity {
  const certificate = new X509Certificate(Buffer.from(raw));
  const thumbprint = CertificateThumbprint.parse(
    createHash('sha256').update(certificate.raw).digest('base64url'),
  );
  return { key, certificate, thumbprint };
}
