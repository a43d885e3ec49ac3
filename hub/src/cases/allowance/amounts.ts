import { RATE_UNIT } from './rates.ts';

/** How a fraction of a cent is rounded: half a cent up (default), or every fraction up. */
export type Rounding = 'half-up' | 'up';

/** The largest computed amount that the wire carries: 999 999 999.99 EUR. */
const LARGEST_CENTS = 99_999_999_999;

/**
 * base × rate, rounded once to whole cents.
 *
 * @throws RangeError if the base is larger than a statement can show
 */
export function shareOf(baseCents: number, rate: number, rounding: Rounding): number {
  if (baseCents > LARGEST_CENTS)
    throw new RangeError('BASE_TOO_LARGE: the payments of one month exceed 999999999.99');
  const product = baseCents * rate;
  const rest = product % RATE_UNIT;
  const whole = (product - rest) / RATE_UNIT;
  if (rest === 0) return whole;
  return rounding === 'up' || rest * 2 >= RATE_UNIT ? whole + 1 : whole;
}

/**
 * Splits an amount over parts in proportion to their weights, by whole cents: each gets its share rounded down,
 * the cents left go to the largest remainders, of equal ones to the earlier part.
 *
 * @param cents the amount, at most the sum of the weights
 * @param weights cents of each part, in the order that decides ties
 */
export function splitByWeight(cents: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (weights.length === 1) return [cents];
  if (total === 0) return weights.map(() => 0);
  // Products of two amounts outgrow the exact range of numbers.
  const parts = weights.map((weight, order) => {
    const product = BigInt(cents) * BigInt(weight);
    return { order, share: Number(product / BigInt(total)), rest: product % BigInt(total) };
  });
  let left = cents - parts.reduce((sum, part) => sum + part.share, 0);
  for (const part of [...parts].sort((a, b) =>
    a.rest === b.rest ? a.order - b.order : a.rest > b.rest ? -1 : 1,
  )) {
    if (left === 0) break;
    part.share += 1;
    left -= 1;
  }
  return parts.map((part) => part.share);
}
