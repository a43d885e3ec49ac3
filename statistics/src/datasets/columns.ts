import type { DatasetColumn, Titles } from '@saite/contracts';

/** A column that counts persons, places or requests. */
export const countOf = (name: string, lv: string, en: string): DatasetColumn => ({
  name,
  titles: { lv, en },
  type: 'count',
});

/** Columns of a code list, one a code. */
export const countsOf = (codes: Readonly<Record<string, Titles>>): DatasetColumn[] =>
  Object.entries(codes).map(([name, titles]) => ({ name, titles, type: 'count' }));

export const TOTAL = countOf('total', 'Kopā', 'Total');
export const AGE_UNKNOWN_COLUMN = countOf('age_unknown', 'Vecums nav zināms', 'Age not known');
