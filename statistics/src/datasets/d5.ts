import { AGE_UNKNOWN, type AgeBand, bandOf } from '../period/age.ts';
import { attributesOf } from '../persons/attributes.ts';
import { byTerritory } from '../tables/by-territory.ts';
import { ATVK, TERRITORY } from '../tables/territories.ts';
import { AGE_UNKNOWN_COLUMN, countOf, TOTAL } from './columns.ts';

const BANDS: readonly AgeBand[] = [
  { column: 'age_15_24', from: 15, to: 24 },
  { column: 'age_25_34', from: 25, to: 34 },
  { column: 'age_35_44', from: 35, to: 44 },
  { column: 'age_45_54', from: 45, to: 54 },
  { column: 'age_55_plus', from: 55, to: 200 },
];

/** D5: registered unemployed persons (*reģistrētie bezdarbnieki*) by age. */
export const D5 = byTerritory({
  structure: {
    id: 'D5',
    titles: { lv: 'Reģistrētie bezdarbnieki pēc vecuma', en: 'Registered unemployed persons by age' },
    descriptions: {
      lv: 'Personas, kurām kādā mēneša dienā bija bezdarbnieka statuss, pēc vecuma un deklarētās dzīvesvietas mēneša beigās. Avots: Nodarbinātības valsts aģentūra (BURVIS).',
      en: 'Persons who were registered as unemployed on a day of the month, by age and declared residence at its end. Source: State Employment Agency (BURVIS).',
    },
    keywords: { lv: ['bezdarbs', 'bezdarbnieki'], en: ['unemployment', 'unemployed persons'] },
    keys: [ATVK, TERRITORY],
    figures: [
      TOTAL,
      ...BANDS.map(({ column, from, to }) => {
        const years = to > 120 ? `${from}+` : `${from}–${to}`;
        return countOf(column, `${years} gadi`, `Age ${years}`);
      }),
      AGE_UNKNOWN_COLUMN,
    ],
  },
  source: 'unemployed',
  restsOn: ['unemployed', 'persons'],
  columnLinks: [{ kind: 'sum', total: 'total', parts: [...BANDS.map(({ column }) => column), AGE_UNKNOWN] }],
  counted(person, frame) {
    const row = person.unemployments.find(({ period }) => period === frame.period);
    if (!row) return undefined;
    const { territory, age } = attributesOf(person, frame, row);
    return { territory, columns: ['total', bandOf(BANDS, age)] };
  },
});
