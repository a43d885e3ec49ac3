import type { CertificateThumbprint, System } from '@saite/contracts';
import { canonicalXml } from '@saite/xml';
import type { Envelope } from '../envelope/index.ts';
import { readAddressing } from './addressing.ts';
import { isRightSignature } from './algorithms.ts';
import { signingKeyOf, thumbprintOf } from './certificate.ts';
import { certificateOf } from './key-info.ts';
import type { Connection, SecurityOptions, VerifiedHeaders } from './options.ts';
import { resolveReferences, verifiedBytes } from './references.ts';
import { SecurityRefusal } from './refusal.ts';
import { markOf } from './replay.ts';
import type { SecurityHeader } from './security-header.ts';
import { readSignature } from './signature.ts';
import { judgeTimestamp } from './timestamp.ts';

/** What a signature proved. */
export interface Verified {
  readonly system: System;
  readonly thumbprint: CertificateThumbprint;
  /** Canonical form of the Body, as the signature covered it. */
  readonly body: string;
  readonly headers: VerifiedHeaders;
  /** What may not come again, and until when time alone would not refuse it. */
  readonly marks: readonly Buffer[];
  readonly until: Date;
}

/**
 * Verifies the signature of an envelope: by whom (a pinned certificate), over what (Body, Timestamp and headers of
 * WS-Addressing, all of them), and when. The cheap comes first, what costs a public key operation after the pin.
 *
 * @throws SecurityRefusal
 */
export async function verifySignedEnvelope(
  envelope: Envelope,
  security: SecurityHeader,
  connection: Connection,
  { findSystem, clock, trust }: Pick<SecurityOptions, 'findSystem' | 'clock' | 'trust'>,
): Promise<Verified> {
  if (!security.signature) throw new SecurityRefusal('NOT_SIGNED');
  const now = clock.now();
  const signature = readSignature(security.signature);
  const covered = resolveReferences(envelope, security, signature.references);
  const der = certificateOf(signature.keyInfo, security.token, connection.peerCertificate);
  const thumbprint = thumbprintOf(der);
  const system = await findSystem(thumbprint);
  if (!system) throw new SecurityRefusal('CERTIFICATE_UNKNOWN');
  const key = signingKeyOf(thumbprint, der, now, trust);

  const signedInfo = canonicalXml(signature.signedInfo, signature.inclusive);
  if (!isRightSignature(signature.algorithm, key, signedInfo, signature.value))
    throw new SecurityRefusal('SIGNATURE_WRONG');
  let body: string | undefined;
  for (const [element, reference] of covered) {
    const bytes = verifiedBytes(element, reference);
    if (element === envelope.body) body = bytes;
  }
  if (body === undefined || !security.timestamp) throw new SecurityRefusal('BODY_NOT_SIGNED');
  const until = judgeTimestamp(security.timestamp, now);
  const headers = readAddressing(envelope.headers);
  // Not the signature's value: whoever has one of ECDSA can make a second one that is right too.
  const marks = [markOf('signed-info', thumbprint, signedInfo)];
  if (headers.messageId) marks.push(markOf('message-id', thumbprint, headers.messageId));
  return { system, thumbprint, body, headers, marks, until };
}
