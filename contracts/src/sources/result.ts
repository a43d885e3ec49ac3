import { z } from 'zod';
import { codeOf } from '../codes/statistics.ts';
import { Source } from '../events/sources.ts';
import { Instant, Month } from '../values/calendar.ts';
import { RecordVersion } from '../values/ids.ts';
import { inBoth } from '../values/in-both.ts';
import { SOURCE_REASONS } from './reasons.ts';

/** One thing that is wrong with a file. */
export const SourceFault = z
  .strictObject({
    reason: codeOf(SOURCE_REASONS, 'Stable code'),
    row: z.int().min(1).nullable().describe('Row as a spreadsheet counts it, the header being 1'),
    column: z.int().min(1).nullable().describe('Column from 1, as the file has them'),
    columnName: z.string().nullable().describe('Name of the column in the agreed structure'),
    hint: z
      .string()
      .nullable()
      .describe('What is probably meant, what is allowed; never a value of a person'),
    message: inBoth('What is wrong, for people'),
  })
  .describe('One thing that is wrong with the file');
export type SourceFault = z.infer<typeof SourceFault>;

/** Most faults that a result lists. */
export const LISTED_FAULTS = 200;

/** What became of a source's file (*pārbaudes rezultāts*): stands beside it as `<name>.result.json`. */
export const SourceFileResult = z
  .strictObject({
    outcome: z.enum(['accepted', 'refused']).describe('A file is taken whole or not at all'),
    source: Source,
    period: Month.nullable().describe('Month that the file is about; null if its name does not say it'),
    version: RecordVersion.nullable().describe('Version of the file; null if its name does not say it'),
    rows: z.int().min(0).nullable().describe('Rows of data; null for a file that was not read to its end'),
    checkedAt: Instant.describe('When it was decided; of a file handed in again, when it was accepted'),
    message: inBoth('What became of the file and what to do next, for people'),
    faultCount: z.int().min(0).describe('How many faults were found'),
    faults: z.array(SourceFault).max(LISTED_FAULTS).describe('The first of them'),
  })
  .describe("What became of a source's file");
export type SourceFileResult = z.infer<typeof SourceFileResult>;
