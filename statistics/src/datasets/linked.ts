import type { DatasetId } from '@saite/contracts';

/**
 * Data sets that are protected together: some of their figures are the same number, so that what one hides the other
 * must not show.
 */
export const LINKED: readonly (readonly DatasetId[])[] = [
  ['disability-summary', 'D3', 'D4'],
  ['D1'],
  ['D2'],
  ['D5'],
  ['D6'],
  ['D7'],
  ['D8'],
  ['D9'],
];

/** Figures of D3 and D4 that stand in the summary too, by cell. */
const SAME: ReadonlyMap<string, string> = new Map([
  ['D3|LV|Latvija|total', 'disability-summary|children|total'],
  ['D4|LV|Latvija|all|total', 'disability-summary|adults|total'],
  ['D4|LV|Latvija|I|total', 'disability-summary|group-I|total'],
  ['D4|LV|Latvija|II|total', 'disability-summary|group-II|total'],
  ['D4|LV|Latvija|III|total', 'disability-summary|group-III|total'],
  ['D4|LV|Latvija|none|total', 'disability-summary|group-none|total'],
]);

/** The name of a cell: the same for the same number, in whichever data set it stands. */
export function cellName(dataset: DatasetId, row: string, column: string): string {
  const name = `${dataset}|${row}|${column}`;
  return SAME.get(name) ?? name;
}
