import type { Dataset, DatasetRow, Month } from '@saite/contracts';
import { columnsOf, type DatasetStructure } from '../datasets/structure.ts';
import type { CorrectedRow, Edition, PublishedRow } from '../editions/edition.ts';
import { type CellValue, cellsOf } from './cells.ts';

const plain = (value: CellValue): DatasetRow[string] =>
  value === null || typeof value === 'string' || typeof value === 'number' ? value : [...value];

const rowOf = (structure: DatasetStructure, edition: Edition, row: PublishedRow): DatasetRow =>
  Object.fromEntries(
    cellsOf(structure, edition, row).map(({ column, value }) => [column.name, plain(value)]),
  );

const changeOf = ({ keys, columns }: CorrectedRow) => ({ row: { ...keys }, columns: [...columns] });

/**
 * A data set as JSON.
 *
 * @param edition `undefined` if the period has none: then there are columns and no rows
 * @param period what was asked for, if it has no edition
 */
export const datasetAsJson = (
  structure: DatasetStructure,
  edition: Edition | undefined,
  period: Month | null = null,
): Dataset => ({
  dataset: structure.id,
  titles: { ...structure.titles },
  period: edition?.period ?? period,
  edition: edition?.edition ?? null,
  supersedes: edition?.supersedes ?? null,
  publishedAt: edition?.publishedAt ?? null,
  changes: edition?.changes?.map(changeOf) ?? null,
  columns: [...columnsOf(structure)],
  items: edition?.rows.map((row) => rowOf(structure, edition, row)) ?? [],
  next: null,
});
