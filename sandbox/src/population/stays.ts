import {
  type CalendarDate,
  dateOfDayNumber,
  dayNumber,
  firstDayOfMonth,
  monthNumber,
  monthOf,
} from '@saite/contracts';
import { INSTITUTIONS, type MadeInstitution } from './institutions.ts';
import type { Random } from './random.ts';

/** A stay by day numbers; `to` is the day of discharge, absent while the stay goes on. */
export interface MadeStay {
  readonly from: number;
  readonly to?: number;
  readonly institution: MadeInstitution;
}

/** Days that the population is about: 2019 and 2020, and the last 12 months. */
export interface Windows {
  readonly early: { readonly from: number; readonly to: number };
  readonly late: { readonly from: number; readonly to: number };
}

export function windowsOf(today: CalendarDate): Windows {
  return {
    early: { from: dayNumber('2019-01-01' as CalendarDate), to: dayNumber('2020-12-31' as CalendarDate) },
    late: { from: firstDayOfMonth(monthNumber(monthOf(today)) - 11), to: dayNumber(today) },
  };
}

/** How a person's stays lie: in both windows, in one of them, or one long stay over all. */
export type Course = 'both' | 'early' | 'late' | 'long';

export function courseOf(random: Random): Course {
  const place = random.int(1, 100);
  if (place <= 45) return 'both';
  if (place <= 75) return 'long';
  return place <= 85 ? 'early' : 'late';
}

/** The stays of one person, oldest first: transfers touch, a few overlap. */
export function makeStays(random: Random, course: Course, windows: Windows): MadeStay[] {
  const { early, late } = windows;
  const institution = random.pick(INSTITUTIONS);
  const stays: MadeStay[] = [];
  if (course === 'both' || course === 'early') {
    const from = early.from + random.int(-200, 250);
    stays.push({ from, to: random.int(Math.max(from, early.from) + 60, early.to + 30), institution });
  }
  if (course === 'long')
    stays.push({ from: early.from + random.int(-400, 120), ...endOf(random, late), institution });
  if (course === 'both' || course === 'late') {
    const from = late.from + random.int(-60, 90);
    stays.push({
      from,
      ...endOf(random, late),
      institution: random.percent(50) ? institution : random.pick(INSTITUTIONS),
    });
  }
  return stays.flatMap((stay) => (random.percent(7) ? moved(random, stay, windows) : [stay]));
}

/** Most stays go on; some have ended, a few will end on a day that is known already. */
function endOf(random: Random, late: Windows['late']): { to?: number } {
  const place = random.int(1, 100);
  if (place <= 75) return {};
  return { to: place <= 92 ? random.int(late.from + 100, late.to) : late.to + random.int(1, 60) };
}

/** A move to another institution within the stay; one in four is recorded with days that overlap. */
function moved(random: Random, stay: MadeStay, { early, late }: Windows): MadeStay[] {
  const window = stay.from <= early.to ? early : late;
  const last = Math.min(stay.to ?? window.to, window.to);
  const first = Math.max(stay.from, window.from);
  if (last - first < 60) return [stay];
  const day = random.int(first + 20, last - 20);
  const overlap = random.percent(25) ? random.int(1, 8) : 0;
  const elsewhere = INSTITUTIONS.filter((institution) => institution.id !== stay.institution.id);
  return [
    { from: stay.from, to: day + overlap, institution: stay.institution },
    { from: day, ...(stay.to === undefined ? {} : { to: stay.to }), institution: random.pick(elsewhere) },
  ];
}

/** A day within one of the stays and one of the windows, for a death. */
export function dayInCare(random: Random, stays: readonly MadeStay[], windows: Windows): number | undefined {
  const spans = stays.flatMap((stay) =>
    [windows.early, windows.late].flatMap((window) => {
      const from = Math.max(stay.from, window.from);
      const to = Math.min((stay.to ?? window.to + 1) - 1, window.to);
      return to >= from ? [{ from, to }] : [];
    }),
  );
  const span = spans.at(-1); // whoever died came to no later stay
  return span && random.int(span.from, span.to);
}

/** The date of a day number, as records write it. */
export const dateText = (day: number): string => dateOfDayNumber(day);
