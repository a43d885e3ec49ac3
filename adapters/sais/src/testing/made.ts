import { PersonCode } from '@saite/contracts';

/** A made personal code of the form without a check digit. */
export const madeCode = (number: number): PersonCode =>
  PersonCode.parse(`32${String(number).padStart(9, '0')}`);

/** A made payment of one month, as the sandbox takes it. */
export const madePayment = (
  personCode: PersonCode,
  paymentId: string,
  differing: Readonly<Record<string, unknown>> = {},
) => ({
  paymentId,
  recordVersion: 1,
  personCode,
  kind: 'STATE_PENSION',
  periodFrom: '2024-01',
  periodTo: '2024-12',
  granted: '450.00',
  paid: '405.00',
  ...differing,
});
