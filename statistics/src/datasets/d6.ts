import { fromCents, InsuredReported, SEXES, toCents } from '@saite/contracts';
import { rowsByTerritory } from '../tables/rows-by-territory.ts';
import { ATVK, TERRITORY } from '../tables/territories.ts';
import { countOf } from './columns.ts';

/** Sums that the average is made of; they are not published. */
const WAGES = 'wages';
const PERIODS = 'periods';

/** D6: socially insured persons and their average contribution wage (*vidējā apdrošināšanas iemaksu alga*). */
export const D6 = rowsByTerritory({
  structure: {
    id: 'D6',
    titles: {
      lv: 'Sociāli apdrošinātās personas un vidējā apdrošināšanas iemaksu alga',
      en: 'Socially insured persons and the average contribution wage',
    },
    descriptions: {
      lv: 'Personas, par kurām mēnesī veicamas sociālās apdrošināšanas iemaksas, un vidējā iemaksu alga (algu summa dalīta ar iemaksu periodu skaitu, EUR), pēc dzimuma un deklarētās dzīvesvietas. Avots: VSAA.',
      en: 'Persons for whom social insurance contributions are due in the month, and the average contribution wage (sum of wages divided by the number of contribution periods, EUR), by sex and declared residence. Source: VSAA.',
    },
    keywords: {
      lv: ['sociālā apdrošināšana', 'iemaksu alga'],
      en: ['social insurance', 'contribution wage'],
    },
    keys: [
      ATVK,
      TERRITORY,
      {
        name: 'sex',
        titles: { lv: 'Dzimums', en: 'Sex' },
        type: 'code',
        codes: { all: { lv: 'abi dzimumi', en: 'both sexes' }, ...SEXES },
      },
    ],
    figures: [
      countOf('persons', 'Apdrošinātās personas', 'Insured persons'),
      {
        name: 'average_wage',
        titles: { lv: 'Vidējā iemaksu alga, EUR', en: 'Average contribution wage, EUR' },
        type: 'money',
      },
    ],
  },
  source: 'insured',
  data: InsuredReported.pick({
    sex: true,
    persons: true,
    contributionWages: true,
    contributionPeriods: true,
  }).strip(),
  countsPersons: true,
  columns: ['persons', WAGES, PERIODS],
  columnLinks: [],
  split: { name: 'sex', total: 'all', parts: Object.keys(SEXES) },
  added: ({ sex, persons, contributionWages, contributionPeriods }) => ({
    part: sex,
    counts: [
      ['persons', persons],
      [WAGES, toCents(contributionWages)],
      [PERIODS, contributionPeriods],
    ],
  }),
  finish({ counts, values }) {
    const [wages = 0, periods = 0] = [counts.get(WAGES), counts.get(PERIODS)];
    counts.delete(WAGES);
    counts.delete(PERIODS);
    values.set('average_wage', periods === 0 ? null : fromCents(Math.floor(wages / periods + 0.5)));
  },
});
