import { addMonths, ContactKind, ContactRelation } from '@saite/contracts';
import type { Random } from '../random.ts';
import { dateText } from '../stays.ts';
import type { SpolisReport } from './records.ts';
import type { ChildStay } from './stays.ts';
import { COOPERATION, PHYSICAL_DEVELOPMENT, PSYCHOSOCIAL_DEVELOPMENT } from './texts.ts';

export interface ReportPlan {
  /** Begins the ids. */
  readonly idPrefix: string;
  readonly childCode: string;
  /** Stays of the child, oldest first. */
  readonly stays: readonly ChildStay[];
  /** Day number of the third birthday. */
  readonly third: number;
  readonly today: number;
}

/** Stays that touch, as one; `last` is the last day in care, or the day of the population. */
interface ContinuousStay {
  readonly from: number;
  readonly last: number;
  readonly goesOn: boolean;
}

/** Reports in their order, versions of one behind each other. */
export function makeReports(random: Random, plan: ReportPlan): SpolisReport[] {
  const days = continuousStays(plan).flatMap((stay) => {
    const end = stay.goesOn ? lastReport(random, plan) : undefined;
    return reportDays(random, plan, stay, end);
  });
  return days.flatMap(({ day, anchor }, place) => {
    const report = reportOf(random, plan, { day, anchor, number: place + 1 });
    if (!random.percent(5)) return [report];
    return [report, { ...report, recordVersion: 2, cooperation: random.pick(COOPERATION) }];
  });
}

function continuousStays({ stays, today }: ReportPlan): ContinuousStay[] {
  const merged: ContinuousStay[] = [];
  for (const { from, to } of stays) {
    const last = to === undefined ? today : Math.min(today, to - 1);
    const before = merged.at(-1);
    const goesOn = to === undefined;
    if (before && from <= before.last + 1) merged.splice(-1, 1, { from: before.from, last, goesOn });
    else merged.push({ from, last, goesOn });
  }
  return merged;
}

/** When the next report is due (Law on Social Services and Social Assistance, art. 28). */
const dueAfter = (anchor: number, third: number): number => addMonths(anchor, anchor < third ? 3 : 6);

/**
 * The day of the last report of a child for whom the next one is due soon (8 %), late (7 %) or very late (4 %);
 * for the others nothing is arranged.
 */
function lastReport(random: Random, { third, today }: ReportPlan): number | undefined {
  const place = random.int(1, 100);
  if (place > 19) return undefined;
  const daysLate = place <= 8 ? -random.int(0, 14) : place <= 15 ? random.int(1, 29) : random.int(30, 150);
  const wanted = today - daysLate;
  let day = wanted - 185; // longer than any six months
  while (dueAfter(day + 1, third) <= wanted) day += 1;
  return day;
}

/** A report by its day and the day that the clock was counted from. */
interface ReportDay {
  readonly day: number;
  readonly anchor: number;
}

/** Reports along the clock: most some days early, a few late. */
function reportDays(
  random: Random,
  { third }: ReportPlan,
  { from, last }: ContinuousStay,
  end: number | undefined,
): ReportDay[] {
  const days: ReportDay[] = [];
  for (let anchor = from; ; ) {
    const early = random.percent(4) ? -random.int(1, 35) : random.int(0, 20);
    const day = dueAfter(anchor, third) - early;
    if (end !== undefined && end > from && day > end - 20) {
      days.push({ day: end, anchor });
      return days;
    }
    if (day > last) return days;
    days.push({ day, anchor });
    anchor = day;
  }
}

function reportOf(
  random: Random,
  { idPrefix, childCode, stays }: ReportPlan,
  { day, anchor, number }: ReportDay & { readonly number: number },
): SpolisReport {
  const holding = stays.findLast(({ from, to }) => from <= day && (to === undefined || day < to));
  if (!holding) throw new RangeError('a report on a day without a stay');
  const to = Math.max(anchor, day - random.int(0, 5));
  return {
    reportId: `${idPrefix}-${number}`,
    recordVersion: 1,
    childCode,
    institutionId: holding.institution.id,
    reportedOn: dateText(day),
    period: { from: dateText(anchor), to: dateText(to) },
    contacts: Array.from({ length: random.int(0, 4) }, () => ({
      relation: random.pick(ContactRelation.options),
      kind: random.pick(ContactKind.options),
      dates: contactDates(random, anchor, to),
    })),
    cooperation: random.pick(COOPERATION),
    physicalDevelopment: random.pick(PHYSICAL_DEVELOPMENT),
    psychosocialDevelopment: random.pick(PSYCHOSOCIAL_DEVELOPMENT),
  };
}

function contactDates(random: Random, from: number, to: number): string[] {
  const days = Array.from({ length: random.int(1, 5) }, () => random.int(from, to));
  return [...new Set(days)].sort((one, other) => one - other).map(dateText);
}
