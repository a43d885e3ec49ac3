import { monthOf } from '@saite/contracts';
import type { ObjectChecks } from '../rule-table.ts';
import { goesBeyond } from './calendar-texts.ts';

export const CLAIM_CHECKS: ObjectChecks<'claim'> = {
  CLAIM_BEFORE_LEAVING: ({ month, leftCareOn }) => month < monthOf(leftCareOn),
  CLAIM_MONTH_NOT_OVER: ({ month }, { periodTo }) => goesBeyond(month, periodTo),
  CLAIM_AMOUNT_ZERO: ({ amount }) => amount === 0,
};
