import { monthOf } from '@saite/contracts';
import type { SopaDeclaration } from '@saite/contracts/sopa';
import type { ObjectChecks } from '../rule-table.ts';
import { monthsFrom } from './calendar-texts.ts';
import { holdsTwice, sumOf } from './repeated.ts';

type Member = SopaDeclaration['member'][number];
type Income = Member['income'][number];

const idOf = ({ memberId }: Member) => memberId;
const totalOf = ({ total }: Member): number => total;
const amountOf = ({ amount }: Income): number => amount;
const isSumWrong = ({ income, total }: Member): boolean => total !== sumOf(income, amountOf);
const isNoneWithAmount = ({ kind, amount }: Income): boolean => kind === 'none' && amount !== 0;
const holdsNoneWithAmount = ({ income }: Member): boolean => income.some(isNoneWithAmount);

function isDeclarantMissing({ personId, member }: SopaDeclaration): boolean {
  let declarants = 0;
  for (const { relation, memberId } of member)
    if (relation === 'declarant') declarants += memberId === personId ? 1 : 2;
  return declarants !== 1;
}

function isMonthOutside({ periodFrom, periodTo, member }: SopaDeclaration): boolean {
  if (periodTo < periodFrom) return false;
  for (const { income } of member)
    for (const { month } of income) if (month < periodFrom || month > periodTo) return true;
  return false;
}

/** Income of a person a month, half a cent rounded up. */
function averageOf({ totalIncome, householdSize, periodFrom, periodTo }: SopaDeclaration): number {
  const parts = householdSize * monthsFrom(periodFrom, periodTo);
  return Math.floor((2 * totalIncome + parts) / (2 * parts));
}

export const DECLARATION_CHECKS: ObjectChecks<'declaration'> = {
  DECLARATION_ENDS_BEFORE_START: ({ periodFrom, periodTo }) => periodTo < periodFrom,
  DECLARATION_IN_FUTURE: ({ declaredOn }, file) => declaredOn > file.periodTo,
  DECLARATION_PERIOD_NOT_OVER: ({ periodTo, declaredOn }) => periodTo >= monthOf(declaredOn),
  DECLARATION_HOUSEHOLD_DIFFERS: ({ householdSize, member }) => householdSize !== member.length,
  DECLARATION_MEMBER_TWICE: ({ member }) => holdsTwice(member, idOf),
  DECLARATION_DECLARANT_MISSING: isDeclarantMissing,
  DECLARATION_MONTH_OUTSIDE: isMonthOutside,
  DECLARATION_MEMBER_SUM: ({ member }) => member.some(isSumWrong),
  DECLARATION_SUM: ({ member, totalIncome }) => totalIncome !== sumOf(member, totalOf),
  DECLARATION_AVERAGE: (declaration) =>
    declaration.householdSize > 0 &&
    declaration.periodFrom <= declaration.periodTo &&
    declaration.incomePerMember !== averageOf(declaration),
  DECLARATION_NONE_WITH_AMOUNT: ({ member }) => member.some(holdsNoneWithAmount),
};
