import { CalendarDate, dayNumber, Month, monthNumber } from '@saite/contracts';
import type { RuleCodesOf, RuleScope } from '@saite/contracts/sopa';
import { dateOf, firstDayOf, lastDayOf, lastOfMonths, monthOfDay, monthText } from '../made/days.ts';
import { declarationOf, declaredAt, statusFrom, statusOf } from '../made/households.ts';
import { AT, personAt } from '../made/persons.ts';
import type { Neighbourhood } from '../made/places.ts';
import type { Made, MadeObject } from '../made/plain.ts';
import { FAMILY, SINGLE } from '../made/sketches.ts';
import { declaration, lastDay, type Mistake, oneWrong, person, status, tomorrow } from './mistake.ts';

type StatusCode = RuleCodesOf<'status', RuleScope>;
type DeclarationCode = RuleCodesOf<'declaration', RuleScope>;

const pensioner = (at: Neighbourhood): MadeObject => person(personAt(at, AT.pensioner));
const declared = (at: Neighbourhood): number => declaredAt(at, AT.pensioner);

/** The status of a pensioner who lives alone is changed. */
const changedStatus =
  (
    code: StatusCode,
    change: (right: Made<'status'>, at: Neighbourhood) => Partial<Made<'status'>>,
  ): Mistake =>
  (at) => {
    const right = statusOf(at, SINGLE);
    const beside = [pensioner(at), declaration(declarationOf(at, SINGLE))];
    return oneWrong(beside, status(right), status({ ...right, ...change(right, at) }), code);
  };

const MONTHS_TOO_OLD = 6;

/** The same declaration, some months earlier. */
function earlier(at: Neighbourhood, months: number): Made<'declaration'> {
  const recent = declarationOf(at, SINGLE);
  const back = (month: string) => monthText(monthNumber(Month.parse(month)) - months);
  return {
    ...recent,
    declaredOn: dateOf(firstDayOf(monthOfDay(declared(at)) - months)),
    periodFrom: back(recent.periodFrom),
    periodTo: back(recent.periodTo),
    member: recent.member.map((member) => ({
      ...member,
      income: member.income.map((income) => ({ ...income, month: back(income.month) })),
    })),
  };
}

const statusFor = (at: Neighbourhood, decided: number): Made<'status'> => {
  const from = firstDayOf(monthOfDay(decided));
  const validTo = dateOf(lastOfMonths(from, 3));
  return { ...statusOf(at, SINGLE), decidedOn: dateOf(decided), validFrom: dateOf(from), validTo };
};

export const STATUS_MISTAKES: { readonly [Code in StatusCode]: Mistake } = {
  STATUS_ENDS_BEFORE_START: changedStatus('STATUS_ENDS_BEFORE_START', (_, at) => ({
    validTo: dateOf(statusFrom(at, AT.pensioner) - 1),
  })),
  STATUS_STARTS_TOO_EARLY: changedStatus('STATUS_STARTS_TOO_EARLY', ({ decidedOn }) => {
    const decided = monthOfDay(dayNumber(CalendarDate.parse(decidedOn)));
    const from = firstDayOf(decided - 1) - 1;
    return { validFrom: dateOf(from), validTo: dateOf(from + 60) };
  }),
  STATUS_TOO_LONG: changedStatus('STATUS_TOO_LONG', (_, at) => ({
    validTo: dateOf(lastOfMonths(statusFrom(at, AT.pensioner), 6) + 1),
  })),
  STATUS_DECIDED_IN_FUTURE: changedStatus('STATUS_DECIDED_IN_FUTURE', (_, at) => {
    const { decidedOn, validFrom, validTo } = statusFor(at, lastDay(at) + 1);
    return { decidedOn, validFrom, validTo };
  }),
  STATUS_HOUSEHOLD_EMPTY: changedStatus('STATUS_HOUSEHOLD_EMPTY', () => ({ householdSize: 0 })),
  STATUS_OVERLAPS(at) {
    const first = statusOf(at, SINGLE);
    const beside = [pensioner(at), declaration(declarationOf(at, SINGLE)), status(first)];
    const twin = { ...first, statusId: `${first.statusId}-b` };
    const after = dayNumber(CalendarDate.parse(first.validTo)) + 1;
    const validTo = dateOf(lastOfMonths(after, 3));
    const right = { ...twin, validFrom: dateOf(after), validTo };
    return oneWrong(beside, status(right), status(twin), 'STATUS_OVERLAPS');
  },
  STATUS_BEFORE_DECLARATION: changedStatus('STATUS_BEFORE_DECLARATION', (_, at) => ({
    decidedOn: dateOf(declared(at) - 1),
  })),
  STATUS_INCOME_DIFFERS: changedStatus('STATUS_INCOME_DIFFERS', ({ incomePerMember }) => ({
    incomePerMember: incomePerMember + 1,
  })),
  STATUS_HOUSEHOLD_DIFFERS: changedStatus('STATUS_HOUSEHOLD_DIFFERS', ({ householdSize }) => ({
    householdSize: householdSize + 1,
  })),
  STATUS_DECLARATION_TOO_OLD(at) {
    const old = earlier(at, MONTHS_TOO_OLD);
    const handedIn = dayNumber(CalendarDate.parse(old.declaredOn));
    const [right, wrong] = [statusFor(at, handedIn + 5), statusFor(at, declared(at))];
    return oneWrong(
      [pensioner(at), declaration(old)],
      status(right),
      status(wrong),
      'STATUS_DECLARATION_TOO_OLD',
    );
  },
  STATUS_AFTER_DEATH(at) {
    const right = statusOf(at, SINGLE);
    const from = firstDayOf(monthOfDay(declared(at)) + 1);
    const wrong = { ...right, validFrom: dateOf(from), validTo: dateOf(lastOfMonths(from, 3)) };
    const dead = person({ ...personAt(at, AT.pensioner), deathDate: dateOf(from - 1) });
    return oneWrong(
      [dead, declaration(declarationOf(at, SINGLE))],
      status(right),
      status({ ...wrong, decidedOn: dateOf(declared(at)) }),
      'STATUS_AFTER_DEATH',
    );
  },
};

/** The average as SOPA works it out: half a cent is rounded up. */
function withSums(right: Made<'declaration'>, member: Made<'declaration'>['member']): Made<'declaration'> {
  const totalIncome = member.reduce((sum, { total }) => sum + total, 0);
  return { ...right, member, totalIncome, ...averageOf(totalIncome, member.length) };
}

const averageOf = (totalIncome: number, persons: number) => ({
  incomePerMember: Math.floor((2 * totalIncome + 3 * persons) / (6 * persons)),
});

const changedDeclaration =
  (
    code: DeclarationCode,
    change: (right: Made<'declaration'>, at: Neighbourhood) => Partial<Made<'declaration'>>,
  ): Mistake =>
  (at) => {
    const right = declarationOf(at, SINGLE);
    const wrong = { ...right, ...change(right, at) };
    return oneWrong([pensioner(at)], declaration(right), declaration(wrong), code);
  };

const changedIncome = (
  right: Made<'declaration'>,
  change: Partial<Made<'declaration'>['member'][number]['income'][number]>,
): Partial<Made<'declaration'>> => ({
  member: right.member.map((member) => ({
    ...member,
    income: member.income.map((income, at) => (at === 0 ? { ...income, ...change } : income)),
  })),
});

const monthBefore = (month: string): string => monthText(monthNumber(Month.parse(month)) - 1);

export const DECLARATION_MISTAKES: { readonly [Code in DeclarationCode]: Mistake } = {
  DECLARATION_ENDS_BEFORE_START: changedDeclaration('DECLARATION_ENDS_BEFORE_START', ({ periodFrom }) => ({
    periodTo: monthBefore(periodFrom),
  })),
  DECLARATION_IN_FUTURE: changedDeclaration('DECLARATION_IN_FUTURE', (_, at) => ({
    declaredOn: tomorrow(at),
  })),
  DECLARATION_PERIOD_NOT_OVER: changedDeclaration('DECLARATION_PERIOD_NOT_OVER', ({ periodTo }) => ({
    declaredOn: dateOf(lastDayOf(monthNumber(Month.parse(periodTo)))),
  })),
  DECLARATION_HOUSEHOLD_DIFFERS: changedDeclaration('DECLARATION_HOUSEHOLD_DIFFERS', ({ totalIncome }) => ({
    householdSize: 2,
    ...averageOf(totalIncome, 2),
  })),
  DECLARATION_MEMBER_TWICE(at) {
    const right = declarationOf(at, FAMILY);
    const beside = FAMILY.places.map((place) => person(personAt(at, place)));
    const [declarant, child] = right.member;
    const member = [declarant, child, child].filter((one) => one !== undefined);
    const wrong = withSums(right, member);
    return oneWrong(beside, declaration(right), declaration(wrong), 'DECLARATION_MEMBER_TWICE');
  },
  DECLARATION_DECLARANT_MISSING: changedDeclaration('DECLARATION_DECLARANT_MISSING', ({ member }) => ({
    member: member.map((one) => ({ ...one, relation: 'other' })),
  })),
  DECLARATION_MONTH_OUTSIDE: changedDeclaration('DECLARATION_MONTH_OUTSIDE', (right) =>
    changedIncome(right, { month: monthBefore(right.periodFrom) }),
  ),
  DECLARATION_MEMBER_SUM: changedDeclaration('DECLARATION_MEMBER_SUM', (right) =>
    withSums(
      right,
      right.member.map((one) => ({ ...one, total: one.total + 1 })),
    ),
  ),
  DECLARATION_SUM: changedDeclaration('DECLARATION_SUM', ({ totalIncome }) => ({
    totalIncome: totalIncome + 1,
    ...averageOf(totalIncome + 1, 1),
  })),
  DECLARATION_AVERAGE: changedDeclaration('DECLARATION_AVERAGE', ({ incomePerMember }) => ({
    incomePerMember: incomePerMember + 1,
  })),
  DECLARATION_NONE_WITH_AMOUNT: changedDeclaration('DECLARATION_NONE_WITH_AMOUNT', (right) =>
    changedIncome(right, { kind: 'none' }),
  ),
  DECLARATION_TWICE(at) {
    const first = declarationOf(at, SINGLE);
    const twin = { ...first, declarationId: `${first.declarationId}-b` };
    const right = { ...twin, declaredOn: dateOf(declared(at) + 1) };
    return oneWrong(
      [pensioner(at), declaration(first)],
      declaration(right),
      declaration(twin),
      'DECLARATION_TWICE',
    );
  },
  DECLARATION_OF_UNDERAGE(at) {
    const of = { places: [AT.schoolChild], relations: ['declarant'], income: ['wage'] } as const;
    const beside = [AT.mother, AT.schoolChild].map((place) => person(personAt(at, place)));
    return oneWrong(beside, null, declaration(declarationOf(at, of)), 'DECLARATION_OF_UNDERAGE');
  },
  DECLARATION_AFTER_DEATH(at) {
    const wrong = declarationOf(at, SINGLE);
    const dead = person({ ...personAt(at, AT.pensioner), deathDate: dateOf(declared(at) - 1) });
    return oneWrong([dead], declaration(earlier(at, 1)), declaration(wrong), 'DECLARATION_AFTER_DEATH');
  },
};
