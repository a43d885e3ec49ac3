import { z } from 'zod';
import { FILE_RULES } from '../sopa/file-rules.ts';
import { Instant } from '../values/calendar.ts';
import { Atvk } from '../values/ids.ts';
import { listOf, PageLimit } from './lists.ts';

/** An import of a municipality's file as Saite numbers it (*imports*). */
export const ImportId = z
  .uuid({ error: 'expected the id of an import' })
  .describe('Id of the import')
  .brand<'ImportId'>();
export type ImportId = z.infer<typeof ImportId>;

export const ImportTaken = z.strictObject({ importId: ImportId }).describe('The file is here');

export const SopaImportState = z
  .enum(['received', 'checking', 'accepted', 'accepted-with-errors', 'rejected'])
  .describe('received: here, or on its way in; rejected: level-1 errors, the full file is to be sent again');
export type SopaImportState = z.infer<typeof SopaImportState>;

const RuleCode = z
  .string()
  .regex(/^[A-Z0-9_]{1,60}$/)
  .describe('Code of the rule, as in the catalogue of rules');

const Level1 = z
  .strictObject({
    rule: RuleCode.describe(`Code of the rule; known today: ${Object.keys(FILE_RULES).join(', ')}`),
    line: z.int().nullable().describe('Line of the file, from 1'),
    column: z.int().nullable().describe('Column, from 1'),
    element: z.string().nullable().describe('Name of the element'),
    message: z.string().describe("What is wrong, in the caller's language"),
  })
  .describe('A level-1 error: the file as a whole is not taken');

const Level2 = z
  .strictObject({
    count: z.int().min(0).describe('Objects with errors; each stands in the result file'),
    rules: z
      .array(
        z.strictObject({
          rule: RuleCode,
          count: z.int().min(1).describe('Objects that break it'),
          message: z.string().describe("What is wrong, in the caller's language"),
        }),
      )
      .describe('Broken rules, the most frequent first'),
  })
  .describe('Level-2 errors: objects that were not taken');

const objects = (meaning: string) => z.int().min(0).describe(meaning);

/** What became of a file. An operator sees the state alone. */
export const SopaImportReport = z
  .strictObject({
    importId: ImportId,
    municipality: Atvk.describe('Municipality that sent it: ATVK code'),
    state: SopaImportState,
    receivedAt: Instant.describe('When the file came in'),
    checkedAt: Instant.nullable().describe('When the result was there'),
    fileName: z.string().nullable().optional().describe('Name of the file'),
    sequence: z.int().nullable().optional().describe('Sequence of the file'),
    level1: z.array(Level1).optional().describe('Why the file is not taken'),
    level2: Level2.optional(),
    accepted: objects('Objects taken, new or changed').optional(),
    unchanged: objects('Objects that were the same before').optional(),
    deleted: objects('Objects deleted').optional(),
  })
  .describe('An import of SOPA');
export type SopaImportReport = z.infer<typeof SopaImportReport>;

export const SopaImportList = listOf(SopaImportReport, 'imports, newest first');
export const SopaImportPath = z.strictObject({ importId: ImportId });
export const SopaImportQuery = z.strictObject({
  after: ImportId.optional().describe('Where the page before ended'),
  limit: PageLimit.optional(),
});

/** Header under which a municipality names its file. */
export const FILE_NAME_HEADER = 'x-file-name';
