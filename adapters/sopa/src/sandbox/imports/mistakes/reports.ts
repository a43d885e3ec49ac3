import type { RuleCodesOf, RuleScope } from '@saite/contracts/sopa';
import { dateOf, lastDayOf, monthOfDay, monthText } from '../made/days.ts';
import type { Neighbourhood } from '../made/places.ts';
import type { Made } from '../made/plain.ts';
import { financialReportOf, statisticalReportOf } from '../made/reports.ts';
import { financial, type Mistake, oneWrong, statistical, tomorrow } from './mistake.ts';

type FinancialCode = RuleCodesOf<'financial-report', RuleScope>;
type StatisticalCode = RuleCodesOf<'statistical-report', RuleScope>;

/** Months that regular files report on, and a few more. */
const REPORTED = 24;
/** Months that each mistake has for itself, and how many such spans there are since 1950. */
const MONTHS = 2;
const SPANS = 400;

/** A month of long ago that no other report is about. */
const monthOf = ({ town, number }: Neighbourhood): number =>
  monthOfDay(town.origin) - REPORTED - MONTHS * (1 + (number % SPANS));

const money = (at: Neighbourhood): Made<'financial-report'> =>
  financialReportOf(at.town, 'services', monthOf(at));

function withSums(
  report: Made<'financial-report'>,
  line: Made<'financial-report'>['line'],
): Made<'financial-report'> {
  return {
    ...report,
    line,
    persons: line.reduce((sum, { persons }) => sum + persons, 0),
    total: line.reduce((sum, { amount }) => sum + amount, 0),
  };
}

const changedMoney =
  (
    code: FinancialCode,
    change: (right: Made<'financial-report'>, at: Neighbourhood) => Partial<Made<'financial-report'>>,
  ): Mistake =>
  (at) => {
    const right = money(at);
    return oneWrong([], financial(right), financial({ ...right, ...change(right, at) }), code);
  };

export const FINANCIAL_MISTAKES: { readonly [Code in FinancialCode]: Mistake } = {
  FINANCIAL_ENDS_BEFORE_START: changedMoney('FINANCIAL_ENDS_BEFORE_START', (_, at) => ({
    periodTo: monthText(monthOf(at) - 1),
  })),
  FINANCIAL_PERIOD_NOT_OVER: changedMoney('FINANCIAL_PERIOD_NOT_OVER', (_, at) => ({
    preparedOn: dateOf(lastDayOf(monthOf(at)) - 1),
  })),
  FINANCIAL_IN_FUTURE: changedMoney('FINANCIAL_IN_FUTURE', (_, at) => ({ preparedOn: tomorrow(at) })),
  FINANCIAL_SUM: changedMoney('FINANCIAL_SUM', ({ total }) => ({ total: total + 1 })),
  FINANCIAL_PERSONS_SUM: changedMoney('FINANCIAL_PERSONS_SUM', ({ persons }) => ({ persons: persons + 1 })),
  FINANCIAL_LINE_TWICE: changedMoney('FINANCIAL_LINE_TWICE', (right) =>
    withSums(right, [...right.line, ...right.line.slice(0, 1)]),
  ),
  FINANCIAL_LINE_MISFITS(at) {
    const right = financialReportOf(at.town, 'group-homes', monthOf(at));
    const line = right.line.map((one) => ({ ...one, serviceKind: 'home-care' as const }));
    return oneWrong([], financial(right), financial({ ...right, line }), 'FINANCIAL_LINE_MISFITS');
  },
  FINANCIAL_TWICE(at) {
    const first = money(at);
    const wrong = { ...first, reportId: `${first.reportId}-b` };
    const month = monthText(monthOf(at) + 1);
    const right = {
      ...wrong,
      periodFrom: month,
      periodTo: month,
      preparedOn: dateOf(lastDayOf(monthOf(at) + 2)),
    };
    return oneWrong([financial(first)], financial(right), financial(wrong), 'FINANCIAL_TWICE');
  },
};

const figures = (at: Neighbourhood): Made<'statistical-report'> =>
  statisticalReportOf(at.town, 'assistance-month', monthOf(at));

const changedFigures =
  (
    code: StatisticalCode,
    change: (right: Made<'statistical-report'>, at: Neighbourhood) => Partial<Made<'statistical-report'>>,
  ): Mistake =>
  (at) => {
    const right = figures(at);
    return oneWrong([], statistical(right), statistical({ ...right, ...change(right, at) }), code);
  };

const changedRow = (
  right: Made<'statistical-report'>,
  change: (
    row: Made<'statistical-report'>['row'][number],
  ) => Partial<Made<'statistical-report'>['row'][number]>,
): Partial<Made<'statistical-report'>> => ({
  row: right.row.map((row, at) => (at === 0 ? { ...row, ...change(row) } : row)),
});

export const STATISTICAL_MISTAKES: { readonly [Code in StatisticalCode]: Mistake } = {
  STATISTICAL_PERIOD_MISFITS: changedFigures('STATISTICAL_PERIOD_MISFITS', (_, at) => ({
    periodTo: monthText(monthOf(at) + 1),
    preparedOn: dateOf(lastDayOf(monthOf(at) + 2)),
  })),
  STATISTICAL_PERIOD_NOT_OVER: changedFigures('STATISTICAL_PERIOD_NOT_OVER', (_, at) => ({
    preparedOn: dateOf(lastDayOf(monthOf(at)) - 1),
  })),
  STATISTICAL_IN_FUTURE: changedFigures('STATISTICAL_IN_FUTURE', (_, at) => ({ preparedOn: tomorrow(at) })),
  STATISTICAL_ROW_SUM: changedFigures('STATISTICAL_ROW_SUM', (right) =>
    changedRow(right, ({ total }) => ({ total: total + 1 })),
  ),
  STATISTICAL_CHILDREN: changedFigures('STATISTICAL_CHILDREN', (right) =>
    changedRow(right, ({ total }) => ({ children: total + 1 })),
  ),
  STATISTICAL_ROW_TWICE: changedFigures('STATISTICAL_ROW_TWICE', ({ row }) => ({
    row: [...row, ...row.slice(0, 1)],
  })),
  STATISTICAL_TWICE(at) {
    const first = figures(at);
    const wrong = { ...first, reportId: `${first.reportId}-b` };
    const month = monthText(monthOf(at) + 1);
    const right = {
      ...wrong,
      periodFrom: month,
      periodTo: month,
      preparedOn: dateOf(lastDayOf(monthOf(at) + 2)),
    };
    return oneWrong([statistical(first)], statistical(right), statistical(wrong), 'STATISTICAL_TWICE');
  },
};
