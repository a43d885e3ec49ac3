import type { WireBody, WirePaymentsAnswer } from './register.ts';

/** Ways in which only this register fails, beside those that all share. */
export const SAIS_FAULTS = [
  'truncated',
  'soap-fault',
  'document-type',
  'wrong-correlation',
  'other-person',
  'page-twice',
  'empty',
  'invalid-payment',
  'lost-answer',
] as const;
export type SaisFault = (typeof SAIS_FAULTS)[number];

/** A person whom nobody asks for: a made code of the form without a check digit. */
const SOMEBODY_ELSE = '39999999999';

/** Spoils the content of an answer as a fault says; answers that the fault does not touch stay as they are. */
export function spoilAnswer<Answer extends { Header: { CorrelationID: string }; Body?: WireBody }>(
  mode: string,
  answer: Answer,
): Answer {
  if (mode === 'wrong-correlation')
    return {
      ...answer,
      Header: { ...answer.Header, CorrelationID: '11111111-1111-1111-1111-111111111111' },
    };
  const payments = answer.Body?.PaymentsAnswer;
  return payments
    ? { ...answer, Body: { ...answer.Body, PaymentsAnswer: spoilPayments(mode, payments) } }
    : answer;
}

function spoilPayments(mode: string, answer: WirePaymentsAnswer): WirePaymentsAnswer {
  const [first, ...rest] = answer.Payment;
  switch (mode) {
    case 'empty':
      return { ...answer, Payment: [] };
    case 'other-person':
      return first
        ? {
            ...answer,
            Payment: [{ ...first, PersonCode: SOMEBODY_ELSE, PaymentID: 'other-1' }, first, ...rest],
          }
        : answer;
    case 'page-twice':
      return { ...answer, NextPage: '0.0' };
    case 'invalid-payment':
      return first ? { ...answer, Payment: [{ ...first, Granted: 'four hundred' }, ...rest] } : answer;
    default:
      return answer;
  }
}

/** Spoils the text of an answer. */
export function spoilText(mode: string, xml: string): string {
  if (mode === 'truncated') return xml.slice(0, Math.floor(xml.length / 2));
  if (mode === 'document-type')
    return xml.replace('?>', '?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>');
  return xml;
}
