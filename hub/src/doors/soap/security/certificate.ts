import { createHash, X509Certificate } from 'node:crypto';
import { CertificateThumbprint } from '@saite/contracts';
import type { ClientTrust } from './client-trust.ts';
import { SecurityRefusal } from './refusal.ts';
import { KeyUsageFlags, KeyUsagesExtension, X509Certificate as ReadCertificate } from './x509.ts';

/** Bytes of a certificate that is looked at: those in use have two thousand. */
const LARGEST_CERTIFICATE = 16_384;

/** @throws SecurityRefusal `CERTIFICATE_UNREADABLE` */
export function readCertificate(der: Buffer | undefined): X509Certificate {
  if (der && der.length <= LARGEST_CERTIFICATE) {
    try {
      return new X509Certificate(der);
    } catch {
      // said below
    }
  }
  throw new SecurityRefusal('CERTIFICATE_UNREADABLE');
}

/** SHA-256 of a certificate's DER: the name that it is pinned by. */
export const thumbprintOf = (certificate: X509Certificate): CertificateThumbprint =>
  CertificateThumbprint.parse(createHash('sha256').update(certificate.raw).digest('base64url'));

/**
 * Refuses a pinned certificate that may not sign now: out of its time, by its key or usage, revoked, from elsewhere.
 *
 * @throws SecurityRefusal
 */
export function judgeCertificate(certificate: X509Certificate, now: Date, trust?: ClientTrust): void {
  if (now < certificate.validFromDate) throw new SecurityRefusal('CERTIFICATE_NOT_YET_VALID');
  if (now >= certificate.validToDate) throw new SecurityRefusal('CERTIFICATE_EXPIRED');
  if (!isStrongKey(certificate)) throw new SecurityRefusal('KEY_WEAK');
  if (!maySign(certificate)) throw new SecurityRefusal('CERTIFICATE_USAGE');
  const refusal = trust?.judge(certificate, now);
  if (refusal) throw new SecurityRefusal(refusal);
}

const CURVES: readonly unknown[] = ['prime256v1', 'secp384r1', 'secp521r1'];

/** RSA from 2048 bits up (to where checking it would take long), or one of NIST's curves from P-256 up. */
function isStrongKey({ publicKey }: X509Certificate): boolean {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = publicKey;
  if (type === 'ec') return CURVES.includes(details?.namedCurve);
  if (type !== 'rsa' && type !== 'rsa-pss') return false;
  const bits = details?.modulusLength ?? 0;
  return bits >= 2048 && bits <= 8192;
}

/** Whether its key may sign messages: a certificate that says nothing of usage may (RFC 5280, 4.2.1.3). */
function maySign(certificate: X509Certificate): boolean {
  try {
    const usage = new ReadCertificate(certificate.raw).getExtension(KeyUsagesExtension);
    return !usage || (usage.usages & (KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation)) !== 0;
  } catch {
    throw new SecurityRefusal('CERTIFICATE_UNREADABLE');
  }
}
