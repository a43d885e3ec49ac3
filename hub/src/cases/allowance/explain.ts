import type { StatementFlag } from '@saite/contracts';
import type { Amounts, MonthInput } from './month-input.ts';
import type { Applied } from './named-policies.ts';
import type { AllowancePolicies } from './policies.ts';

/** The flags of a month with days in care, in the order of the contract. */
export function flagsOf(input: MonthInput, amounts: Amounts): StatementFlag[] {
  const flags: StatementFlag[] = [];
  if (!input.income.counts) flags.push(input.answered ? 'NO_INCOME' : 'AWAITING_INCOME');
  if (amounts.serviceCost === null) flags.push('NO_SERVICE_COST');
  if (input.partMonth) flags.push('PART_MONTH');
  if (input.overlapping) flags.push('OVERLAPPING_STAYS');
  if (input.endedByDeath) flags.push('ENDED_BY_DEATH');
  if (input.income.excluded) flags.push('EXCLUDED_PAYMENTS');
  return flags;
}

function noIncomePolicy({ answered, tableCents }: MonthInput): NonNullable<Applied['no-income']> {
  if (!answered) return 'await-answer';
  return tableCents === null ? 'no-allowance' : 'amount-by-date';
}

/** Every named policy that touched the result. */
export function appliedTo(
  input: MonthInput,
  { clientShare, shortfall }: Amounts,
  policies: AllowancePolicies,
): Applied {
  const { income, parts, rate } = input;
  return {
    rate: rate.source,
    'counted-kinds': 'statutory-list',
    amount: 'granted',
    'stay-days': 'admission-counts-discharge-does-not',
    ...(income.counts
      ? { proration: 'none', rounding: policies.rounding }
      : { 'no-income': noIncomePolicy(input) }),
    ...(input.overlapping && { overlap: 'first-started' }),
    ...(input.endedByDeath && { 'day-of-death': 'in-care' }),
    ...(clientShare === null && { 'no-service-cost': 'not-computed' }),
    ...(clientShare !== null && income.counts && { 'share-cap': 'service-cost' }),
    ...(shortfall !== null && shortfall > 0 && { shortfall: 'supporter-then-municipality' }),
    ...(parts.length > 1 && clientShare !== null && { split: 'largest-remainder' }),
    ...(income.foreign && { 'foreign-currency': 'not-counted' }),
  };
}
