import { STATUS_BENEFITS } from '@saite/contracts/sopa';
import type { ObjectChecks } from '../rule-table.ts';
import { monthsFrom } from './calendar-texts.ts';

export const BENEFIT_CHECKS: ObjectChecks<'benefit'> = {
  BENEFIT_ENDS_BEFORE_START: ({ periodFrom, periodTo }) => periodTo < periodFrom,
  BENEFIT_AMOUNT_ZERO: ({ amount }) => amount === 0,
  BENEFIT_AMOUNT_DIFFERS: ({ periodFrom, periodTo, monthlyAmount, amount }) =>
    periodFrom <= periodTo && amount !== monthlyAmount * monthsFrom(periodFrom, periodTo),
  BENEFIT_DECIDED_IN_FUTURE: ({ decidedOn }, file) => decidedOn > file.periodTo,
  BENEFIT_PAID_BEFORE_DECISION: ({ paidOn, decidedOn }) => paidOn !== null && paidOn < decidedOn,
  BENEFIT_PAID_IN_FUTURE: ({ paidOn }, file) => paidOn !== null && paidOn > file.periodTo,
  BENEFIT_STATUS_NEEDED: ({ kind, statusId }) => statusId === null && STATUS_BENEFITS.has(kind),
  BENEFIT_PROVIDER_MISFITS: ({ paidTo, providerId }) => (paidTo === 'provider') !== (providerId !== null),
};
