/** Rates are whole ten-thousandths: 1500 is 15 %. */
export const RATE_UNIT = 10_000;

/** Where a rate comes from; stands in the policies of a result. */
export type RateSource = 'statutory-10' | 'statutory-15' | 'institution';

export interface DatedRate {
  /** Month number of the first month in force. */
  readonly from: number;
  /** Ten-thousandths. */
  readonly rate: number;
  /** As the statement shows it, like `0.15`. */
  readonly text: string;
  readonly source: RateSource;
}

/**
 * Statutory floor, newest first (Law on Social Services and Social Assistance, art. 29(2)): 15 percent, until
 * 1 January 2020 10 percent. What counts is the month that the allowance is for, not the day of payment.
 */
export const STATUTORY_RATES: readonly DatedRate[] = [
  { from: 2020 * 12, rate: 1500, text: '0.15', source: 'statutory-15' },
  { from: 0, rate: 1000, text: '0.10', source: 'statutory-10' },
];

/** The entry in force in a month, by month number; entries are newest first. */
export const inForce = <Dated extends { readonly from: number }>(
  newestFirst: readonly Dated[],
  month: number,
): Dated | undefined => newestFirst.find((entry) => entry.from <= month);

/** Whether a rate in force from its first month up to, not including, `until` falls under the floor of any of them; floors newest first. */
export const fallsBelow = (floors: readonly DatedRate[], { rate, from }: DatedRate, until: number): boolean =>
  floors.some((floor, index) => {
    const floorUntil = floors[index - 1]?.from ?? Number.POSITIVE_INFINITY;
    return rate < floor.rate && floor.from < until && from < floorUntil;
  });

/** A configured rate like `"0.20"`, with two decimals or as many more as it needs. */
export function institutionRate(text: string, from: number): DatedRate {
  const rate = Number(text.replace('.', '').padEnd(5, '0'));
  return { from, rate, text: text.replace(/^(.{4}[0-9]*?)0+$/, '$1'), source: 'institution' };
}
