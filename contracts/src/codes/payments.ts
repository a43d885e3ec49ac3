import { z } from 'zod';

/**
 * Kinds of SAIS payment that count towards the base of the personal allowance
 * (Law on Social Services and Social Assistance, art. 29(2)), with their Latvian names.
 */
export const COUNTED_PAYMENT_KINDS = {
  STATE_PENSION: 'valsts pensija',
  PENSION_SUPPLEMENT: 'piemaksa pie pensijas',
  SERVICE_PENSION: 'izdienas pensija',
  SPECIAL_STATE_PENSION: 'speciālā valsts pensija',
  LOSS_OF_WORK_CAPACITY: 'atlīdzība par darbspēju zaudējumu',
  HARM_COMPENSATION: 'kaitējuma atlīdzība',
  LOSS_OF_PROVIDER_WORK_ACCIDENT:
    'atlīdzība par apgādnieka zaudējumu sakarā ar nelaimes gadījumu darbā vai arodslimību',
  FUNDED_PENSION_CAPITAL: 'uzkrātais fondētās pensijas kapitāls',
  FOREIGN_PENSION: 'pensija atbilstoši ārvalsts normatīvajiem aktiem',
} as const;
export type CountedPaymentKind = keyof typeof COUNTED_PAYMENT_KINDS;

/** Any kind that SAIS names; one that is not in {@link COUNTED_PAYMENT_KINDS} is shown and does not count. */
export const PaymentKind = z
  .string({ error: 'expected a kind of payment' })
  .regex(/^[A-Z][A-Z0-9_]{0,63}$/, { error: 'expected a kind of payment, like STATE_PENSION' })
  .describe('Kind of payment in SAIS');

/** A currency code of ISO 4217. */
export const Currency = z
  .string({ error: 'expected a currency code' })
  .regex(/^[A-Z]{3}$/, { error: 'expected a currency code, like EUR' })
  .describe('Currency, ISO 4217');
