/**
 * The value under which a share of the values lies: the nearest rank, so it is one that was measured.
 *
 * @param share from 0 to 1
 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))];
  if (value === undefined) throw new RangeError('no values');
  return value;
}

/** The middle one; of an even number the lower of the two. */
export const median = (values: readonly number[]): number => percentile(values, 0.5);
