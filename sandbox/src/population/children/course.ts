import type { Random } from '../random.ts';

/** Where a child is: in an institution today, with a guardian, in a foster family, or back with the parents. */
export type CareForm = 'institution' | 'guardianship' | 'foster-family' | 'returned';

/** How a child's care went, by day numbers; every day lies from the birth to the day of the population. */
export interface Course {
  readonly form: CareForm;
  /** Day on which the child was taken from the family. */
  readonly since: number;
  /** Time in an institution, if there was one; `to` is absent while it goes on. */
  readonly institution?: { readonly from: number; readonly to?: number };
  /** Day on which care of the present form began, or on which the child came back. */
  readonly formFrom: number;
}

/** Of a hundred children in care 14 are in an institution today. */
export function formOf(seed: number, index: number): CareForm {
  const place = (index * 37 + seed * 11) % 100;
  if (place < 14) return 'institution';
  if (place < 66) return 'guardianship';
  return place < 97 ? 'foster-family' : 'returned';
}

/** Part of those who were in an institution before, per cent. */
const BEFORE: Readonly<Record<CareForm, number>> = {
  institution: 100,
  guardianship: 12,
  'foster-family': 30,
  returned: 100,
};
/** Days after which a time in an institution before may end. */
const SHORTEST_BEFORE = 20;

/**
 * @param born day number of the birthday
 * @param today day number of the day of the population
 */
export function courseOf(random: Random, form: CareForm, born: number, today: number): Course {
  const days = Math.min(daysInCare(random, form), today - born);
  const since = today - days;
  if (form === 'institution') return { form, since, institution: { from: since }, formFrom: since };
  if (!random.percent(BEFORE[form]) || days <= SHORTEST_BEFORE) {
    const other = form === 'returned' ? 'foster-family' : form;
    return { form: other, since, formFrom: Math.min(today, since + random.int(0, 30)) };
  }
  const to = since + random.int(SHORTEST_BEFORE, Math.min(days, 700));
  return { form, since, institution: { from: since, to }, formFrom: to };
}

/** Most children leave an institution within a year and a half; guardians and foster families keep them for long. */
function daysInCare(random: Random, form: CareForm): number {
  if (form !== 'institution') return random.int(30, 3_000);
  const place = random.int(1, 100);
  if (place <= 10) return random.int(0, 13);
  if (place <= 35) return random.int(14, 190);
  return place <= 65 ? random.int(191, 420) : random.int(421, 1_800);
}
