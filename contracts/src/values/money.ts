import { z } from 'zod';

/** An amount of money in whole euro cents. */
export type Cents = number & z.$brand<'Cents'>;

const WIRE = /^(0|[1-9][0-9]{0,6})\.[0-9]{2}$/;
const SIGNED_WIRE = /^(-?)(0|[1-9][0-9]{0,8})\.([0-9]{2})$/;
const ANY_WIRE = /^-?(?:0|[1-9][0-9]{0,11})\.[0-9]{2}$/;
const DOT = 46;
const ZERO = 48;

/** An amount on every wire: a decimal string with two digits, never negative, below ten million. */
export const Money = z
  .string({ error: 'expected an amount as text with two decimals, like "67.50"' })
  .regex(WIRE, { error: 'expected an amount with exactly two decimals from 0.00 to 9999999.99' })
  .brand<'Money'>()
  .describe('Amount in its currency, decimal text with two digits');
export type Money = z.infer<typeof Money>;

/** An amount that Saite computed: like {@link Money}, but sums are larger and a difference may be negative. */
export const SignedMoney = z
  .string()
  .regex(SIGNED_WIRE)
  .brand<'SignedMoney'>()
  .describe('Computed amount in EUR, decimal text with two digits, negative if it is a reduction');
export type SignedMoney = z.infer<typeof SignedMoney>;

/** A sum over many persons (statistics): like {@link Money}, below a trillion. */
export const MoneySum = z
  .string({ error: 'expected an amount as text with two decimals, like "67.50"' })
  .regex(/^(0|[1-9][0-9]{0,11})\.[0-9]{2}$/, { error: 'expected an amount with exactly two decimals' })
  .brand<'MoneySum'>()
  .describe('Sum of amounts in EUR, decimal text with two digits');
export type MoneySum = z.infer<typeof MoneySum>;

/** Whole cents of a wire amount. */
export function toCents(amount: Money | SignedMoney | MoneySum): Cents {
  if (!ANY_WIRE.test(amount)) throw new RangeError('an amount that no contract let through');
  const isNegative = amount.startsWith('-');
  // Digit by digit and without parts of the text: lists of thousands of people are summed up with it.
  let cents = 0;
  for (let place = Number(isNegative); place < amount.length; place += 1) {
    const digit = amount.charCodeAt(place);
    if (digit !== DOT) cents = cents * 10 + digit - ZERO;
  }
  return (isNegative && cents !== 0 ? -cents : cents) as Cents;
}

/** The wire form of whole cents. */
export function fromCents(cents: number): SignedMoney {
  if (!Number.isSafeInteger(cents)) throw new RangeError('cents must be a whole number');
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}` as SignedMoney;
}
