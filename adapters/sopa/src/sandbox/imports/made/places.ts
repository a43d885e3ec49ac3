import { CalendarDate, dayNumber, MUNICIPALITIES, type Municipality, municipalityOn } from '@saite/contracts';
import { dateOf } from './days.ts';
import { mixed } from './dice.ts';

/** Persons of a neighbourhood; every neighbourhood has the same places for persons, and other persons. */
export const PLACES = 20;
/** Neighbourhoods that are not regular: those of mistakes, then those that come new with corrections. */
export const FIRST_OF_MISTAKES = 200_000;
export const FIRST_OF_CORRECTIONS = 292_000;
export const NEIGHBOURHOODS = 300_000;

/** What is played: one municipality's clients, as they are after so many days. */
export interface Town {
  readonly seed: number;
  readonly municipality: Municipality;
  /** Where the municipality stands among all: makes personal codes differ. */
  readonly ordinal: number;
  /** First day on which the municipality's code is in force, day number. */
  readonly codeFrom: number;
  /** Last day that the first file is about, day number: whatever is made lies around it. */
  readonly origin: number;
  /** The day that is told, the first being 1. */
  readonly day: number;
  /** Neighbourhoods that are there on the first day. */
  readonly size: number;
  /** Neighbourhoods that come new on each later day. */
  readonly growth: number;
}

/** @throws RangeError if the municipality's code is not in force on the first file's last day */
export function townOf(seed: number, code: string, origin: number, day: number, size: number): Town {
  const municipality = municipalityOn(code, dateOf(origin));
  if (!municipality) throw new RangeError('the code of the municipality is not in force on that day');
  const growth = Math.max(1, Math.round(size / 200));
  if (size + growth * (day - 1) > FIRST_OF_MISTAKES)
    throw new RangeError('too many persons for one municipality');
  return {
    seed,
    municipality,
    ordinal: MUNICIPALITIES.indexOf(municipality),
    codeFrom: dayNumber(CalendarDate.parse(municipality.from)),
    origin,
    day,
    size,
    growth,
  };
}

/** Twenty persons who are related to each other and to nobody else. */
export interface Neighbourhood {
  readonly town: Town;
  readonly number: number;
}

/** The day on which a neighbourhood is first told; those that are not regular come on the day that is told. */
export function arrivalOf({ town, number }: Neighbourhood): number {
  if (number < town.size) return 1;
  return number < FIRST_OF_MISTAKES ? 2 + Math.floor((number - town.size) / town.growth) : town.day;
}

/** Regular neighbourhoods that are there on the day that is told. */
export const sizeOn = ({ size, growth, day }: Town): number => size + growth * (day - 1);

/** Index of the person at a place, unique in the municipality. */
export const indexAt = (neighbourhood: Neighbourhood, place: number): number =>
  neighbourhood.number * PLACES + place;

/** What decides of the person at a place. */
export const baseAt = (neighbourhood: Neighbourhood, place: number): number =>
  mixed(neighbourhood.town.seed + neighbourhood.town.ordinal * 7_919, indexAt(neighbourhood, place));

export const personIdAt = (neighbourhood: Neighbourhood, place: number): string =>
  `P-${indexAt(neighbourhood, place)}`;
