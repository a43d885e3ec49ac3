import { COUNTED_PAYMENT_KINDS } from '@saite/contracts';
import type { AllowanceFacts } from '../../case.ts';

/*
 * The rulings once more, told day by day and month by month with dates as text and amounts as BigInt: slow, and
 * on purpose sharing no step with the code that it checks.
 */

const nextDay = (date: string): string =>
  new Date(new Date(`${date}T12:00:00Z`).getTime() + 86_400_000).toISOString().slice(0, 10);

const cents = (text: string): bigint => BigInt(text.replace('.', ''));

function euros(amount: bigint | null): string | null {
  if (amount === null) return null;
  return `${amount / 100n}.${(amount % 100n).toString().padStart(2, '0')}`;
}

interface Held {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly institution: string;
  readonly cost: string | null;
}

function heldStays(facts: AllowanceFacts): Held[] {
  const held: Held[] = [];
  for (const { data } of facts.placements) {
    if (data.withdrawn || data.stay.programme === 'child-out-of-family') continue;
    const { startedOn, endedOn, institutionId, dailyCost } = data.stay;
    const to = endedOn ?? '9999-12-31';
    held.push({
      id: data.recordId,
      from: startedOn,
      to,
      institution: institutionId,
      cost: dailyCost ?? null,
    });
  }
  return held;
}

const daysOfMonth = (month: string): string[] => {
  const days: string[] = [];
  for (let day = `${month}-01`; day.startsWith(month); day = nextDay(day)) days.push(day);
  return days;
};

function linesOf(facts: AllowanceFacts, month: string) {
  return facts.payments
    .filter(({ data }) => data.periodFrom <= month && month <= data.periodTo)
    .map(({ data }) => {
      let reason: string | null = null;
      if (data.currency !== 'EUR') reason = 'FOREIGN_CURRENCY';
      if (!(data.kind in COUNTED_PAYMENT_KINDS)) reason = 'KIND_NOT_LISTED';
      if (data.withdrawn) reason = 'WITHDRAWN';
      const { kind, granted, paid } = data;
      return { paymentId: String(data.recordId), kind, granted, paid, counts: reason === null, reason };
    })
    .sort((a, b) => (a.paymentId > b.paymentId ? 1 : -1));
}

/** Hands out the cents one by one: always to the part that is furthest below its exact share. */
function split(amount: bigint, weights: readonly bigint[]): bigint[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  const shares = weights.map((weight) => (total === 0n ? 0n : (amount * weight) / total));
  for (let left = amount - shares.reduce((sum, share) => sum + share, 0n); left > 0n; left -= 1n) {
    const lacking = weights.map((weight, index) => amount * weight - (shares[index] ?? 0n) * total);
    const index = lacking.findIndex((lack) => lacking.every((other) => other <= lack));
    shares[index] = (shares[index] ?? 0n) + 1n;
  }
  return shares;
}

/** What is stated for a month, without policies and grounds; `null` if the month has no day in care. */
export function oracle(facts: AllowanceFacts, month: string, rounding: 'half-up' | 'up') {
  const deaths = facts.persons.flatMap(({ data }) =>
    data.withdrawn || !data.diedOn ? [] : [String(data.diedOn)],
  );
  const diedOn = deaths.sort()[0] ?? null;
  const held = heldStays(facts);
  const days = daysOfMonth(month);
  const counted = new Map<Held, number>();
  let overlapping = false;
  for (const day of days) {
    if (diedOn !== null && day > diedOn) continue;
    const holding = held
      .filter((stay) => stay.from <= day && day < stay.to)
      .sort((a, b) => (a.from + a.id > b.from + b.id ? 1 : -1));
    if (holding.length > 1) overlapping = true;
    if (holding[0]) counted.set(holding[0], (counted.get(holding[0]) ?? 0) + 1);
  }
  if (counted.size === 0) return null;

  const stays = [...counted.keys()].sort((a, b) => (a.from + a.id > b.from + b.id ? 1 : -1));
  const dayCount = stays.reduce((sum, stay) => sum + (counted.get(stay) ?? 0), 0);
  const lines = linesOf(facts, month);
  const income = lines.filter((line) => line.counts);
  const base = income.reduce((sum, line) => sum + cents(line.granted), 0n);
  const percent = month < '2020-01' ? 10n : 15n;
  const up = rounding === 'up' ? 99n : 50n;
  const allowance = income.length > 0 ? (base * percent + up) / 100n : null;
  const answered = facts.refs.every((ref) =>
    facts.incomeChecks.some(({ subject, data }) => subject === ref && data.from <= month && month <= data.to),
  );
  const costs = stays.map((stay) =>
    stay.cost === null ? null : cents(stay.cost) * BigInt(counted.get(stay) ?? 0),
  );
  const known = costs.filter((cost) => cost !== null);
  const serviceCost = known.length === stays.length ? known.reduce((sum, cost) => sum + cost, 0n) : null;
  const payable = allowance === null ? 0n : base - allowance;
  const share = serviceCost === null ? null : payable < serviceCost ? payable : serviceCost;
  const shares = share === null ? [] : split(share, known);
  const endedByDeath =
    diedOn?.startsWith(month) && held.some((stay) => stay.from <= diedOn && nextDay(diedOn) < stay.to);

  return {
    rate: `0.${percent}`,
    base: euros(base),
    allowance: euros(allowance),
    serviceCost: euros(serviceCost),
    clientShare: euros(share),
    remainder: euros(share === null ? null : payable - share),
    shortfall: euros(serviceCost === null || share === null ? null : serviceCost - share),
    daysInCare: dayCount,
    stays: stays.map((stay, index) => ({
      placementId: stay.id,
      institutionId: stay.institution,
      days: counted.get(stay) ?? 0,
      dailyCost: stay.cost,
      serviceCost: euros(costs[index] ?? null),
      clientShare: euros(shares[index] ?? null),
    })),
    lines,
    flags: [
      income.length === 0 && (answered ? 'NO_INCOME' : 'AWAITING_INCOME'),
      serviceCost === null && 'NO_SERVICE_COST',
      dayCount < days.length && 'PART_MONTH',
      overlapping && 'OVERLAPPING_STAYS',
      endedByDeath && 'ENDED_BY_DEATH',
      lines.some((line) => line.reason === 'KIND_NOT_LISTED' || line.reason === 'FOREIGN_CURRENCY') &&
        'EXCLUDED_PAYMENTS',
    ].filter((flag) => flag !== false && flag !== undefined),
  };
}
