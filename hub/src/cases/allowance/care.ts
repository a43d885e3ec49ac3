import {
  dayNumber,
  type InstitutionId,
  type Money,
  type PlacementId,
  type Stay,
  toCents,
} from '@saite/contracts';
import type { PlacementFact } from '../case.ts';
import { firstDay, indexOfDay, type MonthTable } from './month-table.ts';

/** A stay in adult long-term care; `from` up to, not including, `to` are the day numbers counted in it. */
export interface CountedStay {
  /** Place among the stays, by first day and placement id. */
  readonly order: number;
  readonly placementId: PlacementId;
  readonly institutionId: InstitutionId;
  readonly dailyCost: Money | null;
  readonly dailyCents: number | null;
  readonly from: number;
  readonly to: number;
}

/** The days of one month that are counted in one stay. */
export interface StayDays {
  readonly stay: CountedStay;
  readonly days: number;
}

export interface MonthInCare {
  /** Index in the table of months. */
  readonly index: number;
  /** In the order of the stays. */
  readonly parts: StayDays[];
  /** Days of all parts together. */
  days: number;
}

/** A person's days in care. */
export interface Care {
  /** Months with at least one counted day, ascending. */
  readonly months: readonly MonthInCare[];
  /** 1 for each month with a day that two stays hold. */
  readonly overlapping: Uint8Array;
  /** Index of the month in which death shortened a stay, else `null`. */
  readonly endedByDeathIn: number | null;
  /** Whether a stay has days after the last month of the table. */
  readonly goesOn: boolean;
}

interface Interval {
  readonly id: string;
  readonly from: number;
  /** First day not in care as SPOLIS says; infinite while the stay goes on. */
  readonly to: number;
  readonly stay: Stay;
}

function adultStays(placements: readonly PlacementFact[]): Interval[] {
  const intervals: Interval[] = [];
  for (const { data } of placements) {
    if (data.withdrawn || data.stay.programme !== 'adult-long-term-care') continue;
    const to = data.stay.endedOn === undefined ? Number.POSITIVE_INFINITY : dayNumber(data.stay.endedOn);
    intervals.push({ id: data.recordId, from: dayNumber(data.stay.startedOn), to, stay: data.stay });
  }
  return intervals.sort((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1));
}

/**
 * Counts each day in care once, in the stay that started first (of several, the one with the smaller placement
 * id), up to the day of death and to the end of the table's last month.
 */
export function countCare(
  placements: readonly PlacementFact[],
  death: number | null,
  table: MonthTable,
): Care {
  const firstTabledDay = firstDay(table, 0);
  const months: MonthInCare[] = [];
  const overlapping = new Uint8Array(table.count);
  let coveredTo = firstTabledDay;
  let markedTo = 0;
  let goesOn = false;
  let shortened = false;
  let order = 0;

  for (const { id, from, to, stay } of adultStays(placements)) {
    const end = death === null ? to : Math.min(to, death + 1);
    if (death !== null && from <= death && to > death + 1) shortened = true;
    if (from >= end) continue;
    if (end > table.end) goesOn = true;
    const lastEnd = Math.min(end, table.end);
    const firstShared = Math.max(from, firstTabledDay);
    const sharedTo = Math.min(coveredTo, lastEnd);
    if (firstShared < sharedTo) {
      const last = indexOfDay(table, sharedTo - 1);
      overlapping.fill(1, Math.max(markedTo, indexOfDay(table, firstShared)), last + 1);
      markedTo = Math.max(markedTo, last + 1);
    }
    const firstCounted = Math.max(from, coveredTo);
    if (firstCounted >= lastEnd) continue;
    addMonths(months, countedStay(id, stay, order++, firstCounted, lastEnd), table);
    coveredTo = lastEnd;
  }
  return { months, overlapping, endedByDeathIn: shortened ? deathIndex(death, table) : null, goesOn };
}

function countedStay(id: string, stay: Stay, order: number, from: number, to: number): CountedStay {
  return {
    order,
    placementId: id as PlacementId, // SPOLIS numbers its records by placement: one id under two names
    institutionId: stay.institutionId,
    dailyCost: stay.dailyCost ?? null,
    dailyCents: stay.dailyCost === undefined ? null : toCents(stay.dailyCost),
    from,
    to,
  };
}

/** Appends the months of a stay; stays come in ascending order of their counted days. */
function addMonths(months: MonthInCare[], stay: CountedStay, table: MonthTable): void {
  let start = stay.from;
  for (let index = indexOfDay(table, start); start < stay.to; index += 1) {
    const end = Math.min(stay.to, firstDay(table, index + 1));
    const days = end - start;
    const last = months.at(-1);
    if (last?.index === index) {
      last.parts.push({ stay, days });
      last.days += days;
    } else {
      months.push({ index, parts: [{ stay, days }], days });
    }
    start = end;
  }
}

const deathIndex = (death: number | null, table: MonthTable): number | null =>
  death === null || death < firstDay(table, 0) || death >= table.end ? null : indexOfDay(table, death);
