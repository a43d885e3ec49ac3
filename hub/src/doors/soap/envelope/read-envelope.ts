import {
  attributeOf,
  elementsOf,
  hasOnlyElements,
  isNamed,
  readXmlTree,
  type XmlElement,
  type XmlTreeLimits,
  type XmlTreeRefusal,
} from '@saite/xml';
import { ADDRESSING_NAMESPACES, ENVELOPE_NAMESPACES, type SoapVersion, WSSE } from './names.ts';

/** Why well-formed XML is no envelope for us. */
export const ENVELOPE_REFUSALS = [
  /** The root is not the Envelope of SOAP 1.1 or 1.2. */
  'NOT_SOAP',
  /** Something else stands in it than one Header, if any, and one Body behind it. */
  'ENVELOPE_SHAPE',
  /** The Body does not hold exactly one element. */
  'BODY_SHAPE',
  /** A header that must be understood is not one of ours. */
  'HEADER_NOT_UNDERSTOOD',
] as const;
export type EnvelopeRefusal = (typeof ENVELOPE_REFUSALS)[number] | XmlTreeRefusal;

/** XML that is no envelope for us. */
export class EnvelopeRefused extends Error {
  readonly code: (typeof ENVELOPE_REFUSALS)[number];

  constructor(code: (typeof ENVELOPE_REFUSALS)[number]) {
    super(code);
    this.name = 'EnvelopeRefused';
    this.code = code;
  }
}

/** A SOAP envelope in document/literal style. */
export interface Envelope {
  readonly soapVersion: SoapVersion;
  readonly root: XmlElement;
  /** Blocks of the Header. */
  readonly headers: readonly XmlElement[];
  readonly body: XmlElement;
  /** The one element of the Body. */
  readonly operation: XmlElement;
}

/**
 * Reads an envelope from the bytes as they came, strictly.
 *
 * @throws XmlTreeRefused, EnvelopeRefused; nothing else, whatever the bytes are
 */
export function readEnvelope(bytes: Uint8Array, limits: XmlTreeLimits): Envelope {
  const root = readXmlTree(bytes, limits);
  const soapVersion = versionOf(root);
  const soap = ENVELOPE_NAMESPACES[soapVersion];
  if (!hasOnlyElements(root)) throw new EnvelopeRefused('ENVELOPE_SHAPE');
  const parts = elementsOf(root);
  const header = parts.length === 2 ? parts[0] : undefined;
  const body = parts.at(-1);
  if (parts.length > 2 || !body || !isNamed(body, soap, 'Body')) throw new EnvelopeRefused('ENVELOPE_SHAPE');
  if (header && !(isNamed(header, soap, 'Header') && hasOnlyElements(header)))
    throw new EnvelopeRefused('ENVELOPE_SHAPE');
  const [operation, ...others] = elementsOf(body);
  if (!operation || others.length > 0 || !hasOnlyElements(body)) throw new EnvelopeRefused('BODY_SHAPE');
  const headers = header ? elementsOf(header) : [];
  for (const block of headers) {
    if (!isKnown(block) && isForUs(block, soapVersion) && mustBeUnderstood(block, soap))
      throw new EnvelopeRefused('HEADER_NOT_UNDERSTOOD');
  }
  return { soapVersion, root, headers, body, operation };
}

function versionOf(root: XmlElement): SoapVersion {
  if (root.name === 'Envelope') {
    if (root.namespace === ENVELOPE_NAMESPACES['1.1']) return '1.1';
    if (root.namespace === ENVELOPE_NAMESPACES['1.2']) return '1.2';
  }
  throw new EnvelopeRefused('NOT_SOAP');
}

const isKnown = (block: XmlElement): boolean =>
  ADDRESSING_NAMESPACES.has(block.namespace) || isNamed(block, WSSE, 'Security');

const mustBeUnderstood = (block: XmlElement, soap: string): boolean =>
  ['1', 'true'].includes(attributeOf(block, 'mustUnderstand', soap)?.trim() ?? '');

/** Roles that are ours: the last receiver, and whoever is next. */
const OUR_ROLES: ReadonlySet<string> = new Set([
  '',
  'http://schemas.xmlsoap.org/soap/actor/next',
  'http://www.w3.org/2003/05/soap-envelope/role/next',
  'http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver',
]);

/** Whether a header block is meant for us and not for somebody on the way. */
export function isForUs(block: XmlElement, soapVersion: SoapVersion): boolean {
  const name = soapVersion === '1.1' ? 'actor' : 'role';
  return OUR_ROLES.has(attributeOf(block, name, ENVELOPE_NAMESPACES[soapVersion])?.trim() ?? '');
}
