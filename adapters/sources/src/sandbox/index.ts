import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  answerProblems,
  parseBody,
  type RegisterSandbox,
  type SandboxOptions,
} from '@saite/adapter-kit/sandbox';
import { Month, PersonCode, RecordVersion, SOURCES, type SourceFileName } from '@saite/contracts';
import { z } from 'zod';
import { COUNTRY } from './made/plan.ts';
import { writeSourceFile } from './made/write-file.ts';
import { resultsOf } from './results.ts';
import { upload } from './upload.ts';

const FILE_LIMIT_BYTES = 1024 * 1024 * 1024;

const FileQuery = z.strictObject({
  period: Month,
  version: z.coerce.number().pipe(RecordVersion),
});

const PeriodBody = z
  .strictObject({
    seed: z.int().min(0).max(1_000_000).default(1).describe('Another seed gives other contents'),
    period: Month.describe('Month that the files are about'),
    version: RecordVersion.default(RecordVersion.parse(1)).describe('Version of the files'),
    persons: z.int().min(1).max(5_000_000).default(COUNTRY).describe('Inhabitants of the country'),
    sources: z
      .array(z.enum(SOURCES))
      .default([...SOURCES])
      .describe('Which sources hand in a file'),
    codes: z.array(PersonCode).max(100_000).default([]).describe('Persons who stand in the files first'),
  })
  .describe('A month of files to make and to hand in');

export interface SourcesSandboxOptions extends SandboxOptions {
  /** The folder that the adapter watches. */
  readonly folder?: string;
}

/** The folder that the adapter watches by itself. */
const watchedFolder = (dataFolder: string): string =>
  process.env.SAITE_SOURCES_FOLDER ?? join(process.env.SAITE_DATA ?? dataFolder, 'source-files');

/** Opens the sources as they are played: they hand in files, and read what became of them. */
export async function openSandbox(options: SourcesSandboxOptions): Promise<RegisterSandbox> {
  const { clock, dataFolder } = options;
  const folder = options.folder ?? watchedFolder(dataFolder);
  const handIn = (name: SourceFileName, content: Readable) => upload(folder, name, content, clock);
  const make = async (plan: z.output<typeof PeriodBody>): Promise<string[]> => {
    const { period, version, sources } = plan;
    const files: string[] = [];
    for (const source of sources)
      files.push(await handIn({ source, period, version }, Readable.from(writeSourceFile(source, plan))));
    return files;
  };
  return {
    name: 'sources',
    async mount(app) {
      await app.register(async (control) => {
        answerProblems(control);
        control.post('/sandbox/sources/period', async (request) => ({
          files: await make(parseBody(PeriodBody, request.body ?? {})),
        }));
        await control.register(async (files) => {
          files.addContentTypeParser(
            ['text/csv', 'text/plain', 'application/octet-stream'],
            { bodyLimit: FILE_LIMIT_BYTES },
            (_request, body, done) => done(null, body),
          );
          for (const source of SOURCES) {
            files.post(`/sandbox/${source}/files`, { bodyLimit: FILE_LIMIT_BYTES }, async (request) => {
              const { period, version } = parseBody(FileQuery, request.query);
              const content = request.body instanceof Readable ? request.body : Readable.from([]);
              return { file: await handIn({ source, period, version }, content) };
            });
            files.get(`/sandbox/${source}/results`, () => resultsOf(folder, source));
          }
        });
      });
    },
    async load(records) {
      for (const plan of parseBody(z.array(PeriodBody), records)) await make(plan);
    },
    async close() {},
  };
}
