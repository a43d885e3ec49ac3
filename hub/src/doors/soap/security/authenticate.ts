import { canonicalXml, XmlTreeRefused } from '@saite/xml';
import { type Envelope, EnvelopeRefused, readEnvelope, SOAP_LIMITS } from '../envelope/index.ts';
import { readAddressing } from './addressing.ts';
import type { Authenticated, Connection, SecurityOptions } from './options.ts';
import { SecurityRefusal } from './refusal.ts';
import { markOf } from './replay.ts';
import { readSecurityHeader, type SecurityHeader } from './security-header.ts';
import { verifyUsernameToken } from './username-token.ts';
import { verifySignedEnvelope } from './verify-envelope.ts';

/**
 * Lets an envelope in, or not: what it may be, who sent it, and that it was not here before. The one way to the SOAP
 * operations; of the bytes nothing else may be read than what this gives back.
 *
 * @param bytes the envelope as it came
 * @throws SecurityRefusal for everything that is not as expected; else only what `options` throw, a database that is
 * away for example
 */
export async function authenticate(
  bytes: Uint8Array,
  connection: Connection,
  options: SecurityOptions,
): Promise<Authenticated> {
  const limits = options.limits ?? SOAP_LIMITS;
  const { envelope, security } = asRefusal(() => {
    const read = readEnvelope(bytes, limits);
    return { envelope: read, security: readSecurityHeader(read) };
  });
  const verified = security.username
    ? await byUsername(envelope, security, connection, options)
    : await bySignature(envelope, security, connection, options);
  const { namespace, name } = envelope.operation;
  return { ...verified, bodyRoot: { namespace, name }, soapVersion: envelope.soapVersion };
}

type Proven = Pick<Authenticated, 'system' | 'by' | 'body' | 'headers'>;

async function bySignature(
  envelope: Envelope,
  security: SecurityHeader,
  connection: Connection,
  options: SecurityOptions,
): Promise<Proven> {
  const { system, body, headers, marks, until } = await verifySignedEnvelope(
    envelope,
    security,
    connection,
    options,
  );
  if (!(await options.replay.admit(marks, until))) throw new SecurityRefusal('REPLAYED');
  return { system, by: 'signature', body, headers };
}

async function byUsername(
  envelope: Envelope,
  security: SecurityHeader,
  connection: Connection,
  options: SecurityOptions,
): Promise<Proven> {
  const { system, marks, until } = await verifyUsernameToken(security, connection, options);
  const headers = readAddressing(envelope.headers);
  const seen = [...marks];
  if (headers.messageId) seen.push(markOf('message-id', system.system, headers.messageId));
  // What says nothing of its time cannot be remembered: the connection alone keeps it from coming again.
  if (until && seen.length > 0 && !(await options.replay.admit(seen, until)))
    throw new SecurityRefusal('REPLAYED');
  // With every namespace that it was written in: no signature asks for less.
  const body = canonicalXml(envelope.body, envelope.body.scope.keys());
  return { system, by: 'username', body, headers };
}

/** What reading refuses is a refusal of the door. */
function asRefusal<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof XmlTreeRefused || error instanceof EnvelopeRefused)
      throw new SecurityRefusal(error.code);
    throw error;
  }
}
