import type { X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/** What the authority says of certificates that it issued. */
export interface RevocationCheck {
  isRevoked(certificate: X509Certificate): boolean;
  hasIssued(certificate: X509Certificate): boolean;
}

/**
 * The certificate of the caller, from the TLS connection itself and from nowhere else. One that is not yet or no
 * longer good, or was taken back, is none.
 */
export function peerCertificate(socket: Socket, authority: RevocationCheck): X509Certificate | undefined {
  const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
  if (!certificate) return undefined;
  const now = Date.now();
  if (now < certificate.validFromDate.getTime() || now > certificate.validToDate.getTime()) return undefined;
  return authority.hasIssued(certificate) && authority.isRevoked(certificate) ? undefined : certificate;
}
