import { createHash, type X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { CertificateThumbprint } from '@saite/contracts';

/** A request, as far as its connection goes: what it says in its headers is nobody's identity. */
export interface Connected {
  readonly raw: { readonly socket: Socket };
}

export interface Peer {
  readonly certificate: X509Certificate;
  readonly thumbprint: CertificateThumbprint;
}

const peers = new WeakMap<Socket, Peer>();

/** Whether a request came over TLS, which on these doors is always mutual. */
export const isTls = ({ raw: { socket } }: Connected): boolean => socket instanceof TLSSocket;

/**
 * Who is at the other end of a connection with mutual TLS: the certificate that the socket verified.
 *
 * @returns `undefined` on a connection without TLS
 */
export function peerOf({ raw: { socket } }: Connected): Peer | undefined {
  const known = peers.get(socket);
  if (known || !(socket instanceof TLSSocket) || !socket.authorized) return known;
  const certificate = socket.getPeerX509Certificate();
  if (!certificate) return undefined;
  const peer = { certificate, thumbprint: thumbprintOf(certificate) };
  peers.set(socket, peer);
  return peer;
}

/** `x5t#S256` of the certificate at the other end of a connection with mutual TLS. */
export const peerThumbprint = (request: Connected): CertificateThumbprint | undefined =>
  peerOf(request)?.thumbprint;

/** SHA-256 of a certificate's DER, base64url. */
export const thumbprintOf = ({ raw }: X509Certificate): CertificateThumbprint =>
  CertificateThumbprint.parse(createHash('sha256').update(raw).digest('base64url'));
