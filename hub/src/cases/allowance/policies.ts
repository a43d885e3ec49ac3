import {
  COUNTED_PAYMENT_KINDS,
  InstitutionId,
  Money,
  Month,
  monthNumber,
  monthOfNumber,
  toCents,
} from '@saite/contracts';
import { z } from 'zod';
import type { Rounding } from './amounts.ts';
import { type DatedRate, fallsBelow, inForce, institutionRate, STATUTORY_RATES } from './rates.ts';

/** What an installation may set of the allowance; everything has a default. */
export const AllowanceConfig = z
  .strictObject({
    rounding: z
      .enum(['half-up', 'up'])
      .default('half-up')
      .describe('How a fraction of a cent of the allowance is rounded'),
    institutionRates: z
      .array(
        z.strictObject({
          institutionId: InstitutionId,
          rate: z
            .string({ error: 'expected a rate as text, like "0.20"' })
            .regex(/^(0\.[0-9]{2,4}|1\.0{2,4})$/, { error: 'expected a rate from 0.00 to 1.00, like "0.20"' })
            .describe('Rate of the institution, not under the statutory floor'),
          from: Month.describe('First month that the rate is in force'),
        }),
      )
      .default([])
      .describe('Institutions that leave their clients more than the statutory floor'),
    noIncomeAllowance: z
      .array(
        z.strictObject({
          from: Month.describe('First month that the amount is in force'),
          amount: Money.describe('Monthly allowance of a client without income'),
        }),
      )
      .default([])
      .describe('Allowance of clients to whom SAIS pays nothing that counts'),
  })
  .describe('Configuration of the personal allowance');
export type AllowanceConfig = z.infer<typeof AllowanceConfig>;

interface DatedAmount {
  /** Month number of the first month in force. */
  readonly from: number;
  readonly cents: number;
}

/** Everything beside facts and day that a decision depends on. Lists by date are newest first. */
export interface AllowancePolicies {
  readonly rounding: Rounding;
  readonly countedKinds: ReadonlySet<string>;
  readonly statutoryRates: readonly DatedRate[];
  readonly institutionRates: ReadonlyMap<string, readonly DatedRate[]>;
  readonly noIncomeAllowance: readonly DatedAmount[];
}

export type PolicyErrorCode =
  | 'INSTITUTION_RATE_BELOW_FLOOR'
  | 'INSTITUTION_RATE_TWICE'
  | 'NO_INCOME_ALLOWANCE_TWICE';

/** A configuration that must not be worked with: the hub does not start. */
export class PolicyError extends Error {
  readonly code: PolicyErrorCode;

  constructor(code: PolicyErrorCode, message: string) {
    super(`${code}: ${message}`);
    this.name = 'PolicyError';
    this.code = code;
  }
}

/** The statutory floor of a month, by month number. */
export function statutoryRate(policies: Pick<AllowancePolicies, 'statutoryRates'>, month: number): DatedRate {
  const rate = inForce(policies.statutoryRates, month);
  if (!rate) throw new RangeError('a month before every statutory rate');
  return rate;
}

/** The rate of a month: the highest of the institutions with counted days, never under the statutory floor. */
export function highestRate(
  parts: readonly { readonly stay: { readonly institutionId: InstitutionId } }[],
  month: number,
  policies: AllowancePolicies,
): DatedRate {
  let highest = statutoryRate(policies, month);
  if (policies.institutionRates.size === 0) return highest;
  for (const { stay } of parts) {
    const own = inForce(policies.institutionRates.get(stay.institutionId) ?? [], month);
    if (own && own.rate > highest.rate) highest = own;
  }
  return highest;
}

/** Cents of the allowance of a client without income in a month, or `null`: the table says nothing. */
export const noIncomeCents = (policies: AllowancePolicies, month: number): number | null =>
  inForce(policies.noIncomeAllowance, month)?.cents ?? null;

const newestFirst = <Dated extends { readonly from: number }>(
  entries: readonly Dated[],
  twice: (month: Month) => PolicyError,
): Dated[] =>
  [...entries]
    .sort((a, b) => b.from - a.from)
    .map((entry, index, sorted) => {
      if (sorted[index - 1]?.from === entry.from) throw twice(monthOfNumber(entry.from));
      return entry;
    });

function ratesOfInstitution(id: string, rates: readonly DatedRate[]): readonly DatedRate[] {
  const sorted = newestFirst(
    rates,
    (month) => new PolicyError('INSTITUTION_RATE_TWICE', `institution ${id} has two rates from ${month}`),
  );
  sorted.forEach((rate, index) => {
    if (!fallsBelow(STATUTORY_RATES, rate, sorted[index - 1]?.from ?? Number.POSITIVE_INFINITY)) return;
    throw new PolicyError(
      'INSTITUTION_RATE_BELOW_FLOOR',
      `institution ${id}, rate ${rate.text} from ${monthOfNumber(rate.from)}: under the statutory floor of a month it applies to`,
    );
  });
  return sorted;
}

/**
 * The policies of an installation.
 *
 * @throws PolicyError if an institution's rate is under the statutory floor in a month it applies to, or if two
 *   entries claim the same month
 */
export function allowancePolicies(config: AllowanceConfig): AllowancePolicies {
  const byInstitution = Map.groupBy(config.institutionRates, (entry) => entry.institutionId);
  const institutionRates = new Map<string, readonly DatedRate[]>();
  for (const [id, entries] of byInstitution) {
    const rates = entries.map((entry) => institutionRate(entry.rate, monthNumber(entry.from)));
    institutionRates.set(id, ratesOfInstitution(id, rates));
  }
  const amounts = config.noIncomeAllowance.map((entry) => ({
    from: monthNumber(entry.from),
    cents: toCents(entry.amount),
  }));
  return {
    rounding: config.rounding,
    countedKinds: new Set(Object.keys(COUNTED_PAYMENT_KINDS)),
    statutoryRates: STATUTORY_RATES,
    institutionRates,
    noIncomeAllowance: newestFirst(
      amounts,
      (month) => new PolicyError('NO_INCOME_ALLOWANCE_TWICE', `two amounts without income from ${month}`),
    ),
  };
}
