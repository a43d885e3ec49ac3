import { todayInRiga } from '../../i18n/today.ts';

/** The month of a day or month that lies so many months away. */
export function monthAway(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

/** The month of today in Riga. */
export const currentMonth = (): string => todayInRiga().slice(0, 7);

/** First month that statements are made for. */
const FIRST = '2000-01';

/** Months that can be chosen, newest first: some years back, and the one that is chosen. */
export function monthsToChoose(chosen: string): string[] {
  const recent = Array.from({ length: 60 }, (_, by) => monthAway(currentMonth(), -by));
  return [...new Set([...recent, chosen])]
    .filter((month) => month >= FIRST)
    .sort()
    .reverse();
}
