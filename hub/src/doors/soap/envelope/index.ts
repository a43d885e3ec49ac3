export { SOAP_LIMITS, VISS_LIMITS } from './limits.ts';
export { ADDRESSING_NAMESPACES, ENVELOPE_NAMESPACES, type SoapVersion, WSSE, WSU } from './names.ts';
export {
  ENVELOPE_REFUSALS,
  type Envelope,
  type EnvelopeRefusal,
  EnvelopeRefused,
  isForUs,
  readEnvelope,
} from './read-envelope.ts';
