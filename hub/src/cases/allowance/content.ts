import {
  fromCents,
  type Month,
  monthNumber,
  type StatementContent,
  type StatementStay,
} from '@saite/contracts';
import { shareOf, splitByWeight } from './amounts.ts';
import type { StayDays } from './care.ts';
import { appliedTo, flagsOf } from './explain.ts';
import { groundsOf } from './grounds.ts';
import type { Amounts, MonthInput } from './month-input.ts';
import { type AllowancePolicies, statutoryRate } from './policies.ts';
import { STATUTORY_RATES } from './rates.ts';

/** What a month's statement says, and whether it is told as an event. */
export interface MonthResult {
  readonly content: StatementContent;
  /** False while SAIS has not answered and nothing counts: nobody is told "no income" by a silence. */
  readonly announced: boolean;
  readonly allowanceCents: number | null;
}

function serviceCostOf(parts: readonly StayDays[]): number | null {
  let cost = 0;
  for (const { stay, days } of parts) {
    if (stay.dailyCents === null) return null;
    cost += stay.dailyCents * days;
  }
  return cost;
}

function amountsOf({ income, parts, rate, tableCents }: MonthInput, policies: AllowancePolicies): Amounts {
  const serviceCost = serviceCostOf(parts);
  const allowance = income.counts ? shareOf(income.baseCents, rate.rate, policies.rounding) : tableCents;
  if (serviceCost === null) {
    return { allowance, serviceCost, clientShare: null, remainder: null, shortfall: null };
  }
  const payable = income.counts ? income.baseCents - (allowance ?? 0) : 0;
  const clientShare = Math.min(payable, serviceCost);
  return {
    allowance,
    serviceCost,
    clientShare,
    remainder: payable - clientShare,
    shortfall: serviceCost - clientShare,
  };
}

function staysOf(parts: readonly StayDays[], clientShare: number | null): StatementStay[] {
  const costs = parts.map(({ stay, days }) => (stay.dailyCents === null ? null : stay.dailyCents * days));
  const shares =
    clientShare === null
      ? []
      : splitByWeight(
          clientShare,
          costs.map((cost) => cost ?? 0),
        );
  return parts.map(({ stay, days }, order) => ({
    placementId: stay.placementId,
    institutionId: stay.institutionId,
    days,
    dailyCost: stay.dailyCost,
    serviceCost: amount(costs[order]),
    clientShare: amount(shares[order]),
  }));
}

const amount = (cents: number | null | undefined) =>
  cents === null || cents === undefined ? null : fromCents(cents);

/** The statement of a month with at least one day in care. */
export function stateMonth(input: MonthInput, policies: AllowancePolicies): MonthResult {
  const amounts = amountsOf(input, policies);
  const grounds = groundsOf(appliedTo(input, amounts, policies));
  const content: StatementContent = {
    rate: input.rate.text,
    base: fromCents(input.income.baseCents),
    allowance: amount(amounts.allowance),
    serviceCost: amount(amounts.serviceCost),
    clientShare: amount(amounts.clientShare),
    remainder: amount(amounts.remainder),
    shortfall: amount(amounts.shortfall),
    daysInCare: input.daysInCare,
    stays: staysOf(input.parts, amounts.clientShare),
    lines: input.income.lines,
    flags: flagsOf(input, amounts),
    policies: grounds.policies,
    legalBasis: grounds.legalBasis,
  };
  return { content, announced: input.answered, allowanceCents: amounts.allowance };
}

/**
 * What is said of a month that was stated before and has no day in care any more. No institution has days, so the
 * rate is the statutory one.
 */
export function notInCare(
  month: Month,
  policies: Pick<AllowancePolicies, 'statutoryRates'> = { statutoryRates: STATUTORY_RATES },
): StatementContent {
  const rate = statutoryRate(policies, monthNumber(month));
  const grounds = groundsOf({ rate: rate.source, 'no-day-in-care': 'taken-back' });
  return {
    rate: rate.text,
    base: null,
    allowance: null,
    serviceCost: null,
    clientShare: null,
    remainder: null,
    shortfall: null,
    daysInCare: 0,
    stays: [],
    lines: [],
    flags: ['NOT_IN_CARE'],
    policies: grounds.policies,
    legalBasis: grounds.legalBasis,
  };
}
