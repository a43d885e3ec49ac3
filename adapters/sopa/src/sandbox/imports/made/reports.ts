import { dateOf, lastDayOf, monthOfDay, monthText } from './days.ts';
import { dice, mixed } from './dice.ts';
import type { Town } from './places.ts';
import type { Made } from './plain.ts';

const REPORT = 500;
/** Months before the first file that are reported on. */
const MONTHS = 12;
/** Day of the following month by which a month is reported on. */
const PREPARED_AFTER = 9;

type FinancialKind = Made<'financial-report'>['kind'];

const LINES: {
  readonly [Kind in FinancialKind]: readonly Made<'financial-report'>['line'][number]['serviceKind'][];
} = {
  'money-follows-client': [
    'home-care',
    'day-care-centre',
    'workshop',
    'group-home',
    'specialist-consultation',
  ],
  'group-homes': ['group-home'],
  services: [
    'home-care',
    'family-assistant',
    'municipal-long-term-care',
    'extended-assistant',
    'psychologist',
  ],
  benefits: ['home-care', 'disabled-child-care'],
};
const FINANCIAL_KINDS = [
  'money-follows-client',
  'group-homes',
  'services',
  'benefits',
] as const satisfies readonly FinancialKind[];

/** Report of money (*finanšu pārskats*) of a kind and a month. */
export function financialReportOf(town: Town, kind: FinancialKind, month: number): Made<'financial-report'> {
  const base = mixed(town.seed + town.ordinal, month);
  const line = LINES[kind].map((serviceKind, at) => ({
    serviceKind,
    persons: 1 + dice(base, REPORT + at, 400),
    amount: dice(base, REPORT + 20 + at, 20_000_000),
  }));
  return {
    reportId: `F-${kind}-${monthText(month)}`,
    kind,
    periodFrom: monthText(month),
    periodTo: monthText(month),
    preparedOn: dateOf(lastDayOf(month) + PREPARED_AFTER),
    line,
    persons: line.reduce((sum, { persons }) => sum + persons, 0),
    total: line.reduce((sum, { amount }) => sum + amount, 0),
  };
}

type StatisticalForm = Made<'statistical-report'>['form'];

/** Report of official statistics (*statistikas pārskats*) of a form, from a month on. */
export function statisticalReportOf(
  town: Town,
  form: StatisticalForm,
  firstMonth: number,
): Made<'statistical-report'> {
  const lastMonth = form === 'assistance-month' ? firstMonth : firstMonth + 11;
  const base = mixed(town.seed + town.ordinal, firstMonth);
  const row = Array.from({ length: 12 }, (_, at) => {
    const women = dice(base, REPORT + 40 + at, 900);
    const men = dice(base, REPORT + 60 + at, 900);
    return {
      code: 1010 + 10 * at,
      women,
      men,
      children: dice(base, REPORT + 80 + at, women + men + 1),
      total: women + men,
    };
  });
  return {
    reportId: `T-${form}-${monthText(firstMonth)}`,
    form,
    periodFrom: monthText(firstMonth),
    periodTo: monthText(lastMonth),
    preparedOn: dateOf(lastDayOf(lastMonth) + PREPARED_AFTER),
    row,
  };
}

/** The last month that is reported on by the first file's last day. */
const lastReported = ({ origin }: Town): number => monthOfDay(origin - PREPARED_AFTER) - 1;

/** The last calendar year that is reported on: number of its January. */
const yearReported = (town: Town): number => Math.floor((lastReported(town) + 1) / 12) * 12 - 12;

export const financialReportsOf = (town: Town): Made<'financial-report'>[] =>
  FINANCIAL_KINDS.flatMap((kind) =>
    Array.from({ length: MONTHS }, (_, back) => financialReportOf(town, kind, lastReported(town) - back)),
  );

export const statisticalReportsOf = (town: Town): Made<'statistical-report'>[] => [
  ...Array.from({ length: MONTHS }, (_, back) =>
    statisticalReportOf(town, 'assistance-month', lastReported(town) - back),
  ),
  statisticalReportOf(town, 'services-year', yearReported(town)),
  statisticalReportOf(town, 'care-homes-year', yearReported(town)),
];
