import { firstDayOfMonth, monthNumber, monthOf } from '@saite/contracts';
import type { BenefitKind, RuleCodesOf, SopaId } from '@saite/contracts/sopa';
import type { FactsOf } from '../../facts.ts';
import { PeriodsBy } from '../days/periods-by.ts';
import type { Known } from '../judge.ts';
import { lastDayOf } from '../objects/calendar-texts.ts';
import { type RuleTable, rulesOf } from '../rule-table.ts';
import { GROWN_UP, type Life } from './life.ts';

/** Benefits of which a person gets one a month; the others may come more often. */
const MONTHLY: ReadonlySet<BenefitKind> = new Set([
  'guaranteed-minimum-income',
  'housing',
  'foster-family',
  'care-leaver',
  'care-expenses',
]);
const SCHOOL_FROM = 5;
/** Birthday on which the benefit for the school year is over. */
const SCHOOL_UNTIL = 25;

type Benefit = FactsOf<'benefit'>;

/** A person's benefits by kind and month, and the statuses on which they rest. */
export class KnownBenefits implements Known<Benefit> {
  readonly life: Life;
  readonly statuses: ReadonlyMap<SopaId, FactsOf<'status'>>;
  readonly #months = new PeriodsBy<BenefitKind>();

  constructor(life: Life, statuses: ReadonlyMap<SopaId, FactsOf<'status'>>) {
    this.life = life;
    this.statuses = statuses;
  }

  take({ kind, periodFrom, periodTo }: Benefit): void {
    if (MONTHLY.has(kind)) this.#months.add(kind, monthNumber(periodFrom), monthNumber(periodTo));
  }

  hasOtherWith({ kind, periodFrom, periodTo }: Benefit): boolean {
    return this.#months.overlapping(kind, monthNumber(periodFrom), monthNumber(periodTo)) > 0;
  }
}

const CHECKS: RuleTable<RuleCodesOf<'benefit', 'person' | 'everywhere'>, Benefit, KnownBenefits> = {
  BENEFIT_OUTSIDE_STATUS: ({ statusId, periodFrom, periodTo }, { statuses }) => {
    const status = statusId === null ? undefined : statuses.get(statusId);
    if (!status) return false;
    return periodFrom < monthOf(status.validFrom) || periodTo > monthOf(status.validTo);
  },
  BENEFIT_TWICE: (benefit, known) => known.hasOtherWith(benefit),
  BENEFIT_AFTER_DEATH: ({ periodTo }, { life }) => life.diedOn !== null && periodTo > monthOf(life.diedOn),
  // The month of the birthday is the first.
  BENEFIT_CARE_LEAVER_UNDERAGE: ({ kind, periodFrom }, { life }) =>
    kind === 'care-leaver' && life.isYounger(GROWN_UP, lastDayOf(periodFrom)),
  BENEFIT_SCHOOL_AGE: ({ kind, periodFrom, periodTo }, { life }) =>
    kind === 'school-start' &&
    (life.isYounger(SCHOOL_FROM, lastDayOf(periodTo)) ||
      life.hasReached(SCHOOL_UNTIL, firstDayOfMonth(monthNumber(periodFrom)))),
};
export const BENEFIT_RULES = rulesOf(CHECKS);
