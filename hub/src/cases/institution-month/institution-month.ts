import {
  fromCents,
  type GoneClient,
  type Instant,
  type InstitutionClient,
  type InstitutionClients,
  type InstitutionId,
  type InstitutionMonthTotals,
  MoneySum,
  type Month,
  MonthChange,
  StatementFlag,
  type StatementStay,
  toCents,
} from '@saite/contracts';
import { changesBetween } from './month-changes.ts';
import type { ToldMonth } from './told-month.ts';

/** A client's month as it is said now. */
export interface ClientTold extends ToldMonth {
  readonly version: number;
  readonly computedAt: Instant;
  /** Whether the month was told before and has been told anew. */
  readonly corrected: boolean;
}

/** Somebody who has or had a placement in the institution: who it is, and what is said of both months. */
export interface MonthOfClient {
  readonly who: Pick<InstitutionClient, 'personRef' | 'personCode' | 'givenName' | 'familyName'>;
  readonly now: ClientTold | null;
  readonly before: ToldMonth | null;
}

/** What a statement says as far as an institution goes: its days there, with their cost and share. */
interface Here {
  readonly days: number;
  readonly serviceCost: number | null;
  readonly clientShare: number | null;
}

function hereOf({ content }: ToldMonth, institutionId: InstitutionId): Here | null {
  const stays = content.stays.filter((stay) => stay.institutionId === institutionId && stay.days > 0);
  if (stays.length === 0) return null;
  return {
    days: stays.reduce((days, stay) => days + stay.days, 0),
    serviceCost: sumOf(stays, 'serviceCost'),
    clientShare: sumOf(stays, 'clientShare'),
  };
}

/** Sum of an amount of several stays; `null` if one of them is not known. */
function sumOf(stays: readonly StatementStay[], amount: 'serviceCost' | 'clientShare'): number | null {
  let sum = 0;
  for (const stay of stays) {
    const value = stay[amount];
    if (value === null) return null;
    sum += toCents(value);
  }
  return sum;
}

const AMOUNTS = ['base', 'allowance', 'serviceCost', 'clientShare', 'remainder', 'shortfall'] as const;

/** Sums over clients in whole cents. */
class Totals {
  #clients = 0;
  #daysHere = 0;
  readonly #cents = {
    base: 0,
    allowance: 0,
    serviceCost: 0,
    clientShare: 0,
    remainder: 0,
    shortfall: 0,
    serviceCostHere: 0,
    clientShareHere: 0,
  };

  add({ content }: ToldMonth, here: Here): void {
    this.#clients += 1;
    this.#daysHere += here.days;
    for (const name of AMOUNTS) {
      const amount = content[name];
      if (amount !== null) this.#cents[name] += toCents(amount);
    }
    this.#cents.serviceCostHere += here.serviceCost ?? 0;
    this.#cents.clientShareHere += here.clientShare ?? 0;
  }

  tell(): InstitutionMonthTotals {
    const told = (cents: number) => MoneySum.parse(fromCents(cents));
    const cents = this.#cents;
    return {
      clients: this.#clients,
      daysHere: this.#daysHere,
      base: told(cents.base),
      allowance: told(cents.allowance),
      serviceCost: told(cents.serviceCost),
      clientShare: told(cents.clientShare),
      remainder: told(cents.remainder),
      shortfall: told(cents.shortfall),
      serviceCostHere: told(cents.serviceCostHere),
      clientShareHere: told(cents.clientShareHere),
    };
  }
}

/**
 * An institution's month on one page: every client with a day there, what differs from the month before and why, who
 * is gone, and the sums. A pure function of what is said of both months.
 *
 * @param months one entry a person, in the order in which they are to be shown
 * @param limit how many of each list are told; sums and counts are of everybody
 */
export function tellInstitutionMonth(
  institutionId: InstitutionId,
  month: Month,
  months: readonly MonthOfClient[],
  limit = Number.POSITIVE_INFINITY,
): InstitutionClients {
  const clients: InstitutionClient[] = [];
  const gone: GoneClient[] = [];
  const totals = new Totals();
  const previousTotals = new Totals();
  for (const { who, now, before } of months) {
    const hereNow = now && hereOf(now, institutionId);
    const hereBefore = before && hereOf(before, institutionId);
    if (before && hereBefore) previousTotals.add(before, hereBefore);
    const previous = {
      previousDaysHere: hereBefore?.days ?? null,
      previousAllowance: (hereBefore && before?.content.allowance) ?? null,
      previousClientShare: (hereBefore && before?.content.clientShare) ?? null,
    };
    if (now && hereNow) {
      totals.add(now, hereNow);
      const changes: MonthChange[] = before && hereBefore ? changesBetween(before, now) : newClient(now);
      if (now.corrected) changes.push('corrected');
      clients.push({ ...who, ...rowOf(now, hereNow), ...previous, changes });
    } else if (before && hereBefore) {
      const hasDied = before.content.flags.includes('ENDED_BY_DEATH');
      gone.push({ ...who, ...previous, changes: [hasDied ? 'died' : 'left'] });
    }
  }
  return {
    institutionId,
    month,
    clients: clients.slice(0, limit),
    gone: gone.slice(0, limit),
    whole: Math.max(clients.length, gone.length) <= limit,
    counts: { changed: clients.filter(hasChanged).length, gone: gone.length },
    totals: totals.tell(),
    previousTotals: previousTotals.tell(),
    byFlag: countsOf(
      StatementFlag.options,
      clients.map(({ flags }) => flags),
    ).map(([flag, count]) => ({ flag, clients: count })),
    byChange: countsOf(
      MonthChange.options,
      [...clients, ...gone].map(({ changes }) => changes),
    ).map(([change, count]) => ({ change, clients: count })),
  };
}

/** Whether there is more to look at than that months have unequal lengths, which would be everybody. */
const hasChanged = ({ changes }: InstitutionClient): boolean =>
  changes.some((change) => change !== 'month-length');

const newClient = ({ content }: ToldMonth): MonthChange[] =>
  content.flags.includes('ENDED_BY_DEATH') ? ['new-client', 'died'] : ['new-client'];

const amount = (cents: number | null) => (cents === null ? null : fromCents(cents));

const rowOf = ({ content, version, computedAt }: ClientTold, here: Here) => ({
  daysHere: here.days,
  daysInCare: content.daysInCare,
  rate: content.rate,
  base: content.base,
  allowance: content.allowance,
  serviceCost: content.serviceCost,
  clientShare: content.clientShare,
  remainder: content.remainder,
  shortfall: content.shortfall,
  serviceCostHere: amount(here.serviceCost),
  clientShareHere: amount(here.clientShare),
  flags: content.flags,
  version,
  computedAt,
});

/** How many rows have each of some marks, in their order; marks that no row has are left out. */
function countsOf<Mark>(marks: readonly Mark[], rows: readonly (readonly Mark[])[]): [Mark, number][] {
  const counts = new Map<Mark, number>();
  for (const row of rows) for (const mark of row) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  return marks.flatMap((mark): [Mark, number][] => {
    const count = counts.get(mark);
    return count === undefined ? [] : [[mark, count]];
  });
}
