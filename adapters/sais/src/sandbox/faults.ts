import { SOAP_FAULTS } from '@saite/adapter-kit/sandbox';
import type { WireBody, WirePaymentsAnswer } from './register.ts';

/** Ways in which only this register fails, beside those that all share. */
export const SAIS_FAULTS = [
  ...SOAP_FAULTS,
  'other-person',
  'page-twice',
  'empty',
  'invalid-payment',
] as const;
export type SaisFault = (typeof SAIS_FAULTS)[number];

/** A person whom nobody asks for: a made code of the form without a check digit. */
const SOMEBODY_ELSE = '39999999999';

/** Spoils an answer as a fault says; those that the fault does not touch stay as they are. */
export const spoilAnswer = (mode: string, body: WireBody): WireBody =>
  body.PaymentsAnswer ? { ...body, PaymentsAnswer: spoilPayments(mode, body.PaymentsAnswer) } : body;

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
