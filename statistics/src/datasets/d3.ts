import { AGE_UNKNOWN, type AgeBand, bandOf } from '../period/age.ts';
import { attributesOf } from '../persons/attributes.ts';
import { disabilityIn } from '../persons/disability.ts';
import { byTerritory } from '../tables/by-territory.ts';
import { ATVK, TERRITORY } from '../tables/territories.ts';
import { AGE_UNKNOWN_COLUMN, countOf, TOTAL } from './columns.ts';

/** The last band holds who turned 18 in the month too: the person was a child on a day of it. */
const BANDS: readonly AgeBand[] = [
  { column: 'age_0_6', from: 0, to: 6 },
  { column: 'age_7_9', from: 7, to: 9 },
  { column: 'age_10_12', from: 10, to: 12 },
  { column: 'age_13_15', from: 13, to: 15 },
  { column: 'age_16_17', from: 16, to: 18 },
];

/** D3: children with a disability (*nepilngadīgās personas ar invaliditāti*) by age. */
export const D3 = byTerritory({
  structure: {
    id: 'D3',
    titles: {
      lv: 'VDEĀVK uzskaitē esošās nepilngadīgās personas ar invaliditāti pēc vecuma',
      en: 'Children with a disability by age',
    },
    descriptions: {
      lv: 'Bērni, kuriem kādā mēneša dienā bija spēkā VDEĀVK lēmums par invaliditāti, pēc vecuma un deklarētās dzīvesvietas mēneša beigās vai nāves dienā. Vecumā 16–17 ieskaitīti arī tie, kuri mēnesī sasniedza 18 gadus.',
      en: 'Children for whom a decision of VDEĀVK on disability was in force on a day of the month, by age and declared residence at its end or on the day of death. Age 16–17 includes those who turned 18 in the month.',
    },
    keywords: {
      lv: ['invaliditāte', 'bērni ar invaliditāti'],
      en: ['disability', 'children with disabilities'],
    },
    keys: [ATVK, TERRITORY],
    figures: [
      TOTAL,
      countOf('age_0_6', '0–6 gadi', 'Age 0–6'),
      countOf('age_7_9', '7–9 gadi', 'Age 7–9'),
      countOf('age_10_12', '10–12 gadi', 'Age 10–12'),
      countOf('age_13_15', '13–15 gadi', 'Age 13–15'),
      countOf('age_16_17', '16–17 gadi', 'Age 16–17'),
      AGE_UNKNOWN_COLUMN,
    ],
  },
  restsOn: ['disabilities', 'persons'],
  columnLinks: [{ kind: 'sum', total: 'total', parts: [...BANDS.map(({ column }) => column), AGE_UNKNOWN] }],
  counted(person, frame) {
    if (person.decisions.length === 0) return undefined;
    const attributes = attributesOf(person, frame);
    if (!disabilityIn(person, attributes, frame)?.asChild) return undefined;
    return { territory: attributes.territory, columns: ['total', bandOf(BANDS, attributes.age)] };
  },
});
