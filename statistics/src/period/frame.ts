import {
  type Atvk,
  type CalendarDate,
  dateOfDayNumber,
  firstDayOfMonth,
  type Month,
  MUNICIPALITIES,
  monthNumber,
  municipalityOn,
  territoryOn,
} from '@saite/contracts';

/** A month that is counted: its days, and the territories of its classifier. */
export interface Frame {
  readonly period: Month;
  readonly first: CalendarDate;
  readonly last: CalendarDate;
  /** Municipalities in force on the last day, by code; names in Latvian. */
  readonly municipalities: ReadonlyMap<string, string>;
  /** The municipality of a territory, by the classifier of the period; `undefined` if nobody can tell. */
  territoryOf(territory: Atvk | string): string | undefined;
}

export function frameOf(period: Month): Frame {
  const month = monthNumber(period);
  const last = dateOfDayNumber(firstDayOfMonth(month + 1) - 1);
  const municipalities = new Map(
    MUNICIPALITIES.filter(({ code }) => municipalityOn(code, last))
      .map(({ code, name }): [string, string] => [code, name])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const known = new Map<string, string | undefined>();
  return {
    period,
    first: dateOfDayNumber(firstDayOfMonth(month)),
    last,
    municipalities,
    territoryOf(territory) {
      if (!known.has(territory)) known.set(territory, territoryOn(territory, last));
      return known.get(territory);
    },
  };
}
