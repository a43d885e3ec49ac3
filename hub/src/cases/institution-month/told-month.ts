import { firstDayOfMonth, type Month, monthNumber, type StatementContent } from '@saite/contracts';

/** What a statement says of a month, without policies and grounds. */
export interface ToldMonth {
  readonly month: Month;
  readonly content: Omit<StatementContent, 'policies' | 'legalBasis'>;
}

/** Days of a month by the calendar. */
export const lengthOf = (month: Month): number =>
  firstDayOfMonth(monthNumber(month) + 1) - firstDayOfMonth(monthNumber(month));
