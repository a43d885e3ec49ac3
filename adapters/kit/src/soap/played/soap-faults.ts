/** Ways in which any SOAP service fails, beside those that all registers share. */
export const SOAP_FAULTS = [
  'truncated',
  'soap-fault',
  'document-type',
  'wrong-correlation',
  'lost-answer',
] as const;
export type SoapFault = (typeof SOAP_FAULTS)[number];

/** Spoils the text of an answer as a fault says. */
export function spoilText(mode: string, xml: string): string {
  if (mode === 'truncated') return xml.slice(0, Math.floor(xml.length / 2));
  if (mode === 'document-type')
    return xml.replace('?>', '?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>');
  return xml;
}

/** Makes an answer that of another request. */
export const spoilCorrelation = <Answer extends { readonly Header: object }>(answer: Answer): Answer => ({
  ...answer,
  Header: { ...answer.Header, CorrelationID: '11111111-1111-1111-1111-111111111111' },
});
