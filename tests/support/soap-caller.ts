import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SAITE_NAMESPACE } from '@saite/contracts/soap';
import { WSSecurityCert } from 'soap';
import type { Identity } from './certificates.ts';

const WSU = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd';

export const ENVELOPES = {
  '1.1': 'http://schemas.xmlsoap.org/soap/envelope/',
  '1.2': 'http://www.w3.org/2003/05/soap-envelope',
} as const;
export type Version = keyof typeof ENVELOPES;

const TYPES = { '1.1': 'text/xml; charset=utf-8', '1.2': 'application/soap+xml; charset=utf-8' } as const;

/** A system of the operator's file. */
export const systemOf = (
  system: string,
  { thumbprint }: Identity,
  more: Readonly<Record<string, unknown>>,
) => ({
  system,
  organisation: `Organisation of ${system}`,
  certificates: [thumbprint],
  operations: 'of-roles',
  ...more,
});

/** Writes the operator's file of the systems that may call. */
export function writeSystems(systems: readonly object[]): { readonly path: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'saite-systems-'));
  const path = join(folder, 'systems.json');
  writeFileSync(path, JSON.stringify({ systems }));
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** WS-Security of the soap library as our doors want it: for five minutes, ids of WS-Security, Timestamp signed. */
export function securityOf(
  { key, cert }: Identity,
  additionalReferences: readonly string[] = [],
  now = Date.now(),
): WSSecurityCert {
  return new WSSecurityCert(key, cert, '', {
    hasTimeStamp: false, // the library's own is for ten minutes
    appendElement:
      `<wsu:Timestamp xmlns:wsu="${WSU}"><wsu:Created>${new Date(now).toISOString()}</wsu:Created>` +
      `<wsu:Expires>${new Date(now + 300_000).toISOString()}</wsu:Expires></wsu:Timestamp>`,
    additionalReferences: ['wsu:Timestamp', ...additionalReferences],
    signatureTransformations: ['http://www.w3.org/2001/10/xml-exc-c14n#'],
    signerOptions: { idMode: 'wssecurity' },
  });
}

export interface EnvelopeOptions {
  readonly version?: Version;
  /** Blocks of the Header with the prefix `wsa`, signed too; by name. */
  readonly addressing?: Readonly<Record<string, string>>;
  /** When it is signed, if not now; milliseconds since 1970. */
  readonly now?: number;
}

/** An envelope with an element in its Body, signed by the soap library. */
export function signedEnvelope(
  identity: Identity,
  element: string,
  { version = '1.1', addressing = {}, now }: EnvelopeOptions = {},
): string {
  const headers = Object.entries(addressing)
    .map(([name, value]) => `<wsa:${name}>${value}</wsa:${name}>`)
    .join('');
  const xml =
    `<soap:Envelope xmlns:soap="${ENVELOPES[version]}" xmlns:wsa="http://www.w3.org/2005/08/addressing">` +
    `<soap:Header>${headers}</soap:Header><soap:Body>${element}</soap:Body></soap:Envelope>`;
  const references = Object.keys(addressing).map((name) => `wsa:${name}`);
  return securityOf(identity, references, now).postProcess(xml, 'soap');
}

/** An element of the operations' schema; its content as XML. */
export const operation = (name: string, content: string): string =>
  `<${name} xmlns="${SAITE_NAMESPACE}">${content}</${name}>`;

/** Elements of a record in the order of its keys; lists with an item each. */
export function elements(record: Readonly<Record<string, unknown>>): string {
  const content = (value: unknown): string => {
    if (Array.isArray(value)) return value.map((item) => `<item>${content(item)}</item>`).join('');
    if (value !== null && typeof value === 'object') return elements({ ...value });
    return String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  };
  return Object.entries(record)
    .map(([name, value]) => `<${name}>${content(value)}</${name}>`)
    .join('');
}

export interface Posted {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** Sends an envelope to a SOAP door. */
export async function postEnvelope(
  url: string,
  xml: string | Uint8Array,
  { version = '1.1', headers = {} }: { version?: Version; headers?: Readonly<Record<string, string>> } = {},
): Promise<Posted> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': TYPES[version], ...headers },
    body: xml,
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

/** Text of the first element of a name, whatever its prefix. */
export const textIn = (xml: string, name: string): string | undefined =>
  new RegExp(`<(?:[A-Za-z0-9]+:)?${name}(?: [^>]*)?>([^<]*)</`).exec(xml)?.[1];

/** Paths of the wrong fields that a fault names. */
export const wrongPaths = (xml: string): string[] =>
  [...xml.matchAll(/<path>([^<]*)<\/path>/g)].map((match) => match[1] ?? '').sort();
