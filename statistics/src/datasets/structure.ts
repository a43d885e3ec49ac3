import type { DatasetColumn, DatasetId, Titles } from '@saite/contracts';

/** What everybody may know of a data set before reading it: its meaning and its columns. */
export interface DatasetStructure {
  readonly id: DatasetId;
  readonly titles: Titles;
  /** What is counted, of whom, as of when, and from which register. */
  readonly descriptions: Titles;
  readonly keywords: { readonly lv: readonly string[]; readonly en: readonly string[] };
  /** Columns that name a row, after `period`: territory first if there is one. */
  readonly keys: readonly DatasetColumn[];
  /** Columns with figures, in their order. */
  readonly figures: readonly DatasetColumn[];
}

export const PERIOD: DatasetColumn = {
  name: 'period',
  titles: { lv: 'Pārskata mēnesis', en: 'Month' },
  type: 'month',
};

/** Names the hidden columns of a row; the last column of every data set. */
export const SUPPRESSED: DatasetColumn = {
  name: 'suppressed',
  titles: { lv: 'Nepublicētās ailes', en: 'Hidden columns' },
  type: 'columns',
};

/** All columns in the order in which they are published. */
export const columnsOf = ({ keys, figures }: DatasetStructure): readonly DatasetColumn[] => [
  PERIOD,
  ...keys,
  ...figures,
  SUPPRESSED,
];
