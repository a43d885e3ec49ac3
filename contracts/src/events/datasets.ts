import { z } from 'zod';
import { DatasetId } from '../codes/datasets.ts';
import { Instant, Month } from '../values/calendar.ts';
import { RecordId, RecordVersion } from '../values/ids.ts';

const inBoth = (meaning: string) =>
  z
    .strictObject({
      lv: z.string().min(1).max(4000).describe('In Latvian'),
      en: z.string().min(1).max(4000).describe('In English'),
    })
    .describe(meaning);

/** A form in which an edition is published. */
export const DatasetDistribution = z
  .strictObject({
    name: z
      .string()
      .regex(/^[A-Za-z0-9._-]{1,100}$/)
      .describe('File name, the same for every edition of the period'),
    titles: inBoth('Name of the file for people'),
    format: z.enum(['CSV', 'JSON']).describe('Format, as catalogues name it'),
    mediaType: z.enum(['text/csv', 'application/json']).describe('Media type'),
    url: z.url().describe('Where Saite gives exactly this edition, to everybody'),
    structure: z.url().describe('Machine-readable description of its structure'),
    bytes: z.int().min(1).describe('Size of the file'),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe('Digest of the file: what is fetched is this edition'),
  })
  .describe('A form in which an edition is published');
export type DatasetDistribution = z.infer<typeof DatasetDistribution>;

/** An edition of an open data set (*atvērto datu kopas izdevums*) was made; it holds all that a catalogue needs. */
export const DatasetPublished = z
  .strictObject({
    recordId: RecordId.describe('The data set and its period: <data set>-<period>'),
    recordVersion: RecordVersion.describe('Edition, from 1; a corrected one has the next number'),
    dataset: DatasetId,
    period: Month.describe('Month that it is about'),
    supersedes: RecordVersion.nullable().describe('Edition that it corrects; null for the first'),
    publishedAt: Instant.describe('When it was made'),
    titles: inBoth('Title of the data set'),
    descriptions: inBoth('What the data set holds'),
    correction: inBoth('What a corrected edition changed')
      .nullable()
      .describe('What a corrected edition changed; null for the first'),
    keywords: z
      .strictObject({
        lv: z.array(z.string().min(2).max(100)).max(20).describe('In Latvian'),
        en: z.array(z.string().min(2).max(100)).max(20).describe('In English'),
      })
      .describe('Keywords'),
    distributions: z.array(DatasetDistribution).min(1).max(10).describe('The edition in its formats'),
  })
  .describe('An edition of an open data set');
export type DatasetPublished = z.infer<typeof DatasetPublished>;
