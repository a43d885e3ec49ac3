import { dateOfDayNumber, firstDayOfMonth, type Month, monthNumber } from '@saite/contracts';
import type { Json } from '../json-document.ts';
import { typed } from './nodes.ts';

/** Months that follow each other without a gap, by month number; both ends belong to it. */
interface Span {
  readonly first: number;
  readonly last: number;
}

function spansOf(periods: readonly Month[]): Span[] {
  const months = new Set(periods.map(monthNumber));
  const firsts = [...months].filter((month) => !months.has(month - 1)).sort((a, b) => a - b);
  return firsts.map((first) => {
    let last = first;
    while (months.has(last + 1)) last += 1;
    return { first, last };
  });
}

const day = (number: number): Json => typed('xsd:date', dateOfDayNumber(number));

/** The time that periods cover (*laika aptvērums*): one span where they follow each other, more where some are missing. */
export const coverageOf = (periods: readonly Month[]): Json[] =>
  spansOf(periods).map(({ first, last }) => ({
    '@type': 'dct:PeriodOfTime',
    'dcat:startDate': day(firstDayOfMonth(first)),
    'dcat:endDate': day(firstDayOfMonth(last + 1) - 1),
  }));
