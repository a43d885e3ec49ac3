import { type CalendarDate, dateOfDayNumber, type Month, monthOf } from '@saite/contracts';
import type { AllowanceFacts } from '../case.ts';
import { dayOfDeath } from '../person/day-of-death.ts';
import { countCare, type MonthInCare } from './care.ts';
import { type MonthResult, stateMonth } from './content.ts';
import { answeredMonths, incomeByMonth, NO_PAYMENTS } from './income.ts';
import type { MonthInput } from './month-input.ts';
import { firstDay, monthsUntil, nameOfMonth, numberOfMonth } from './month-table.ts';
import { type AllowancePolicies, highestRate, noIncomeCents } from './policies.ts';

/** What a statement of a month says. Months that read the same share their content. */
export interface MonthContent extends MonthResult {
  readonly month: Month;
}

export interface AllowanceDecision {
  /** One per month from 2000-01 to today's month with at least one counted day, ascending. */
  readonly months: readonly MonthContent[];
  /** When to look again without any event: the first day of the next month if a stay may go on, else `null`. */
  readonly wakeOn: CalendarDate | null;
}

/**
 * Decides a person's personal allowance and client share (*nauda personiskiem izdevumiem*, *klienta maksājums*) for
 * every month from 2000-01 to today's. A pure function: neither the order nor the number of copies in which facts
 * came can change it, and a month's content does not depend on the day, as long as the month has begun.
 *
 * @param today the calendar date in Riga; the months after its month have no statement yet
 */
export function decideAllowance(
  facts: AllowanceFacts,
  policies: AllowancePolicies,
  today: CalendarDate,
): AllowanceDecision {
  const table = monthsUntil(monthOf(today));
  const care = countCare(facts.placements, dayOfDeath(facts.persons), table);
  const incomes = incomeByMonth(facts.payments, policies.countedKinds, table);
  const answered = answeredMonths(facts.refs, facts.incomeChecks, table);
  const months: MonthContent[] = [];
  const shared = new Map<string, MonthResult>();

  const inputOf = ({ index, parts, days }: MonthInCare): MonthInput => {
    const month = numberOfMonth(index);
    const income = incomes[index] ?? NO_PAYMENTS;
    const answeredOrTold = income.counts || answered[index] === 1;
    return {
      parts,
      daysInCare: days,
      partMonth: days < firstDay(table, index + 1) - firstDay(table, index),
      overlapping: care.overlapping[index] === 1,
      endedByDeath: care.endedByDeathIn === index,
      income,
      answered: answeredOrTold,
      rate: highestRate(parts, month, policies),
      tableCents: income.counts || !answeredOrTold ? null : noIncomeCents(policies, month),
    };
  };

  for (const inCare of care.months) {
    const input = inputOf(inCare);
    const key = sharedKey(input);
    let result = key === null ? undefined : shared.get(key);
    if (!result) {
      result = stateMonth(input, policies);
      if (key !== null) shared.set(key, result);
    }
    months.push({ month: nameOfMonth(table, inCare.index), ...result });
  }
  return { months, wakeOn: care.goesOn ? dateOfDayNumber(table.end) : null };
}

/** Months of one stay that read the same are computed once; a month of several stays has no key. */
function sharedKey(input: MonthInput): string | null {
  const [part, another] = input.parts;
  if (!part || another) return null;
  const marks =
    (input.partMonth ? 1 : 0) +
    (input.overlapping ? 2 : 0) +
    (input.endedByDeath ? 4 : 0) +
    (input.answered ? 8 : 0);
  return `${part.stay.order}/${part.days}/${input.income.order}/${input.rate.text}/${marks}/${input.tableCents}`;
}
