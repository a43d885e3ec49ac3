import { randomUUID } from 'node:crypto';
import { ENVELOPE_NAMESPACES, type SoapVersion } from './envelope/index.ts';
import { escapeXml } from './xml-text.ts';

/** WS-Addressing 1.0. */
export const ADDRESSING = 'http://www.w3.org/2005/08/addressing';

/** Content type of an envelope. */
export const CONTENT_TYPES: Readonly<Record<SoapVersion, string>> = {
  '1.1': 'text/xml; charset=utf-8',
  '1.2': 'application/soap+xml; charset=utf-8',
};

/** What an answer says of itself by WS-Addressing, if the request had any of it. */
export interface AnswerAddressing {
  readonly action: string;
  /** MessageID of the request. */
  readonly relatesTo: string | undefined;
}

const headerOf = ({ action, relatesTo }: AnswerAddressing): string =>
  `<soap:Header xmlns:wsa="${ADDRESSING}"><wsa:Action>${escapeXml(action)}</wsa:Action>` +
  `<wsa:MessageID>urn:uuid:${randomUUID()}</wsa:MessageID>` +
  (relatesTo === undefined ? '' : `<wsa:RelatesTo>${escapeXml(relatesTo)}</wsa:RelatesTo>`) +
  `<wsa:To>${ADDRESSING}/anonymous</wsa:To></soap:Header>`;

/** An envelope around an element that is XML by itself. */
export const envelopeOf = (version: SoapVersion, element: string, addressing?: AnswerAddressing): string =>
  `<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="${ENVELOPE_NAMESPACES[version]}">` +
  `${addressing ? headerOf(addressing) : ''}<soap:Body>${element}</soap:Body></soap:Envelope>`;
