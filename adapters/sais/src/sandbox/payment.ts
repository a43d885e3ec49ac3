import { Currency, Money, Month, PaymentId, PaymentKind, PersonCode, RecordVersion } from '@saite/contracts';
import { z } from 'zod';

/** A payment as people and tests give it to the sandbox. */
export const SandboxPayment = z
  .strictObject({
    paymentId: PaymentId,
    recordVersion: RecordVersion,
    personCode: PersonCode,
    kind: PaymentKind,
    periodFrom: Month,
    periodTo: Month,
    granted: Money,
    paid: Money,
    currency: Currency.default('EUR'),
    withdrawn: z.boolean({ error: 'expected true or false' }).default(false),
  })
  .refine((payment) => payment.periodFrom <= payment.periodTo, {
    path: ['periodTo'],
    error: 'expected a month that is not before periodFrom',
  });
export type SandboxPayment = z.infer<typeof SandboxPayment>;

/** The same payment as SAIS sends it. */
export const toWire = (payment: SandboxPayment) => ({
  PaymentID: payment.paymentId as string,
  RecordVersion: String(payment.recordVersion),
  PersonCode: payment.personCode as string,
  Kind: payment.kind,
  PeriodFrom: payment.periodFrom as string,
  PeriodTo: payment.periodTo as string,
  Granted: payment.granted as string,
  Paid: payment.paid as string,
  Currency: payment.currency,
  Withdrawn: String(payment.withdrawn),
});
export type WirePayment = ReturnType<typeof toWire>;
