import { fromCents, monthOfNumber } from '@saite/contracts';
import type { Random } from './random.ts';
import type { SaisPayment } from './records.ts';
import { grantedIn, makeStreams, type PaymentStream, paidOf } from './streams.ts';

/** A span of months, both ends included, by month numbers. */
export interface MonthSpan {
  readonly from: number;
  readonly to: number;
}

/** What the payments of one person are made for. */
export interface PaymentPlan {
  /** Begins the ids of the person's payments. */
  readonly idPrefix: string;
  /** Months with a record for each month. */
  readonly monthly: readonly MonthSpan[];
  /** Months between them, with one record from a rise to the next. */
  readonly yearly: readonly MonthSpan[];
  /** Code under which SAIS records a month. */
  readonly codeIn: (month: number) => string;
  /** Last month that is paid for, by month number. */
  readonly lastMonth: number;
}

const OCTOBER = 9;
const HALF_YEAR = 6;

/** A person's payments: first all as first recorded, then what was changed, then what was withdrawn. */
export function makePayments(random: Random, plan: PaymentPlan): SaisPayment[] {
  const first = makeStreams(random).flatMap((stream) =>
    spansOf(stream, plan)
      .filter((span) => span.from <= plan.lastMonth)
      .map((span) => recordOf(stream, { from: span.from, to: Math.min(span.to, plan.lastMonth) }, plan)),
  );
  const changed = random.percent(6) ? correct(random, first) : [];
  const withdrawn = random.percent(3) ? withdraw(random, first, changed) : [];
  return [...first, ...changed, ...withdrawn];
}

function spansOf(stream: PaymentStream, plan: PaymentPlan): MonthSpan[] {
  if (stream.kind === 'TRANSPORT_COMPENSATION') {
    return [...plan.monthly, ...plan.yearly].flatMap((span) => cut(span, (month) => month % HALF_YEAR === 0));
  }
  return [
    ...plan.monthly.flatMap((span) => cut(span, () => true)),
    ...plan.yearly.flatMap((span) => cut(span, (month) => month % 12 === OCTOBER)),
  ];
}

/** Cuts a span before each month at which a new record begins. */
function cut(span: MonthSpan, begins: (month: number) => boolean): MonthSpan[] {
  const parts: MonthSpan[] = [];
  let from = span.from;
  for (let month = span.from + 1; month <= span.to; month += 1) {
    if (!begins(month)) continue;
    parts.push({ from, to: month - 1 });
    from = month;
  }
  return [...parts, { from, to: span.to }];
}

function recordOf(stream: PaymentStream, span: MonthSpan, plan: PaymentPlan): SaisPayment {
  const granted = grantedIn(stream, span.from);
  return {
    paymentId: `${plan.idPrefix}-${stream.kind}-${monthOfNumber(span.from).replace('-', '')}`,
    recordVersion: 1,
    personCode: plan.codeIn(span.from),
    kind: stream.kind,
    periodFrom: monthOfNumber(span.from),
    periodTo: monthOfNumber(span.to),
    granted: fromCents(granted),
    paid: fromCents(paidOf(stream, granted)),
    ...(stream.currency === undefined ? {} : { currency: stream.currency }),
  };
}

/** Late corrections of up to four records, one of them twice. */
function correct(random: Random, records: readonly SaisPayment[]): SaisPayment[] {
  const changes: SaisPayment[] = [];
  const place = records.length === 0 ? 0 : random.int(0, records.length - 1);
  for (const record of records.slice(place, place + random.int(1, 4))) {
    const cents = random.int(9_000, 70_000);
    changes.push({ ...record, recordVersion: 2, granted: fromCents(cents), paid: fromCents(cents) });
  }
  const last = changes.at(-1);
  if (last && random.percent(20)) {
    const cents = random.int(9_000, 70_000);
    changes.push({ ...last, recordVersion: 3, granted: fromCents(cents), paid: fromCents(cents) });
  }
  return changes;
}

/** One record is withdrawn, with a version above all that it had. */
function withdraw(
  random: Random,
  records: readonly SaisPayment[],
  changes: readonly SaisPayment[],
): SaisPayment[] {
  if (records.length === 0) return [];
  const chosen = random.pick(records);
  const latest = changes.findLast((change) => change.paymentId === chosen.paymentId) ?? chosen;
  return [{ ...latest, recordVersion: latest.recordVersion + 1, withdrawn: true }];
}
