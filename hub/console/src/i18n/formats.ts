import { useMemo } from 'react';
import { useLanguage } from './language.ts';
import { RIGA } from './today.ts';
import type { Language } from './translations.ts';

const LOCALES = { lv: 'lv-LV', en: 'en-GB' } as const;

/** How dates, months, amounts and numbers are written and names are sorted in a language. */
export interface Formats {
  /** A decimal string of euros; a dash for what is not known. */
  readonly money: (amount: string | null | undefined) => string;
  /** An amount with its sign, for differences. */
  readonly change: (amount: string | null | undefined) => string;
  readonly number: (value: number) => string;
  /** A share like `"0.15"` as per cent. */
  readonly percent: (rate: string) => string;
  /** A calendar date, `YYYY-MM-DD`. */
  readonly date: (date: string | null | undefined) => string;
  /** A month, `YYYY-MM`, in words. */
  readonly month: (month: string) => string;
  /** An instant, on the clock of Riga. */
  readonly time: (instant: string | null | undefined) => string;
  /** How long ago an instant was, in the largest unit that fits. */
  readonly ago: (instant: string | null | undefined, now?: number) => string;
  readonly compare: (one: string, other: string) => number;
}

const NOTHING = '–';
const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

export function formatsOf(language: Language): Formats {
  const locale = LOCALES[language];
  const euros = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' });
  const signed = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'EUR',
    signDisplay: 'exceptZero',
  });
  const numbers = new Intl.NumberFormat(locale);
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });
  const day = { day: '2-digit', month: '2-digit', year: 'numeric' } as const;
  const dates = new Intl.DateTimeFormat(locale, { ...day, timeZone: 'UTC' });
  const months = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const times = new Intl.DateTimeFormat(locale, {
    ...day,
    hour: '2-digit',
    minute: '2-digit',
    timeZone: RIGA,
  });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const collator = new Intl.Collator(locale, { sensitivity: 'base', numeric: true });
  const known = (write: (text: string) => string) => (text: string | null | undefined) =>
    text === null || text === undefined ? NOTHING : write(text);
  return {
    money: known((amount) => euros.format(Number(amount))),
    change: known((amount) => signed.format(Number(amount))),
    number: (value) => numbers.format(value),
    percent: (rate) => percents.format(Number(rate)),
    date: known((date) => dates.format(new Date(`${date}T00:00:00Z`))),
    month: (month) => months.format(new Date(`${month}-01T00:00:00Z`)),
    time: known((instant) => times.format(new Date(instant))),
    ago: (instant, now = Date.now()) => {
      if (!instant) return NOTHING;
      const seconds = (Date.parse(instant) - now) / 1000;
      const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
      return relative.format(Math.round(seconds / size), unit);
    },
    compare: collator.compare,
  };
}

/** The formats of the page's language. */
export function useFormats(): Formats {
  const language = useLanguage();
  return useMemo(() => formatsOf(language), [language]);
}
