import type { X509Certificate } from 'node:crypto';
import type { CertificateThumbprint, System } from '@saite/contracts';
import type { Clock } from '@saite/runtime';
import type { XmlTreeLimits } from '@saite/xml';
import type { SoapVersion } from '../envelope/index.ts';
import type { ClientTrust } from './client-trust.ts';
import type { ReplayGuard } from './replay.ts';

/** What is known of the connection that an envelope came over. */
export interface Connection {
  /**
   * Thumbprint of the peer's certificate as the TLS socket verified it (or a pinned proxy said); absent without mutual
   * TLS. A UsernameToken needs it.
   */
  readonly peerThumbprint?: CertificateThumbprint;
  /** The peer's certificate itself: a signature may name it instead of carrying it. */
  readonly peerCertificate?: X509Certificate;
}

/** What an envelope is judged by. */
export interface SecurityOptions {
  /** The system that a certificate is pinned for, if any. */
  readonly findSystem: (
    thumbprint: CertificateThumbprint,
  ) => System | undefined | Promise<System | undefined>;
  /** Whether a password has the digest that the system's entry keeps. */
  readonly verifyPassword: (password: string, digest: string) => Promise<boolean>;
  readonly replay: ReplayGuard;
  readonly clock: Clock;
  /** Authorities of client certificates; without them the pin alone decides. */
  readonly trust?: ClientTrust | undefined;
  /** `SOAP_LIMITS` by default. */
  readonly limits?: XmlTreeLimits;
}

/** Headers of WS-Addressing, as they were verified; absent if the envelope has none. */
export interface VerifiedHeaders {
  readonly action?: string;
  readonly messageId?: string;
  readonly to?: string;
}

/** An envelope that was let in: who sent it, and what of it was verified. */
export interface Authenticated {
  readonly system: System;
  /** How it was known. */
  readonly by: 'signature' | 'username';
  /**
   * The soap:Body element as XML by itself, in canonical form: for a signed envelope the very bytes that the signature
   * covered. Nothing else of the envelope may be read.
   */
  readonly body: string;
  /** The one element of the Body. */
  readonly bodyRoot: { readonly namespace: string; readonly name: string };
  readonly soapVersion: SoapVersion;
  readonly headers: VerifiedHeaders;
}
