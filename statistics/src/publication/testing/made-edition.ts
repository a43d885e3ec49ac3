import { Instant, Month, RecordVersion } from '@saite/contracts';
import type { DatasetStructure } from '../../datasets/structure.ts';
import type { Edition } from '../../editions/edition.ts';

/** A data set as one of the published ones is: by territory, with a code, counts and an amount of money. */
export const CHILDREN: DatasetStructure = {
  id: 'D3',
  titles: { lv: 'Bērni ar invaliditāti', en: 'Children with a disability' },
  descriptions: {
    lv: 'Nepilngadīgas personas ar invaliditāti pēc vecuma un teritorijas.',
    en: 'Minors with a disability by age and territory.',
  },
  keywords: { lv: ['invaliditāte', 'bērni'], en: ['disability', 'children'] },
  keys: [
    { name: 'atvk', titles: { lv: 'ATVK kods', en: 'Territory code' }, type: 'territory' },
    { name: 'municipality', titles: { lv: 'Pilsēta/novads', en: 'Municipality' }, type: 'text' },
    {
      name: 'severity',
      titles: { lv: 'Smagums', en: 'Severity' },
      type: 'code',
      codes: {
        I: { lv: 'ļoti smaga', en: 'very severe' },
        'II+': { lv: 'smaga vai mērena', en: 'severe or moderate' },
      },
    },
  ],
  figures: [
    { name: 'children', titles: { lv: 'Bērni kopā', en: 'Children in all' }, type: 'count' },
    { name: 'age_0_6', titles: { lv: '0-6 gadi', en: '0-6 years' }, type: 'count' },
    { name: 'average', titles: { lv: 'Vidēji', en: 'Average' }, type: 'money' },
  ],
};

type Row = Edition['rows'][number];

export const row = (
  keys: { readonly atvk: string; readonly municipality: string; readonly severity: string },
  figures: Row['figures'],
  suppressed: readonly string[] = [],
): Row => ({ keys, figures, suppressed });

export const RIGA = { atvk: '0001000', municipality: 'Rīga', severity: 'I' };

export const madeEdition = (told: {
  readonly period?: string;
  readonly edition?: number;
  readonly publishedAt?: string;
  readonly changes?: Edition['changes'];
  readonly rows?: readonly Row[];
}): Edition => {
  const edition = told.edition ?? 1;
  return {
    dataset: 'D3',
    period: Month.parse(told.period ?? '2026-10'),
    edition: RecordVersion.parse(edition),
    supersedes: edition === 1 ? null : RecordVersion.parse(edition - 1),
    publishedAt: Instant.parse(told.publishedAt ?? '2026-11-02T06:00:00Z'),
    changes: told.changes ?? (edition === 1 ? null : []),
    rows: told.rows ?? [
      row(RIGA, { children: 12, age_0_6: 5, average: '1024.50' }),
      row(
        { atvk: '0023000', municipality: 'Ventspils novads, "pie jūras"', severity: 'II+' },
        { children: null, age_0_6: null, average: '0.00' },
        ['children', 'age_0_6'],
      ),
    ],
  };
};
