import { type PaymentId, type PersonRef, type StatementLine, toCents } from '@saite/contracts';
import type { IncomeCheckFact, PaymentFact } from '../case.ts';
import { type MonthTable, monthIndex } from './month-table.ts';

/** The payments of neighbouring months, as long as they are the same. */
export interface Income {
  /** Place among the spans. */
  readonly order: number;
  /** By payment id. */
  readonly lines: StatementLine[];
  /** Sum of the granted amounts that count, in cents. */
  baseCents: number;
  /** Whether any payment counts. */
  counts: boolean;
  /** Whether a line is left out for its kind or its currency. */
  excluded: boolean;
  /** Whether a line is left out for its currency. */
  foreign: boolean;
}

interface Payment {
  readonly line: StatementLine;
  readonly cents: number;
  /** First month, index in the table. */
  readonly from: number;
  /** The month after the last one, index in the table. */
  readonly to: number;
}

function reasonOf({ data }: PaymentFact, countedKinds: ReadonlySet<string>): StatementLine['reason'] {
  if (data.withdrawn) return 'WITHDRAWN';
  if (!countedKinds.has(data.kind)) return 'KIND_NOT_LISTED';
  return data.currency === 'EUR' ? null : 'FOREIGN_CURRENCY';
}

function paymentOf(fact: PaymentFact, countedKinds: ReadonlySet<string>, table: MonthTable): Payment {
  const { data } = fact;
  const reason = reasonOf(fact, countedKinds);
  const id: string = data.recordId;
  return {
    line: {
      paymentId: id as PaymentId, // SAIS numbers its records by payment: one id under two names
      kind: data.kind,
      granted: data.granted,
      paid: data.paid,
      counts: reason === null,
      reason,
    },
    cents: toCents(data.granted),
    from: Math.max(0, monthIndex(data.periodFrom)),
    to: Math.min(table.count, monthIndex(data.periodTo) + 1),
  };
}

/**
 * The income of every month of the table. Months between two changes share one object: the work grows with the
 * changes and the lines shown, not with months times payments.
 */
export function incomeByMonth(
  facts: readonly PaymentFact[],
  countedKinds: ReadonlySet<string>,
  table: MonthTable,
): readonly Income[] {
  const payments = facts
    .map((fact) => paymentOf(fact, countedKinds, table))
    .filter((payment) => payment.from < payment.to)
    .sort((a, b) => (a.line.paymentId < b.line.paymentId ? -1 : 1));

  const changes = new Uint8Array(table.count + 1);
  for (const { from, to } of payments) {
    changes[from] = 1;
    changes[to] = 1;
  }
  const spans: Income[] = [];
  const months: Income[] = [];
  let span = emptyIncome(0);
  for (let index = 0; index < table.count; index += 1) {
    if (index === 0 || changes[index] === 1) {
      span = emptyIncome(spans.length);
      spans.push(span);
    }
    months.push(span);
  }
  for (const payment of payments) {
    const last = months[payment.to - 1]?.order ?? -1;
    for (let order = months[payment.from]?.order ?? 0; order <= last; order += 1) {
      const shared = spans[order];
      if (shared) addPayment(shared, payment);
    }
  }
  return months;
}

const emptyIncome = (order: number): Income => ({
  order,
  lines: [],
  baseCents: 0,
  counts: false,
  excluded: false,
  foreign: false,
});

/** The income of a month that no payment covers. */
export const NO_PAYMENTS: Income = Object.freeze(emptyIncome(-1));

function addPayment(income: Income, { line, cents }: Payment): void {
  income.lines.push(line);
  if (line.counts) {
    income.baseCents += cents;
    income.counts = true;
  } else if (line.reason === 'FOREIGN_CURRENCY') {
    income.excluded = true;
    income.foreign = true;
  } else if (line.reason === 'KIND_NOT_LISTED') {
    income.excluded = true;
  }
}

/**
 * For which months SAIS has answered for the whole person: those that an income check of every code reference
 * covers. One code that SAIS has not spoken about may hide a pension.
 *
 * @returns 1 for each such month of the table
 */
export function answeredMonths(
  refs: readonly PersonRef[],
  checks: readonly IncomeCheckFact[],
  table: MonthTable,
): Uint8Array {
  const answered = new Uint8Array(table.count).fill(1);
  for (const ref of refs) {
    const ofRef = new Uint8Array(table.count);
    for (const { subject, data } of checks) {
      if (subject !== ref || data.withdrawn) continue;
      ofRef.fill(1, Math.max(0, monthIndex(data.from)), Math.max(0, monthIndex(data.to) + 1));
    }
    for (let index = 0; index < table.count; index += 1)
      answered[index] = (answered[index] ?? 0) & (ofRef[index] ?? 0);
  }
  return answered;
}
