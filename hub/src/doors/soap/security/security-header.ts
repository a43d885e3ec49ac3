import { elementsOf, hasOnlyElements, isNamed, type XmlElement } from '@saite/xml';
import { type Envelope, isForUs, WSSE, WSU } from '../envelope/index.ts';
import { SecurityRefusal } from './refusal.ts';
import { DSIG } from './signature.ts';

/** The Security header that is for us, by its parts. */
export interface SecurityHeader {
  readonly element: XmlElement;
  readonly timestamp: XmlElement | undefined;
  readonly token: XmlElement | undefined;
  readonly signature: XmlElement | undefined;
  readonly username: XmlElement | undefined;
}

/** @throws SecurityRefusal if there is not exactly one for us, or it holds what is not ours to read */
export function readSecurityHeader({ headers, soapVersion }: Envelope): SecurityHeader {
  const [element, ...others] = headers.filter(
    (block) => isNamed(block, WSSE, 'Security') && isForUs(block, soapVersion),
  );
  if (!element) throw new SecurityRefusal('NO_SECURITY');
  if (others.length > 0) throw new SecurityRefusal('SECURITY_TWICE');
  if (!hasOnlyElements(element)) throw new SecurityRefusal('SECURITY_SHAPE');
  const children = [...elementsOf(element)];
  const take = (namespace: string, name: string): XmlElement[] => {
    const taken = children.filter((child) => isNamed(child, namespace, name));
    for (const child of taken) children.splice(children.indexOf(child), 1);
    return taken;
  };
  const timestamps = take(WSU, 'Timestamp');
  const tokens = take(WSSE, 'BinarySecurityToken');
  const signatures = take(DSIG, 'Signature');
  const usernames = take(WSSE, 'UsernameToken');
  if (children.length > 0) throw new SecurityRefusal('SECURITY_SHAPE');
  if (timestamps.length > 1) throw new SecurityRefusal('TIMESTAMP_TWICE');
  if (signatures.length > 1) throw new SecurityRefusal('SIGNATURE_TWICE');
  if (tokens.length > 1 || usernames.length > 1 || signatures.length + usernames.length > 1)
    throw new SecurityRefusal('TWO_TOKENS');
  return {
    element,
    timestamp: timestamps[0],
    token: tokens[0],
    signature: signatures[0],
    username: usernames[0],
  };
}
