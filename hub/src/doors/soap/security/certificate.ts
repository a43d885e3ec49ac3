import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import { CertificateThumbprint } from '@saite/contracts';
import type { ClientTrust } from './client-trust.ts';
import { SecurityRefusal } from './refusal.ts';
import { KeyUsageFlags, KeyUsagesExtension, X509Certificate as ReadCertificate } from './x509.ts';

/** SHA-256 of a certificate's DER: the name that it is pinned by. */
export const thumbprintOf = (der: Uint8Array): CertificateThumbprint =>
  CertificateThumbprint.parse(createHash('sha256').update(der).digest('base64url'));

/** What is true of a certificate for ever; to find it costs ten times as much as to verify a signature. */
interface KnownCertificate {
  readonly certificate: X509Certificate;
  readonly publicKey: KeyObject;
  readonly isStrong: boolean;
  readonly maySign: boolean;
}

const known = new Map<CertificateThumbprint, KnownCertificate>();
/** Only pinned certificates come here, of which there are fewer. */
const MOST_KNOWN = 1_000;

/**
 * The key of a pinned certificate, if the certificate may sign now: not out of its time, weak, for something else,
 * revoked, or from elsewhere.
 *
 * @throws SecurityRefusal
 */
export function signingKeyOf(
  thumbprint: CertificateThumbprint,
  der: Buffer,
  now: Date,
  trust?: ClientTrust,
): KeyObject {
  const { certificate, publicKey, isStrong, maySign } = known.get(thumbprint) ?? know(thumbprint, der);
  if (now < certificate.validFromDate) throw new SecurityRefusal('CERTIFICATE_NOT_YET_VALID');
  if (now >= certificate.validToDate) throw new SecurityRefusal('CERTIFICATE_EXPIRED');
  if (!isStrong) throw new SecurityRefusal('KEY_WEAK');
  if (!maySign) throw new SecurityRefusal('CERTIFICATE_USAGE');
  const refusal = trust?.judge(certificate, now);
  if (refusal) throw new SecurityRefusal(refusal);
  return publicKey;
}

function know(thumbprint: CertificateThumbprint, der: Buffer): KnownCertificate {
  try {
    const certificate = new X509Certificate(der);
    const { publicKey } = certificate;
    const made = { certificate, publicKey, isStrong: isStrongKey(publicKey), maySign: maySign(der) };
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(thumbprint, made);
    return made;
  } catch {
    throw new SecurityRefusal('CERTIFICATE_UNREADABLE');
  }
}

const CURVES: readonly unknown[] = ['prime256v1', 'secp384r1', 'secp521r1'];

/** RSA from 2048 bits up (to where checking it would take long), or one of NIST's curves from P-256 up. */
function isStrongKey({ asymmetricKeyType: type, asymmetricKeyDetails: details }: KeyObject): boolean {
  if (type === 'ec') return CURVES.includes(details?.namedCurve);
  if (type !== 'rsa' && type !== 'rsa-pss') return false;
  const bits = details?.modulusLength ?? 0;
  return bits >= 2048 && bits <= 8192;
}

/** Whether its key may sign messages: a certificate that says nothing of usage may (RFC 5280, 4.2.1.3). */
function maySign(der: Buffer): boolean {
  const usage = new ReadCertificate(der).getExtension(KeyUsagesExtension);
  return !usage || (usage.usages & (KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation)) !== 0;
}
