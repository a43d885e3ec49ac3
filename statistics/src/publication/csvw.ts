import type { DatasetColumn } from '@saite/contracts';
import { columnsOf, type DatasetStructure, PERIOD } from '../datasets/structure.ts';
import type { Json, JsonDocument } from './json-document.ts';

/** A text as a regular expression that only it fits. */
const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\-]/g, '\\$&');

/** The form of a column's values (W3C Metadata Vocabulary for Tabular Data, 5.11). */
function datatypeOf({ type, codes }: DatasetColumn): Json {
  switch (type) {
    case 'month':
      return 'gYearMonth';
    case 'count':
      return 'nonNegativeInteger';
    case 'money':
      return { base: 'decimal', format: '#0.00' };
    case 'territory':
    case 'code':
    case 'text':
    case 'columns':
      return codes ? { base: 'string', format: Object.keys(codes).map(literally).join('|') } : 'string';
  }
}

const inBoth = ({ lv, en }: { readonly lv: string; readonly en: string }): Json => [
  { '@value': lv, '@language': 'lv' },
  { '@value': en, '@language': 'en' },
];

/** What the codes of a column mean, as a list of concepts. */
const codeList = (codes: NonNullable<DatasetColumn['codes']>): Json => ({
  '@type': 'skos:ConceptScheme',
  'skos:hasTopConcept': Object.entries(codes).map(([code, titles]) => ({
    '@type': 'skos:Concept',
    'skos:notation': code,
    'skos:prefLabel': inBoth(titles),
  })),
});

const columnOf = (column: DatasetColumn, isKey: boolean): Json => ({
  name: column.name,
  // The first line of the file holds the names: a reader matches it with the title of no language.
  titles: { und: column.name, lv: column.titles.lv, en: column.titles.en },
  datatype: datatypeOf(column),
  required: isKey,
  ...(column.type === 'columns' ? { separator: ' ' } : {}),
  ...(column.codes ? { 'skos:inScheme': codeList(column.codes) } : {}),
});

/**
 * Machine-readable description of a data set's structure (*mašīnlasāms struktūras apraksts*): a table description of
 * CSV on the Web (W3C, tabular-metadata), as JSON-LD. Its address is relative to its own place,
 * `/v1/datasets/<id>/structure`.
 */
export function datasetAsCsvw(structure: DatasetStructure): JsonDocument {
  const keys = [PERIOD, ...structure.keys].map(({ name }) => name);
  const tableSchema: JsonDocument = {
    columns: columnsOf(structure).map((column) => columnOf(column, keys.includes(column.name))),
    primaryKey: keys,
  };
  return {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'lv' }],
    '@type': 'Table',
    url: `../${structure.id}?format=csv`,
    'dc:title': inBoth(structure.titles),
    'dc:description': inBoth(structure.descriptions),
    dialect: { encoding: 'utf-8', header: true, delimiter: ',', quoteChar: '"', doubleQuote: true },
    tableSchema,
  };
}
