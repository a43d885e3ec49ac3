import { createHash, X509Certificate } from 'node:crypto';
import { SandboxProblem } from '@saite/adapter-kit/sandbox';
import { CertificateThumbprint } from '@saite/contracts';

/** Name of a certificate by its content (`x5t#S256` of RFC 8705). */
export const thumbprintOf = (certificate: X509Certificate): CertificateThumbprint =>
  CertificateThumbprint.parse(createHash('sha256').update(certificate.raw).digest('base64url'));

/**
 * Reads a certificate that a control call was given as PEM.
 *
 * @throws SandboxProblem `INVALID` naming the field
 */
export function readCertificate(pem: string, field = 'certificate'): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw new SandboxProblem('INVALID', [{ path: field, message: 'expected one certificate as PEM' }]);
  }
}
