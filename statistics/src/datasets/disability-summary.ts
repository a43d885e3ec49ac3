import { type DatasetColumn, FUNCTIONAL_DISORDERS } from '@saite/contracts';
import { attributesOf } from '../persons/attributes.ts';
import { type Disorder, disabilityIn } from '../persons/disability.ts';
import { count, emptyRows } from '../tables/table.ts';
import type { PersonTabulation } from '../tables/tabulation.ts';
import { countOf, TOTAL } from './columns.ts';

const GROUPS = ['group-I', 'group-II', 'group-III', 'group-none'] as const;
const ROWS = ['all', 'children', 'adults', ...GROUPS] as const;
const DISORDERS = ['sight', 'hearing', 'movement', 'mental', 'other'] as const satisfies readonly Disorder[];

const IN_ENGLISH: Readonly<Record<Disorder, string>> = {
  sight: 'disorders of sight',
  hearing: 'disorders of hearing',
  movement: 'disorders of movement',
  mental: 'mental and behavioural disorders',
  other: 'other disorders, or kind not stated',
};
const disorderColumn = (name: Disorder): DatasetColumn =>
  countOf(name, FUNCTIONAL_DISORDERS[name], IN_ENGLISH[name]);

const PERSONS: DatasetColumn = {
  name: 'persons',
  titles: { lv: 'Personas', en: 'Persons' },
  type: 'code',
  codes: {
    all: { lv: 'personas ar invaliditāti kopā', en: 'all persons with a disability' },
    children: { lv: 'bērni', en: 'children' },
    adults: { lv: 'pilngadīgie', en: 'adults' },
    'group-I': { lv: '1. grupa', en: 'group I' },
    'group-II': { lv: '2. grupa', en: 'group II' },
    'group-III': { lv: '3. grupa', en: 'group III' },
    'group-none': { lv: 'grupa nav norādīta', en: 'group not stated' },
  },
};

/** VDEĀVK's monthly table: persons with a disability by group and functional disorder (*funkcionālie traucējumi*). */
export const DISABILITY_SUMMARY: PersonTabulation = {
  of: 'persons',
  structure: {
    id: 'disability-summary',
    titles: {
      lv: 'VDEĀVK uzskaitē esošās personas ar invaliditāti pēc grupas un funkcionālajiem traucējumiem',
      en: 'Persons with a disability by group and functional disorder',
    },
    descriptions: {
      lv: 'Personas, kurām kādā mēneša dienā bija spēkā VDEĀVK lēmums par invaliditāti. Viena persona mēnesī var būt gan bērns, gan pilngadīgais, tai var būt vairāki funkcionālo traucējumu veidi un vairākas grupas, tāpēc ailes un rindas nesummējas.',
      en: 'Persons for whom a decision of VDEĀVK on disability was in force on a day of the month. One person may be both child and adult in a month, and may have several disorders and several groups, so columns and rows do not add up.',
    },
    keywords: {
      lv: ['invaliditāte', 'funkcionālie traucējumi', 'invaliditātes grupa'],
      en: ['disability', 'functional disorders', 'severity of disability'],
    },
    keys: [PERSONS],
    figures: [TOTAL, ...DISORDERS.map(disorderColumn)],
  },
  restsOn: ['disabilities', 'persons'],
  countsPersons: true,
  empty: () => ({
    rows: emptyRows(
      ROWS.map((persons) => ({ persons })),
      ['total', ...DISORDERS],
    ),
    columnLinks: [{ kind: 'cover', total: 'total', parts: [...DISORDERS] }],
    rowLinks: [
      { kind: 'cover', total: 'all', parts: ['children', 'adults'] },
      { kind: 'cover', total: 'adults', parts: [...GROUPS] },
    ],
  }),
  count(table, person, frame) {
    if (person.decisions.length === 0) return;
    const found = disabilityIn(person, attributesOf(person, frame), frame);
    if (!found) return;
    const adult = new Set([...(found.asAdult?.values() ?? [])].flatMap((disorders) => [...disorders]));
    const add = (row: (typeof ROWS)[number], disorders: Iterable<Disorder>) =>
      count(table, row, ['total', ...disorders]);
    add('all', new Set([...(found.asChild ?? []), ...adult]));
    if (found.asChild) add('children', found.asChild);
    if (found.asAdult) add('adults', adult);
    for (const [group, disorders] of found.asAdult ?? []) add(`group-${group}`, disorders);
  },
};
