import { addMonths, dayNumber, monthNumber, monthOf } from '@saite/contracts';
import type { ObjectChecks } from '../rule-table.ts';

/** Months for which a status is granted at most (MK 809 of 17.12.2020). */
const LONGEST = 6;

export const STATUS_CHECKS: ObjectChecks<'status'> = {
  STATUS_ENDS_BEFORE_START: ({ validFrom, validTo }) => validTo < validFrom,
  STATUS_STARTS_TOO_EARLY: ({ validFrom, decidedOn }) =>
    monthNumber(monthOf(validFrom)) < monthNumber(monthOf(decidedOn)) - 1,
  STATUS_TOO_LONG: ({ validFrom, validTo }) =>
    dayNumber(validTo) > addMonths(dayNumber(validFrom), LONGEST) - 1,
  STATUS_DECIDED_IN_FUTURE: ({ decidedOn }, { periodTo }) => decidedOn > periodTo,
  STATUS_HOUSEHOLD_EMPTY: ({ householdSize }) => householdSize < 1,
};
