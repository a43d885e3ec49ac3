import type { DisabilityGroup } from '@saite/contracts';

/** A group of adults; a child with a disability has none. */
export type AdultGroup = Exclude<DisabilityGroup, 'child'>;
export const ADULT_GROUPS = ['I', 'II', 'III'] as const satisfies readonly AdultGroup[];

/** Kinds of functional disorders (*funkcionālo traucējumu veidi*) that the table has a column for. */
export const TABLE_DISORDERS = ['sight', 'hearing', 'movement', 'mental', 'other'] as const;
export type TableDisorder = (typeof TABLE_DISORDERS)[number];

/** A line of the table: persons, each once, and those with each disorder. */
export interface TableLine extends Readonly<Record<TableDisorder, number>> {
  readonly persons: number;
}

/** Persons with a disability in a month; a person may stand in several lines and several columns. */
export interface DisabilityTable {
  readonly total: TableLine;
  readonly children: TableLine;
  readonly adults: TableLine;
  readonly groups: Readonly<Record<AdultGroup, TableLine>>;
}

/**
 * VDEĀVK's figures of June 2019 as the Ministry of Welfare published them. They do not add up, and are right: a person
 * may turn 18, change the group or have several disorders within the month.
 */
export const JUNE_2019: DisabilityTable = {
  total: { persons: 193_827, sight: 9_765, hearing: 2_522, movement: 33_518, mental: 26_760, other: 121_375 },
  children: { persons: 8_328, sight: 377, hearing: 481, movement: 406, mental: 2_469, other: 4_595 },
  adults: {
    persons: 185_548,
    sight: 9_392,
    hearing: 2_042,
    movement: 33_120,
    mental: 24_306,
    other: 116_801,
  },
  groups: {
    I: { persons: 26_817, sight: 2_741, hearing: 2, movement: 2_563, mental: 4_549, other: 16_965 },
    II: { persons: 87_303, sight: 2_492, hearing: 49, movement: 12_363, mental: 18_110, other: 54_304 },
    III: { persons: 74_232, sight: 4_217, hearing: 1_991, movement: 18_300, mental: 1_682, other: 48_065 },
  },
};
