import { birthday, type CalendarDate, dateOfDayNumber, dayNumber } from '@saite/contracts';

/** Full years on a day; who was born on 29 February has the birthday on 1 March in common years. */
export function ageOn(bornOn: CalendarDate, day: CalendarDate): number {
  const years = Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return dayNumber(day) < birthday(bornOn, years) ? years - 1 : years;
}

/** The 18th birthday, the first day on which somebody is of age (*pilngadīgs*). */
export const ofAgeOn = (bornOn: CalendarDate): CalendarDate => dateOfDayNumber(birthday(bornOn, 18));

/** An age band: a column, and the years from and to, both included. */
export interface AgeBand {
  readonly column: string;
  readonly from: number;
  readonly to: number;
}

/** The column of an age; {@link AGE_UNKNOWN} for nobody's band or an age that no register knows. */
export const bandOf = (bands: readonly AgeBand[], age: number | undefined): string =>
  bands.find(({ from, to }) => age !== undefined && from <= age && age <= to)?.column ?? AGE_UNKNOWN;

export const AGE_UNKNOWN = 'age_unknown';
