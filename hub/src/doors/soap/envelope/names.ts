/** Versions of SOAP that the doors speak. */
export type SoapVersion = '1.1' | '1.2';

/** Namespace of the envelope, by version. */
export const ENVELOPE_NAMESPACES: Readonly<Record<SoapVersion, string>> = {
  '1.1': 'http://schemas.xmlsoap.org/soap/envelope/',
  '1.2': 'http://www.w3.org/2003/05/soap-envelope',
};

/** WS-Addressing: 1.0, and the submission that older clients still send. */
export const ADDRESSING_NAMESPACES: ReadonlySet<string> = new Set([
  'http://www.w3.org/2005/08/addressing',
  'http://schemas.xmlsoap.org/ws/2004/08/addressing',
]);

const WSS = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss';

/** WS-Security: header and tokens. */
export const WSSE = `${WSS}-wssecurity-secext-1.0.xsd`;
/** WS-Security: ids and times. */
export const WSU = `${WSS}-wssecurity-utility-1.0.xsd`;
