import { z } from 'zod';
import { DATASET_IDS, DatasetId } from '../codes/datasets.ts';
import { Instant, Month } from '../values/calendar.ts';
import { RecordVersion } from '../values/ids.ts';
import { inBoth } from '../values/in-both.ts';
import { showsPersonCode } from '../values/person-code.ts';
import { listOf } from './lists.ts';

export const DatasetPath = z.strictObject({
  dataset: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/, { error: 'expected the name of a data set' })
    .refine((name) => !showsPersonCode(name), { error: 'expected the name of a data set' })
    .describe(`Data set: ${DATASET_IDS.join(', ')}`),
});

export const DatasetQuery = z.strictObject({
  period: Month.optional().describe('Month that the figures are about; the latest published one if absent'),
  edition: z.coerce
    .number({ error: 'expected a whole number from 1' })
    .int({ error: 'expected a whole number from 1' })
    .min(1, { error: 'expected a whole number from 1' })
    .optional()
    .describe('Edition of the period; the latest one if absent'),
  format: z
    .enum(['csv', 'json'], { error: 'expected csv or json' })
    .optional()
    .describe('Format; goes before Accept, for links'),
});
export type DatasetQuery = z.infer<typeof DatasetQuery>;

export const DatasetColumn = z
  .strictObject({
    name: z.string().describe('Name in the rows'),
    titles: inBoth('What the column holds'),
    type: z
      .enum(['month', 'territory', 'code', 'text', 'count', 'money', 'columns'])
      .describe('Form of its values'),
    codes: z.record(z.string(), inBoth('What the code means')).optional().describe('Codes of the column'),
  })
  .describe('A column of a data set');
export type DatasetColumn = z.infer<typeof DatasetColumn>;

/** A figure, a code, a hidden figure (`null`), or the names of the hidden columns. */
const DatasetValue = z.union([z.string(), z.number(), z.null(), z.array(z.string())]);

export const DatasetRow = z
  .record(z.string(), DatasetValue)
  .describe('Values by column; a hidden figure is null, and its column stands in `suppressed`');
export type DatasetRow = z.infer<typeof DatasetRow>;

export const Dataset = z
  .strictObject({
    dataset: DatasetId,
    titles: inBoth('Title of the data set'),
    period: Month.nullable().describe('Month that the figures are about; null if nothing is published yet'),
    edition: RecordVersion.nullable().describe('Edition of the period; null if the period has none'),
    supersedes: RecordVersion.nullable().describe('Edition that it corrects; null for the first'),
    publishedAt: Instant.nullable().describe('When the edition was made'),
    changes: z
      .array(
        z.strictObject({
          row: z.record(z.string(), z.string()).describe('What names the row'),
          columns: z.array(z.string()).describe('Columns whose figures changed'),
        }),
      )
      .nullable()
      .describe('What a corrected edition changed, among figures that both show; null for the first'),
    columns: z.array(DatasetColumn).describe('Columns in their order'),
    items: z.array(DatasetRow).describe('Rows'),
    next: z.null().describe('There is one page'),
  })
  .describe('An edition of an open data set (CC0 1.0)');
export type Dataset = z.infer<typeof Dataset>;

export const DatasetSummary = z
  .strictObject({
    dataset: DatasetId,
    titles: inBoth('Title'),
    descriptions: inBoth('What it holds'),
    periods: z
      .array(z.strictObject({ period: Month, edition: RecordVersion, publishedAt: Instant }))
      .describe('Published months, newest first, each with its latest edition'),
  })
  .describe('An open data set');
export type DatasetSummary = z.infer<typeof DatasetSummary>;
export const DatasetList = listOf(DatasetSummary, 'open data sets');

/** Metadata of a data set by DCAT-AP 3, as JSON-LD. */
export const DatasetMetadata = z
  .record(z.string(), z.json())
  .describe('Metadata by DCAT-AP 3.0.1, with each period and format as a distribution');
export const JSON_LD = 'application/ld+json';
