import { CalendarDate, dayNumber, Month, monthNumber } from '@saite/contracts';
import type { RuleCodesOf, RuleScope } from '@saite/contracts/sopa';
import { type BenefitSketch, benefitOf } from '../made/benefits.ts';
import { dateOf, monthOfDay, monthText } from '../made/days.ts';
import { declarationOf, type SurveySketch, statusOf, surveyOf } from '../made/households.ts';
import { newCode } from '../made/person-codes.ts';
import { AT, diedAt, personAt } from '../made/persons.ts';
import { indexAt, type Neighbourhood } from '../made/places.ts';
import type { Made } from '../made/plain.ts';
import { SINGLE } from '../made/sketches.ts';
import { benefit, declaration, type Mistake, oneWrong, person, status, survey, tomorrow } from './mistake.ts';

type SurveyCode = RuleCodesOf<'survey', RuleScope>;
type BenefitCode = RuleCodesOf<'benefit', RuleScope>;

const ALONE: SurveySketch = {
  place: AT.wife,
  letter: 'a',
  reason: 'service',
  housing: 'flat',
  members: [],
  daysAgo: 30,
};
const COUPLE: SurveySketch = { ...ALONE, members: [AT.husband] };
const HOMELESS: SurveySketch = { ...ALONE, housing: 'homeless' };

const couple = (at: Neighbourhood) => [AT.wife, AT.husband].map((place) => person(personAt(at, place)));

const changedSurvey =
  (
    code: SurveyCode,
    sketch: SurveySketch,
    change: (right: Made<'survey'>, at: Neighbourhood) => Partial<Made<'survey'>>,
  ): Mistake =>
  (at) => {
    const right = surveyOf(at, sketch);
    return oneWrong(couple(at), survey(right), survey({ ...right, ...change(right, at) }), code);
  };

const dayAfter = (date: string, days: number): string => dateOf(dayNumber(CalendarDate.parse(date)) + days);

export const SURVEY_MISTAKES: { readonly [Code in SurveyCode]: Mistake } = {
  SURVEY_IN_FUTURE: changedSurvey('SURVEY_IN_FUTURE', ALONE, (_, at) => ({
    surveyedOn: tomorrow(at),
    followUpOn: null,
  })),
  SURVEY_BEFORE_REQUEST: changedSurvey('SURVEY_BEFORE_REQUEST', ALONE, ({ surveyedOn }) => ({
    requestedOn: dayAfter(surveyedOn, 1),
  })),
  SURVEY_FOLLOW_UP_BEFORE: changedSurvey('SURVEY_FOLLOW_UP_BEFORE', ALONE, ({ surveyedOn }) => ({
    followUpOn: surveyedOn,
  })),
  SURVEY_HOUSEHOLD_EMPTY: changedSurvey('SURVEY_HOUSEHOLD_EMPTY', ALONE, () => ({ householdSize: 0 })),
  SURVEY_TOO_MANY_MEMBERS: changedSurvey('SURVEY_TOO_MANY_MEMBERS', COUPLE, () => ({ householdSize: 1 })),
  SURVEY_MEMBER_TWICE: changedSurvey('SURVEY_MEMBER_TWICE', COUPLE, ({ memberId }) => ({
    householdSize: 3,
    memberId: [...memberId, ...memberId],
  })),
  SURVEY_MEMBER_IS_SELF: changedSurvey('SURVEY_MEMBER_IS_SELF', COUPLE, ({ personId }) => ({
    memberId: [personId],
  })),
  SURVEY_ROOMS_OF_HOMELESS: changedSurvey('SURVEY_ROOMS_OF_HOMELESS', HOMELESS, () => ({ rooms: 1 })),
  SURVEY_FINDINGS_HOLD_CODE: changedSurvey('SURVEY_FINDINGS_HOLD_CODE', ALONE, ({ findings }, at) => ({
    findings: `${findings} Dēla kods ${newCode(at.town.ordinal, indexAt(at, AT.husband))}.`,
  })),
  SURVEY_TWICE(at) {
    const first = surveyOf(at, ALONE);
    const twin = { ...first, surveyId: `${first.surveyId}-b` };
    const right: Made<'survey'> = { ...twin, reason: 'assistance' };
    return oneWrong([...couple(at), survey(first)], survey(right), survey(twin), 'SURVEY_TWICE');
  },
  SURVEY_FOLLOW_UP_WITHOUT_FIRST: changedSurvey('SURVEY_FOLLOW_UP_WITHOUT_FIRST', ALONE, () => ({
    reason: 'follow-up',
  })),
  SURVEY_AFTER_DEATH(at) {
    const right = surveyOf(at, { ...ALONE, place: AT.deceased, daysAgo: 300 });
    const wrong = {
      ...right,
      surveyedOn: dateOf((diedAt(at, AT.deceased) ?? 0) + 1),
      followUpOn: null,
    };
    return oneWrong([person(personAt(at, AT.deceased))], survey(right), survey(wrong), 'SURVEY_AFTER_DEATH');
  },
};

const CRISIS: BenefitSketch = {
  place: AT.parentInCrisis,
  letter: 'a',
  kind: 'crisis',
  months: 1,
  most: 20_000,
};

const changedBenefit =
  (
    code: BenefitCode,
    change: (right: Made<'benefit'>, at: Neighbourhood) => Partial<Made<'benefit'>>,
  ): Mistake =>
  (at) => {
    const right = benefitOf(at, CRISIS);
    const wrong = { ...right, ...change(right, at) };
    const beside = [person(personAt(at, AT.parentInCrisis))];
    return oneWrong(beside, benefit(right), benefit(wrong), code);
  };

const monthsLater = (month: string, months: number): string =>
  monthText(monthNumber(Month.parse(month)) + months);

export const BENEFIT_MISTAKES: { readonly [Code in BenefitCode]: Mistake } = {
  BENEFIT_ENDS_BEFORE_START: changedBenefit('BENEFIT_ENDS_BEFORE_START', ({ periodFrom }) => ({
    periodTo: monthsLater(periodFrom, -1),
  })),
  BENEFIT_AMOUNT_ZERO: changedBenefit('BENEFIT_AMOUNT_ZERO', () => ({ monthlyAmount: 0, amount: 0 })),
  BENEFIT_AMOUNT_DIFFERS: changedBenefit('BENEFIT_AMOUNT_DIFFERS', ({ amount }) => ({ amount: amount + 1 })),
  BENEFIT_DECIDED_IN_FUTURE: changedBenefit('BENEFIT_DECIDED_IN_FUTURE', (_, at) => ({
    decidedOn: tomorrow(at),
    paidOn: null,
  })),
  BENEFIT_PAID_BEFORE_DECISION: changedBenefit('BENEFIT_PAID_BEFORE_DECISION', ({ decidedOn }) => ({
    paidOn: dayAfter(decidedOn, -1),
  })),
  BENEFIT_PAID_IN_FUTURE: changedBenefit('BENEFIT_PAID_IN_FUTURE', (_, at) => ({ paidOn: tomorrow(at) })),
  BENEFIT_STATUS_NEEDED: changedBenefit('BENEFIT_STATUS_NEEDED', () => ({
    kind: 'guaranteed-minimum-income',
  })),
  BENEFIT_PROVIDER_MISFITS: changedBenefit('BENEFIT_PROVIDER_MISFITS', () => ({ providerId: 'SPS-0001' })),
  BENEFIT_OUTSIDE_STATUS(at) {
    const sketch: BenefitSketch = {
      place: AT.pensioner,
      letter: 'a',
      kind: 'housing',
      months: 1,
      most: 9_000,
      onStatus: true,
    };
    const right = benefitOf(at, sketch);
    const wrong = {
      ...right,
      periodFrom: monthsLater(right.periodFrom, -1),
      periodTo: monthsLater(right.periodTo, -1),
    };
    const beside = [
      person(personAt(at, AT.pensioner)),
      declaration(declarationOf(at, SINGLE)),
      status(statusOf(at, SINGLE)),
    ];
    return oneWrong(beside, benefit(right), benefit(wrong), 'BENEFIT_OUTSIDE_STATUS');
  },
  BENEFIT_TWICE(at) {
    const first = benefitOf(at, { ...CRISIS, kind: 'care-expenses' });
    const twin = { ...first, benefitId: `${first.benefitId}-b` };
    const month = monthsLater(first.periodFrom, 1);
    const beside = [person(personAt(at, AT.parentInCrisis)), benefit(first)];
    return oneWrong(
      beside,
      benefit({ ...twin, periodFrom: month, periodTo: month }),
      benefit(twin),
      'BENEFIT_TWICE',
    );
  },
  BENEFIT_AFTER_DEATH(at) {
    const died = monthOfDay(diedAt(at, AT.deceased) ?? 0);
    const made = benefitOf(at, { ...CRISIS, place: AT.deceased, kind: 'medical' });
    const inMonth = (month: number) =>
      benefit({ ...made, periodFrom: monthText(month), periodTo: monthText(month) });
    const beside = [person(personAt(at, AT.deceased))];
    return oneWrong(beside, inMonth(died), inMonth(died + 1), 'BENEFIT_AFTER_DEATH');
  },
  BENEFIT_CARE_LEAVER_UNDERAGE(at) {
    const made = benefitOf(at, { ...CRISIS, place: AT.schoolChild, kind: 'care-leaver' });
    const right: Made<'benefit'> = { ...made, kind: 'school-start' };
    const beside = [AT.mother, AT.schoolChild].map((place) => person(personAt(at, place)));
    return oneWrong(beside, benefit(right), benefit(made), 'BENEFIT_CARE_LEAVER_UNDERAGE');
  },
  BENEFIT_SCHOOL_AGE: changedBenefit('BENEFIT_SCHOOL_AGE', () => ({ kind: 'school-start' })),
};
