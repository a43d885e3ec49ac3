import { CARE_ALERT_KINDS, type CareAlertKind, dateOfDayNumber } from '@saite/contracts';
import type { Basis, Condition } from './conditions.ts';

/** Languages of explanations. */
type Language = 'lv' | 'en';

const NAMES: Readonly<Record<CareAlertKind, string>> = {
  'report-due-soon': 'a report is due soon',
  'report-overdue': 'a report is overdue',
  'report-escalated': 'a report has been overdue for a month',
  'stay-6-months': 'six months in an institution',
  'stay-12-months': 'a year in an institution',
  'no-custody-decision': 'no decision of an orphan’s court in force',
  'custody-suspended-1-year': 'custody suspended for a year',
  'crisis-reported': 'taken from the family',
};

const REPORTER = {
  lv: { police: 'policija', inspection: 'inspekcija', court: 'bāriņtiesa' },
  en: { police: 'the police', inspection: 'the inspection', court: 'the orphan’s court' },
} as const;

const ART_28 = {
  lv: 'Sociālo pakalpojumu un sociālās palīdzības likuma 28. pants',
  en: 'Law on Social Services and Social Assistance, art. 28',
};
const ART_27 = {
  lv: 'Bērnu tiesību aizsardzības likuma 27. pants',
  en: 'Children’s Rights Protection Law, art. 27',
};
const POLICY = {
  lv: 'Saites politika; likums termiņu nenosaka',
  en: 'a policy of Saite; the law sets no term',
};

/** Why an alert is there, in words, with the rule. */
export function explain(
  { kind, dueOn, basis }: Pick<Condition, 'kind' | 'dueOn' | 'basis'>,
  language: Language,
): string {
  const name = language === 'lv' ? CARE_ALERT_KINDS[kind] : NAMES[kind];
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}: ${grounds(basis, dueOn)[language]}.`;
}

/** A day as each language writes it. */
function dayIn(day: number): Record<Language, string> {
  const date = dateOfDayNumber(day);
  return { lv: date.split('-').reverse().join('.'), en: date };
}

function grounds(basis: Basis, dueOn: number | null): Record<Language, string> {
  switch (basis.about) {
    case 'report': {
      const months = basis.interval === 'P3M' ? 3 : 6;
      const [anchor, due] = [dayIn(basis.anchor), dayIn(dueOn ?? basis.anchor)];
      return {
        lv: `ziņojums jāsniedz līdz ${due.lv}, ${months} mēneši no ${anchor.lv} (${ART_28.lv})`,
        en: `the report is due by ${due.en}, ${months} months from ${anchor.en} (${ART_28.en})`,
      };
    }
    case 'stay': {
      const since = dayIn(basis.since);
      return {
        lv: `bez pārtraukuma institūcijā kopš ${since.lv}, ${basis.months} mēneši (${POLICY.lv})`,
        en: `in institutions without a gap since ${since.en}, ${basis.months} months (${POLICY.en})`,
      };
    }
    case 'decision': {
      const since = dayIn(basis.since);
      return {
        lv: `institūcijā kopš ${since.lv}, pēc ${basis.days} dienām uzturēšanos nesedz neviens bāriņtiesas lēmums (${POLICY.lv})`,
        en: `in an institution since ${since.en}, after ${basis.days} days no decision covers the stay (${POLICY.en})`,
      };
    }
    case 'suspension': {
      const since = dayIn(basis.effectiveFrom);
      return {
        lv: `lēmums ${basis.decisionId}, spēkā kopš ${since.lv}, ${basis.months} mēneši bez jauna lēmuma par aizgādību (${POLICY.lv})`,
        en: `decision ${basis.decisionId}, in force since ${since.en}, ${basis.months} months without another decision on custody (${POLICY.en})`,
      };
    }
    case 'crisis':
      return {
        lv: `paziņojums ${basis.crisisId}, ziņo ${REPORTER.lv[basis.reportedBy]} (${ART_27.lv})`,
        en: `notice ${basis.crisisId} of ${REPORTER.en[basis.reportedBy]} (${ART_27.en})`,
      };
    default:
      return basis satisfies never;
  }
}
