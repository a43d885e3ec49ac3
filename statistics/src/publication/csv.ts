import { stringify } from 'csv-stringify/sync';
import { columnsOf, type DatasetStructure } from '../datasets/structure.ts';
import type { Edition } from '../editions/edition.ts';
import { type CellValue, cellsOf } from './cells.ts';

const textOf = (value: CellValue): string => {
  if (value === null) return '';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : value.join(' ');
};

const rowsOf = (structure: DatasetStructure, edition: Edition): string[][] =>
  edition.rows.map((row) => cellsOf(structure, edition, row).map(({ value }) => textOf(value)));

/**
 * A data set as comma-separated values (RFC 4180, CRLF ends a line; UTF-8 without byte order mark). The first line
 * holds the columns' machine-readable names, a hidden figure is an empty cell, and the last column names the hidden
 * ones, separated by a space. A text that a spreadsheet would run as a formula gets an apostrophe before it.
 *
 * @param edition `undefined` if there is none: then the first line stands alone
 */
export const datasetAsCsv = (structure: DatasetStructure, edition: Edition | undefined): string =>
  stringify([columnsOf(structure).map(({ name }) => name), ...(edition ? rowsOf(structure, edition) : [])], {
    record_delimiter: '\r\n',
    escape_formulas: true,
    // A lone CR or LF ends no line here, so that the library would not quote it.
    quoted_match: /[\r\n]/,
  });
