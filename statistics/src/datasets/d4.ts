import type { DatasetColumn } from '@saite/contracts';
import { AGE_UNKNOWN, type AgeBand, bandOf } from '../period/age.ts';
import type { Frame } from '../period/frame.ts';
import { attributesOf } from '../persons/attributes.ts';
import { disabilityIn } from '../persons/disability.ts';
import { count, emptyRows, type Link, rowName } from '../tables/table.ts';
import type { PersonTabulation } from '../tables/tabulation.ts';
import { ATVK, sumOfTerritories, TERRITORY, territoriesOf, territoryKeys } from '../tables/territories.ts';
import { AGE_UNKNOWN_COLUMN, countOf, TOTAL } from './columns.ts';

const BANDS: readonly AgeBand[] = [
  { column: 'age_18_24', from: 18, to: 24 },
  { column: 'age_25_34', from: 25, to: 34 },
  { column: 'age_35_44', from: 35, to: 44 },
  { column: 'age_45_54', from: 45, to: 54 },
  { column: 'age_55_64', from: 55, to: 64 },
  { column: 'age_65_74', from: 65, to: 74 },
  { column: 'age_75_plus', from: 75, to: 200 },
];
const COLUMNS = ['total', ...BANDS.map(({ column }) => column), AGE_UNKNOWN];
/** Severities, and everybody: one person may have had several groups in the month. */
const SEVERITIES = ['I', 'II', 'III', 'none'] as const;
const ALL = 'all';

const SEVERITY: DatasetColumn = {
  name: 'severity',
  titles: { lv: 'Invaliditātes grupa', en: 'Group of disability' },
  type: 'code',
  codes: {
    all: { lv: 'visas pilngadīgās personas', en: 'all adults' },
    I: { lv: 'I grupa (ļoti smaga)', en: 'group I (very severe)' },
    II: { lv: 'II grupa (smaga)', en: 'group II (severe)' },
    III: { lv: 'III grupa (mēreni izteikta)', en: 'group III (moderate)' },
    none: { lv: 'grupa nav norādīta', en: 'group not stated' },
  },
};

const keysOf = (frame: Frame) =>
  territoryKeys(frame).flatMap((keys) => [ALL, ...SEVERITIES].map((severity) => ({ ...keys, severity })));

function rowLinksOf(frame: Frame): Link[] {
  const ofTerritories = [ALL, ...SEVERITIES].map((severity) =>
    sumOfTerritories(frame, (keys) => rowName({ ...keys, severity })),
  );
  const ofSeverities = territoryKeys(frame).map((keys): Link => {
    const nameOf = (severity: string) => rowName({ ...keys, severity });
    return { kind: 'cover', total: nameOf(ALL), parts: SEVERITIES.map(nameOf) };
  });
  return [...ofTerritories, ...ofSeverities];
}

/** D4: adults with a disability (*pilngadīgās personas ar invaliditāti*) by severity and age. */
export const D4: PersonTabulation = {
  of: 'persons',
  structure: {
    id: 'D4',
    titles: {
      lv: 'VDEĀVK uzskaitē esošās pilngadīgās personas ar invaliditāti pēc smaguma pakāpes un vecuma',
      en: 'Adults with a disability by severity and age',
    },
    descriptions: {
      lv: 'Pilngadīgas personas, kurām kādā mēneša dienā bija spēkā VDEĀVK lēmums par invaliditāti, pēc grupas, vecuma un deklarētās dzīvesvietas mēneša beigās vai nāves dienā. Vienai personai mēnesī var būt vairākas grupas.',
      en: 'Adults for whom a decision of VDEĀVK on disability was in force on a day of the month, by group, age and declared residence at its end or on the day of death. One person may have several groups in a month.',
    },
    keywords: { lv: ['invaliditāte', 'invaliditātes grupa'], en: ['disability', 'severity of disability'] },
    keys: [ATVK, TERRITORY, SEVERITY],
    figures: [
      TOTAL,
      ...BANDS.map(({ column, from, to }) => {
        const years = to > 120 ? `${from}+` : `${from}–${to}`;
        return countOf(column, `${years} gadi`, `Age ${years}`);
      }),
      AGE_UNKNOWN_COLUMN,
    ],
  },
  restsOn: ['disabilities', 'persons'],
  countsPersons: true,
  empty: (frame) => ({
    rows: emptyRows(keysOf(frame), COLUMNS),
    columnLinks: [{ kind: 'sum', total: 'total', parts: COLUMNS.slice(1) }],
    rowLinks: rowLinksOf(frame),
  }),
  count(table, person, frame) {
    if (person.decisions.length === 0) return;
    const attributes = attributesOf(person, frame);
    const severities = disabilityIn(person, attributes, frame)?.asAdult;
    if (!severities) return;
    const columns = ['total', bandOf(BANDS, attributes.age)];
    for (const keys of territoriesOf(frame, attributes.territory)) {
      for (const severity of [ALL, ...severities.keys()])
        count(table, rowName({ ...keys, severity }), columns);
    }
  },
};
