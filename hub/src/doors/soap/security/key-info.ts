import { createHash, type X509Certificate } from 'node:crypto';
import { attributeOf, elementsOf, hasOnlyElements, isNamed, textOf, type XmlElement } from '@saite/xml';
import { WSSE, WSU } from '../envelope/index.ts';
import { decodeBase64 } from './base64.ts';
import { SecurityRefusal } from './refusal.ts';
import { DSIG } from './signature.ts';
import { Name, X509Certificate as ReadCertificate, SubjectKeyIdentifierExtension } from './x509.ts';

const WSS = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss';
const X509_V3 = `${WSS}-x509-token-profile-1.0#X509v3`;
const SUBJECT_KEY = `${WSS}-x509-token-profile-1.0#X509SubjectKeyIdentifier`;
const THUMBPRINT = 'http://docs.oasis-open.org/wss/oasis-wss-soap-message-security-1.1#ThumbprintSHA1';
const BASE64 = `${WSS}-soap-message-security-1.0#Base64Binary`;

/**
 * The certificate (DER) that a signature says it was made with. It is a name only: what counts is whether it is pinned. A
 * key that lies in the message by itself is refused.
 *
 * @param token the BinarySecurityToken of the header
 * @param peer certificate of the connection, which a signature may name without carrying it
 * @throws SecurityRefusal `KEY_INFO`, `CERTIFICATE_UNKNOWN`
 * @see WSS X.509 Certificate Token Profile 1.1, 3.2
 */
export function certificateOf(
  keyInfo: XmlElement,
  token: XmlElement | undefined,
  peer: X509Certificate | undefined,
): Buffer {
  const reference = onlyChild(keyInfo);
  if (!isNamed(reference, WSSE, 'SecurityTokenReference')) throw new SecurityRefusal('KEY_INFO');
  const what = onlyChild(reference);
  if (isNamed(what, WSSE, 'Reference')) return carried(what, token);
  if (token) throw new SecurityRefusal('KEY_INFO'); // what for, then
  if (isNamed(what, WSSE, 'KeyIdentifier') && attributeOf(what, 'ValueType') === X509_V3)
    return bytesOf(what);
  const isIt = isNamed(what, WSSE, 'KeyIdentifier') ? isIdentified(what) : isIssuerSerial(what);
  if (!peer || !isIt(peer)) throw new SecurityRefusal('CERTIFICATE_UNKNOWN');
  return peer.raw;
}

/** The certificate in the token that a wsse:Reference means. */
function carried(reference: XmlElement, token: XmlElement | undefined): Buffer {
  const id = token && (attributeOf(token, 'Id', WSU) ?? attributeOf(token, 'Id'));
  if (!token || !id || attributeOf(reference, 'URI') !== `#${id}`) throw new SecurityRefusal('KEY_INFO');
  if ((attributeOf(reference, 'ValueType') ?? X509_V3) !== X509_V3) throw new SecurityRefusal('KEY_INFO');
  if (attributeOf(token, 'ValueType') !== X509_V3) throw new SecurityRefusal('KEY_INFO');
  return bytesOf(token);
}

type IsIt = (certificate: X509Certificate) => boolean;

function isIdentified(identifier: XmlElement): IsIt {
  const value = bytesOf(identifier);
  switch (attributeOf(identifier, 'ValueType')) {
    case THUMBPRINT: // SHA-1, but only to find what is pinned by SHA-256
      return ({ raw }) => createHash('sha1').update(raw).digest().equals(value);
    case SUBJECT_KEY:
      return ({ raw }) => {
        const found = new ReadCertificate(raw).getExtension(SubjectKeyIdentifierExtension);
        return found?.keyId.toLowerCase() === value.toString('hex');
      };
    default:
      throw new SecurityRefusal('KEY_INFO');
  }
}

/** ds:X509Data with the name of the issuer and the serial number. */
function isIssuerSerial(data: XmlElement): IsIt {
  if (!isNamed(data, DSIG, 'X509Data')) throw new SecurityRefusal('KEY_INFO');
  const pair = onlyChild(data);
  const [issuer, serial, ...others] = elementsOf(pair);
  const isPair = isNamed(pair, DSIG, 'X509IssuerSerial') && others.length === 0 && hasOnlyElements(pair);
  if (!isPair || !issuer || !isNamed(issuer, DSIG, 'X509IssuerName')) throw new SecurityRefusal('KEY_INFO');
  if (!serial || !isNamed(serial, DSIG, 'X509SerialNumber')) throw new SecurityRefusal('KEY_INFO');
  const number = textOf(serial)?.trim() ?? '';
  if (!/^[0-9]{1,60}$/.test(number)) throw new SecurityRefusal('KEY_INFO');
  const name = partsOfName(textOf(issuer) ?? '');
  return (certificate) =>
    BigInt(`0x${certificate.serialNumber}`) === BigInt(number) &&
    partsOfName(new ReadCertificate(certificate.raw).issuerName) === name;
}

/** The parts of a name in an order of their own: programs write it from either end (RFC 2253, RFC 4514). */
function partsOfName(name: string | Name): string {
  try {
    const parts = (typeof name === 'string' ? new Name(name) : name).toJSON();
    return parts
      .flatMap((part) => Object.entries(part).map(([type, values]) => `${type}=${values.join('+')}`))
      .sort()
      .join('\n');
  } catch {
    throw new SecurityRefusal('KEY_INFO');
  }
}

function bytesOf(element: XmlElement): Buffer {
  const bytes = decodeBase64(textOf(element) ?? '');
  if (!bytes || (attributeOf(element, 'EncodingType') ?? BASE64) !== BASE64)
    throw new SecurityRefusal('KEY_INFO');
  return bytes;
}

function onlyChild(element: XmlElement): XmlElement {
  const [child, ...others] = elementsOf(element);
  if (!child || others.length > 0 || !hasOnlyElements(element)) throw new SecurityRefusal('KEY_INFO');
  return child;
}
