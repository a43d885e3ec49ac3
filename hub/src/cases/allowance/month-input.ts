import type { StayDays } from './care.ts';
import type { Income } from './income.ts';
import type { DatedRate } from './rates.ts';

/** Everything that the statement of one month depends on, beside the policies. */
export interface MonthInput {
  /** Stays with counted days, in their order; at least one. */
  readonly parts: readonly StayDays[];
  readonly daysInCare: number;
  readonly partMonth: boolean;
  readonly overlapping: boolean;
  readonly endedByDeath: boolean;
  readonly income: Income;
  /** Whether it is known what the person's income is: a payment counts, or SAIS has answered. */
  readonly answered: boolean;
  readonly rate: DatedRate;
  /** Cents that the table of amounts without income gives for the month, or `null`. */
  readonly tableCents: number | null;
}

/** Computed amounts in cents. */
export interface Amounts {
  readonly allowance: number | null;
  readonly serviceCost: number | null;
  readonly clientShare: number | null;
  readonly remainder: number | null;
  readonly shortfall: number | null;
}
