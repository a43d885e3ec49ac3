import { monthNumber } from '@saite/contracts';
import type { RuleCodesOf } from '@saite/contracts/sopa';
import type { FactsOf } from '../facts.ts';
import type { CardObject, FileContext } from './cards.ts';
import { PeriodsBy } from './days/periods-by.ts';
import { judge, type Known } from './judge.ts';
import { type Broken, type Rule, type RuleTable, rulesOf } from './rule-table.ts';

type ReportKind = 'financial-report' | 'statistical-report';
type Report = FactsOf<ReportKind>;

const subjectOf = (report: Report): string => ('form' in report ? report.form : report.kind);

/** Months that are reported on, by kind or form. */
class KnownReports implements Known<Report> {
  readonly #months = new PeriodsBy<string>();

  take(report: Report): void {
    const { periodFrom, periodTo } = report;
    this.#months.add(subjectOf(report), monthNumber(periodFrom), monthNumber(periodTo));
  }

  hasOtherWith(report: Report): boolean {
    const { periodFrom, periodTo } = report;
    return this.#months.overlapping(subjectOf(report), monthNumber(periodFrom), monthNumber(periodTo)) > 0;
  }
}

type Checks<Kind extends ReportKind> = RuleTable<
  RuleCodesOf<Kind, 'municipality'>,
  FactsOf<Kind>,
  KnownReports
>;
const FINANCIAL_CHECKS: Checks<'financial-report'> = {
  FINANCIAL_TWICE: (report, known) => known.hasOtherWith(report),
};
const STATISTICAL_CHECKS: Checks<'statistical-report'> = {
  STATISTICAL_TWICE: (report, known) => known.hasOtherWith(report),
};

const RULES: { readonly [Kind in ReportKind]: readonly Rule<FactsOf<Kind>, KnownReports>[] } = {
  'financial-report': rulesOf(FINANCIAL_CHECKS),
  'statistical-report': rulesOf(STATISTICAL_CHECKS),
};

/** Judges the reports of the file beside each other and those stored; for n reports in the order of n log n. */
export function checkReports<Kind extends ReportKind>(
  kind: Kind,
  reports: readonly CardObject<Kind>[],
  _file: FileContext,
): readonly Broken[] {
  const broken: Broken[] = [];
  judge(reports, RULES[kind], () => new KnownReports(), broken);
  return broken;
}
