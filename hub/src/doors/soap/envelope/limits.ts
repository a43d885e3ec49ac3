import type { XmlTreeLimits } from '@saite/xml';

/** What an envelope to `/soap/v1` may not exceed. */
export const SOAP_LIMITS: XmlTreeLimits = {
  bytes: 256 * 1024,
  depth: 64,
  elements: 10_000,
  attributes: 10_000,
  namespaces: 500,
};

/** What an envelope to the door in the shape of the state's request service may not exceed: 4 MB (VISS, 1.03). */
export const VISS_LIMITS: XmlTreeLimits = {
  bytes: 4 * 1024 * 1024,
  depth: 64,
  elements: 50_000,
  attributes: 50_000,
  namespaces: 500,
};
