const MS_PER_DAY = 86_400_000;

/** Days from 1970-01-01 to a date. */
export const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / MS_PER_DAY;
export const dateOf = (day: number): string => new Date(day * MS_PER_DAY).toISOString().slice(0, 10);

/** Days that a picture shows: from the first up to the last, which is shown too. */
export interface Shown {
  readonly from: number;
  readonly to: number;
}

/** A place in the picture, in per cent of its width. */
export interface Place {
  readonly x: number;
  readonly width: number;
}

/** Where days lie in the picture; undefined if none of them is in sight. */
export function placeOf({ from, to }: Shown, first: number, after: number): Place | undefined {
  const days = to + 1 - from;
  const begin = Math.max(first, from);
  const end = Math.min(after, to + 1);
  if (end <= begin) return undefined;
  return { x: ((begin - from) / days) * 100, width: ((end - begin) / days) * 100 };
}

/** Where the beginning of a day lies; undefined if it is not in sight. */
export const pointOf = ({ from, to }: Shown, day: number): number | undefined =>
  day < from || day > to ? undefined : ((day - from) / (to + 1 - from)) * 100;

/** Most marks of an axis that leave room for their dates, on a telephone too. */
const MOST_MARKS = 6;
const STEPS = [1, 2, 3, 6, 12, 24, 60, 120] as const;

/** First days of months at which an axis has its marks, a step of whole months apart. */
export function marksOf({ from, to }: Shown): number[] {
  const months = (to - from) / 30.44;
  const step = STEPS.find((each) => months / each <= MOST_MARKS) ?? 120;
  const first = new Date(from * MS_PER_DAY);
  const start = first.getUTCFullYear() * 12 + first.getUTCMonth();
  const marks: number[] = [];
  for (let month = Math.ceil(start / step) * step; ; month += step) {
    const day = Date.UTC(Math.floor(month / 12), month % 12, 1) / MS_PER_DAY;
    if (day > to) return marks;
    if (day >= from) marks.push(day);
  }
}
