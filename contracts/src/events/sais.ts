import { z } from 'zod';
import { Currency, PaymentKind } from '../codes/payments.ts';
import { Month } from '../values/calendar.ts';
import { Sealed } from '../values/ids.ts';
import { Money } from '../values/money.ts';
import { factFields } from './fact.ts';

/** SAIS recorded, changed or withdrew a payment (*izmaksa*) of a person who has or had a stay in care. */
export const PaymentRecorded = z
  .strictObject({
    ...factFields,
    kind: PaymentKind,
    periodFrom: Month.describe('First month that the payment is for'),
    periodTo: Month.describe('Last month that the payment is for, included'),
    granted: Money.describe('Amount granted per month, before deductions'),
    paid: Money.describe('Amount paid out per month, after deductions'),
    currency: Currency,
    identity: Sealed.describe('Sealed personal code'),
  })
  .describe('A payment of SAIS');
export type PaymentRecorded = z.infer<typeof PaymentRecorded>;

/**
 * SAIS answered for a person and a span of months: whatever is not among its payments is not there.
 * The record id is the person's reference; the version is the number of months from 2000-01 to `to`,
 * so that the same answer read twice is the same event.
 */
export const IncomeChecked = z
  .strictObject({
    ...factFields,
    from: Month.describe('First month that SAIS answered for'),
    to: Month.describe('Last month that SAIS answered for, included'),
  })
  .describe('The word that SAIS has answered for a person');
export type IncomeChecked = z.infer<typeof IncomeChecked>;
