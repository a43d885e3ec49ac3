import type { System } from '@saite/contracts';
import { canonicalXml, elementsOf, readXmlTree, type XmlElement, type XmlTreeLimits } from '@saite/xml';
import { ProblemError } from '../problem-error.ts';
import type { SoapVersion } from './envelope/index.ts';
import { type Authenticated, authenticate, type Connection, type SecurityOptions } from './security/index.ts';

/** How an envelope came. */
export interface Arrived {
  readonly bytes: Uint8Array;
  readonly connection: Connection;
  /** Version that the content type says. */
  readonly soapVersion: SoapVersion;
  /** Header SOAPAction, or the parameter `action` of the content type; nothing if it is empty. */
  readonly action: string | undefined;
}

/** A message that was let in: of what came, nothing else is read. */
export interface Message extends Pick<Authenticated, 'headers' | 'soapVersion'> {
  readonly system: System;
  /** The element of the Body. */
  readonly element: XmlElement;
  /** The same as XML by itself, canonical. */
  readonly text: string;
  /** Action that the caller named, if any: all that it named are the same. */
  readonly action: string | undefined;
}

/** Canonical form writes out what the text had as references. */
const GROWTH = 8;

/**
 * Verifies an envelope and reads the element of its Body, from the verified form only.
 *
 * @throws ProblemError, with the reason in a SecurityRefusal for the log
 */
export async function readMessage(
  arrived: Arrived,
  security: SecurityOptions & { readonly limits: XmlTreeLimits },
): Promise<Message> {
  const verified = await authenticate(arrived.bytes, arrived.connection, security);
  if (verified.soapVersion !== arrived.soapVersion) throw new ProblemError('UNSUPPORTED_TYPE');
  const { limits } = security;
  const body = readXmlTree(Buffer.from(verified.body), { ...limits, bytes: limits.bytes * GROWTH });
  const [element] = elementsOf(body);
  if (!element) throw new ProblemError('UNREADABLE');
  const { headers } = verified;
  if (arrived.action !== undefined && headers.action !== undefined && arrived.action !== headers.action)
    throw new ProblemError('INVALID', [{ path: 'wsa:Action', message: 'not the same as SOAPAction' }]);
  return {
    system: verified.system,
    headers,
    soapVersion: verified.soapVersion,
    element,
    text: canonicalXml(element, element.scope.keys()),
    action: headers.action ?? arrived.action,
  };
}
