import type { X509Certificate } from 'node:crypto';
import { ENVELOPE_NAMESPACES, type SoapVersion, WSSE, WSU } from '../envelope/index.ts';

export const WSA = 'http://www.w3.org/2005/08/addressing';
export const X509_V3 =
  'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0#X509v3';
export const BASE64 =
  'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary';

/** What an operation of ours looks like to the door. */
export const OPERATION =
  '<GetAllowance xmlns="urn:saite:soap:v1"><personRef>p-1</personRef><month>2026-03</month></GetAllowance>';

export interface EnvelopeOptions {
  readonly version?: SoapVersion;
  /** What stands in the Security header. */
  readonly security?: readonly string[];
  /** Other blocks of the Header. */
  readonly headers?: readonly string[];
  readonly body?: string;
  readonly isPretty?: boolean;
}

/** An envelope, not signed yet. */
export function envelope(options: EnvelopeOptions = {}): string {
  const { version = '1.1', security = [], headers = [], body = OPERATION, isPretty = false } = options;
  const line = isPretty ? '\n    ' : '';
  return [
    isPretty ? '<?xml version="1.0" encoding="UTF-8"?>\n' : '',
    `<soap:Envelope xmlns:soap="${ENVELOPE_NAMESPACES[version]}" xmlns:wsse="${WSSE}" xmlns:wsu="${WSU}">`,
    `${line}<soap:Header>`,
    `${line}<wsse:Security soap:mustUnderstand="1">`,
    ...security.map((part) => line + part),
    `${line}</wsse:Security>`,
    ...headers.map((part) => line + part),
    `${line}</soap:Header>`,
    `${line}<soap:Body wsu:Id="body">${line}${body}${line}</soap:Body>`,
    `${isPretty ? '\n' : ''}</soap:Envelope>`,
  ].join('');
}

const MINUTE_MS = 60_000;

/** A wsu:Timestamp; five minutes from an instant if nothing else is said. */
export function timestamp(
  created: Date,
  expires = new Date(created.getTime() + 5 * MINUTE_MS),
  id = 'timestamp',
): string {
  return `<wsu:Timestamp wsu:Id="${id}"><wsu:Created>${created.toISOString()}</wsu:Created><wsu:Expires>${expires.toISOString()}</wsu:Expires></wsu:Timestamp>`;
}

/** A wsse:BinarySecurityToken. */
export const binaryToken = (certificate: X509Certificate, id = 'token'): string =>
  `<wsse:BinarySecurityToken wsu:Id="${id}" ValueType="${X509_V3}" EncodingType="${BASE64}">${certificate.raw.toString('base64')}</wsse:BinarySecurityToken>`;

/** Content of a KeyInfo that means the token. */
export const toToken = (id = 'token'): string =>
  `<wsse:SecurityTokenReference xmlns:wsse="${WSSE}"><wsse:Reference URI="#${id}" ValueType="${X509_V3}"/></wsse:SecurityTokenReference>`;
