import { useMemo } from 'react';
import { useLanguage } from '../../i18n/language.ts';

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** Writes a span of seconds in the largest unit that fits. */
export function useSpans(): (seconds: number | null) => string {
  const language = useLanguage();
  return useMemo(() => {
    const write = (value: number, unit: string) =>
      new Intl.NumberFormat(language === 'lv' ? 'lv-LV' : 'en-GB', {
        style: 'unit',
        unit,
        unitDisplay: 'short',
        maximumFractionDigits: 0,
      }).format(value);
    return (seconds) => {
      if (seconds === null) return '–';
      const [unit, size] = UNITS.find(([, each]) => seconds >= each) ?? ['second', 1];
      return write(Math.round(seconds / size), unit);
    };
  }, [language]);
}
